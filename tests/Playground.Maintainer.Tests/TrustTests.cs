using Playground.Testing;
using Xunit;

namespace Playground.Maintainer.Tests;

/// <summary>A forge that shows an older or another root is refused by a clone that trusted one before.</summary>
[Collection(nameof(HealthyCollection))]
public sealed class TrustTests(Healthy healthy)
{
    private const string Root = "metadata/root.json";

    [Fact]
    public async Task Main_that_goes_back_to_an_older_root_is_refused_and_the_pin_stays()
    {
        using ToolStage stage = healthy.Copy();
        string before = stage["ci"].Resolve("origin/main");
        (await stage.SureAsync("alice", "delegate", "longer", "root", "--expiry-days", "400")).Succeeded();
        (await stage.SureAsync("bob", "sign", "longer")).Succeeded();
        await stage.MergeAsync("sign/longer");
        (await stage.PlaygroundAsync("alice", "status")).Succeeded();
        string pin = await PinAsync(stage, "alice");

        stage.Sandbox.Forge.Git("update-ref", "refs/heads/main", before);
        ToolRun back = await stage.PlaygroundAsync("alice", "status");

        Assert.Equal((4, ""), (back.ExitCode, back.Answer));
        Assert.StartsWith("PG1401: ", back.Talk, StringComparison.Ordinal);
        Assert.Equal(pin, await PinAsync(stage, "alice"));
    }

    [Fact]
    public async Task Main_with_another_root_of_the_trusted_version_is_refused()
    {
        using ToolStage stage = healthy.Copy();
        using ToolStage other = new();
        (await stage.PlaygroundAsync("alice", "status", "--yes")).Succeeded();
        await other.MakeKeyAsync("online");
        (await other.SureAsync("mallory", "init", "--online-key", other.KeyOf("online"))).Succeeded();
        string forged = other.Sandbox.Forge.ReadFile("sign/init", Root)!;
        GitClone ci = stage["ci"];
        ci.Fetch();
        ci.Git("switch", "--quiet", "--force-create", "main", "origin/main");
        ci.Commit("Another root", (Root, forged + "\n"), ("metadata/root_history/1.root.json", forged + "\n"));
        ci.Push();

        ToolRun sideways = await stage.PlaygroundAsync("alice", "events");

        Assert.Equal((4, ""), (sideways.ExitCode, sideways.Answer));
        Assert.StartsWith("PG1402: ", sideways.Talk, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_put_on_main_past_the_rules_is_refused()
    {
        using ToolStage stage = healthy.Copy();
        GitClone ci = stage["ci"];
        ci.Fetch();
        ci.Git("switch", "--quiet", "--force-create", "main", "origin/main");
        string targets = ci.ReadFile("HEAD", "metadata/targets.json")! + "\n";
        ci.Commit("Slip in", ("metadata/targets.json", targets.Replace("\"version\": 1", "\"version\": 2", StringComparison.Ordinal)));
        ci.Push();

        ToolRun run = await stage.PlaygroundAsync("alice", "events", "--yes");

        Assert.Equal((4, ""), (run.ExitCode, run.Answer));
        Assert.StartsWith("PG1404: ", run.Talk[run.Talk.IndexOf("PG", StringComparison.Ordinal)..], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_release_put_on_main_past_the_rules_is_refused_by_a_clone_that_verified_main_before()
    {
        using ToolStage stage = healthy.Copy();
        await stage.EnableProjectsAsync();
        await stage.BeginProjectsAsync("hammer", "violin");
        (await stage.PlaygroundAsync("alice", "status", "--yes")).Succeeded();
        string verified = stage["alice"].PathOf(".git/playground/verified-main");
        string[] words = (await File.ReadAllTextAsync(verified, TestContext.Current.CancellationToken)).Split(' ');
        Assert.Equal(stage["alice"].Resolve("origin/main"), words[0]);

        GitClone ci = stage["ci"];
        ci.Fetch();
        ci.Git("switch", "--quiet", "--force-create", "main", "origin/main");
        const string Releasers = "metadata/projects/vi/violin.releases.json";
        string file = ci.ReadFile("HEAD", Releasers)! + "\n";
        string forged = ci.Commit("Slip in", (Releasers, file.Replace("\"version\": 1", "\"version\": 2", StringComparison.Ordinal)));
        ci.Push();
        ToolRun run = await stage.PlaygroundAsync("alice", "events");
        Assert.Equal((4, ""), (run.ExitCode, run.Answer));
        Assert.StartsWith("PG1404: 'violin.releases'", run.Talk, StringComparison.Ordinal);

        // What was verified under another root counts for nothing.
        await File.WriteAllTextAsync(verified, $"{forged} {new string('0', 64)}\n", TestContext.Current.CancellationToken);
        run = await stage.PlaygroundAsync("alice", "events");
        Assert.Equal((4, ""), (run.ExitCode, run.Answer));
        Assert.StartsWith("PG1404: 'violin.releases'", run.Talk, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_reason_nothing_is_trusted_and_a_wrong_fingerprint_is_refused()
    {
        using ToolStage stage = healthy.Copy();

        ToolRun none = await stage.PlaygroundAsync("dora", "status");
        ToolRun wrong = await stage.PlaygroundAsync("dora", "status", "--trust-root", new string('0', 64));
        string right = none.Talk[(none.Talk.IndexOf("--trust-root ", StringComparison.Ordinal) + 13)..][..64];
        ToolRun good = await stage.PlaygroundAsync("dora", "status", "--trust-root", right);

        Assert.Equal((2, 4, 0), (none.ExitCode, wrong.ExitCode, good.ExitCode));
        Assert.StartsWith("PG1403: ", none.Talk, StringComparison.Ordinal);
        Assert.StartsWith("PG1402: ", wrong.Talk, StringComparison.Ordinal);
    }

    private static Task<string> PinAsync(ToolStage stage, string person) =>
        File.ReadAllTextAsync(stage[person].PathOf(".git/playground/root.json"), TestContext.Current.CancellationToken);
}
