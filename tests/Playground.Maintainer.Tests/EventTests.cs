using System.Text.Json;
using Playground.Testing;
using Xunit;

namespace Playground.Maintainer.Tests;

/// <summary>Events side by side, disturbed, kept local, and wrong ones.</summary>
[Collection(nameof(HealthyCollection))]
public sealed class EventTests(Healthy healthy)
{
    [Fact]
    public async Task Two_events_in_parallel_are_told_apart_and_both_are_merged()
    {
        using ToolStage stage = healthy.Copy();
        (await stage.SureAsync("alice", "delegate", "targets-live-longer", "targets", "--expiry-days", "400")).Succeeded();
        (await stage.SureAsync("alice", "delegate", "root-lives-longer", "root", "--expiry-days", "400")).Succeeded();

        ToolRun several = await stage.SureAsync("bob", "sign");
        (await stage.SureAsync("bob", "sign", "root-lives-longer")).Succeeded();
        (await stage.SureAsync("bob", "sign", "targets-live-longer")).Succeeded();
        ToolRun json = await stage.PlaygroundAsync("bob", "events", "--output", "json");

        Assert.Equal(2, several.ExitCode);
        Assert.Contains("sign/root-lives-longer|sign/targets-live-longer", several.Talk, StringComparison.Ordinal);
        Assert.Equal(
            [("sign/root-lives-longer", false, true), ("sign/targets-live-longer", false, true)],
            JsonElement.Parse(json.Answer).EnumerateArray().Select(entry =>
                (entry.GetProperty("event").GetString()!, entry.GetProperty("waitsForMe").GetBoolean(), entry.GetProperty("verified").GetBoolean())));
        await stage.MergeAsync("sign/targets-live-longer");
        await stage.MergeAsync("sign/root-lives-longer");
    }

    [Fact]
    public async Task A_signature_that_arrives_meanwhile_is_kept_and_built_on()
    {
        using ToolStage stage = healthy.Copy();
        (await stage.SureAsync("alice", "delegate", "longer", "root", "--expiry-days", "400", "--no-push")).Succeeded();
        string unsigned = stage["alice"].Resolve("sign/longer");
        stage["alice"].Git("push", "--quiet", "origin", "sign/longer");
        GitClone ci = stage["ci"];
        ci.Fetch();
        ci.Branch("held", "origin/sign/longer");
        string quicker = ci.Commit("Somebody was quicker", Array.Empty<(string Path, string? Content)>());
        ci.Push();
        string hook = stage.Sandbox.Script("forge.git/hooks/update", $"[ \"$1\" = refs/heads/sign/longer ] && [ \"$2\" = {unsigned} ] && git update-ref refs/heads/sign/longer {quicker}\nexit 0");

        ToolRun bob = await stage.SureAsync("bob", "sign", "longer");

        Assert.True(File.Exists(hook));
        Assert.Equal(0, bob.ExitCode);
        Assert.Contains("Somebody else changed 'sign/longer' meanwhile", bob.Talk, StringComparison.Ordinal);
        Assert.Equal(["@bob signs 'root'", "Somebody was quicker"], stage.Sandbox.Forge.Log("sign/longer")[..2]);
        Assert.Equal(1, bob.Answer.Split("Role 'root'").Length - 1);
    }

    [Fact]
    public async Task Without_pushing_the_change_stays_in_a_local_branch_and_the_work_tree_is_left_alone()
    {
        using ToolStage stage = healthy.Copy();
        GitClone alice = stage["alice"];
        alice.Write("notes.txt", "mine");
        string head = alice.Git("symbolic-ref", "HEAD");

        ToolRun run = (await stage.SureAsync("alice", "delegate", "quiet", "targets", "--expiry-days", "400", "--no-push")).Succeeded();
        ToolRun again = (await stage.SureAsync("alice", "delegate", "quiet", "targets", "--expiry-days", "400", "--no-push")).Succeeded();

        Assert.Equal(run.Answer.TrimEnd().Split('\n')[^1], alice.Resolve("sign/quiet"));
        Assert.Contains("That is how it is already.", again.Talk, StringComparison.Ordinal);
        Assert.NotEqual(0, stage.Sandbox.Forge.TryGit("rev-parse", "--verify", "--quiet", "sign/quiet").ExitCode);
        Assert.Equal((head, "?? notes.txt"), (alice.Git("symbolic-ref", "HEAD"), alice.Git("status", "--porcelain")));
    }

    [Fact]
    public async Task An_event_that_breaks_rules_is_not_signed_and_the_codes_are_told()
    {
        using ToolStage stage = healthy.Copy();
        (await stage.SureAsync("alice", "delegate", "odd", "root", "--expiry-days", "400")).Succeeded();
        GitClone ci = stage["ci"];
        ci.Fetch();
        ci.Branch("odd", "origin/sign/odd");
        ci.Commit("Slip in", (".github/workflows/evil.yml", "on: push\n"));
        ci.Push("sign/odd");
        string tip = stage.Sandbox.Forge.Resolve("sign/odd");

        ToolRun bob = await stage.SureAsync("bob", "sign", "odd");

        Assert.Equal((4, ""), (bob.ExitCode, bob.Answer));
        Assert.Contains("PG1101: ", bob.Talk, StringComparison.Ordinal);
        Assert.Contains("Fix: ", bob.Talk, StringComparison.Ordinal);
        Assert.Equal(tip, stage.Sandbox.Forge.Resolve("sign/odd"));
    }

    [Fact]
    public async Task Where_nobody_can_be_asked_the_flag_is_named_and_nothing_is_changed()
    {
        using ToolStage stage = healthy.Copy();
        (await stage.SureAsync("alice", "delegate", "longer", "root", "--expiry-days", "400")).Succeeded();
        string tip = stage.Sandbox.Forge.Resolve("sign/longer");

        ToolRun nobody = await stage.PlaygroundAsync("erin", "sign", "longer");
        ToolRun unsure = await stage.PlaygroundAsync("alice", "delegate", "longer", "root", "--expiry-days", "500");
        ToolRun vague = await stage.PlaygroundAsync("alice", "delegate", "longer", "targets");

        Assert.Equal((2, 2, 2), (nobody.ExitCode, unsure.ExitCode, vague.ExitCode));
        Assert.Contains("--user", nobody.Talk, StringComparison.Ordinal);
        Assert.Contains("--yes", unsure.Talk, StringComparison.Ordinal);
        Assert.Contains("--signers", vague.Talk, StringComparison.Ordinal);
        Assert.Equal(tip, stage.Sandbox.Forge.Resolve("sign/longer"));
    }

    [Fact]
    public async Task Who_may_not_push_signs_through_a_fork()
    {
        using ToolStage stage = healthy.Copy();
        (await stage.SureAsync("alice", "delegate", "longer", "root", "--expiry-days", "400")).Succeeded();
        stage["bob"].Git("remote", "add", "fork", stage.Sandbox.NewBare("fork.git").Path);

        (await stage.SureAsync("bob", "sign", "longer", "--pull-remote", "origin", "--push-remote", "fork")).Succeeded();
        ToolRun again = (await stage.SureAsync("bob", "sign", "longer", "--pull-remote", "origin")).Succeeded();

        Assert.Equal("@alice", stage.Sandbox.Forge.Git("log", "-1", "--format=%an", "sign/longer"));
        Assert.Contains("Nothing in 'sign/longer' waits for @bob", again.Talk, StringComparison.Ordinal);
        Assert.Equal("fork", stage["bob"].Git("config", "playground.pushRemote"));
    }
}
