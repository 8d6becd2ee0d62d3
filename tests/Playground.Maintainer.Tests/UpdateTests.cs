using Playground.Testing;
using Xunit;

namespace Playground.Maintainer.Tests;

/// <summary><c>playground update</c>: an event whose beginning main has left behind.</summary>
[Collection(nameof(HealthyCollection))]
public sealed class UpdateTests(Healthy healthy)
{
    [Fact]
    public async Task An_event_keeps_its_signatures_where_main_changed_other_roles()
    {
        using ToolStage stage = healthy.Copy();
        (await stage.SureAsync("alice", "delegate", "root-longer", "root", "--expiry-days", "400")).Succeeded();
        (await stage.SureAsync("bob", "sign", "root-longer")).Succeeded();
        (await stage.SureAsync("alice", "delegate", "targets-longer", "targets", "--expiry-days", "400")).Succeeded();
        (await stage.SureAsync("bob", "sign", "targets-longer")).Succeeded();
        await stage.MergeAsync("sign/targets-longer");
        string signed = stage.Sandbox.Forge.ReadFile("sign/root-longer", "metadata/root.json")!;

        ToolRun updated = (await stage.SureAsync("bob", "update", "root-longer")).Succeeded();
        ToolRun again = (await stage.SureAsync("bob", "update", "root-longer")).Succeeded();

        Assert.Contains("'sign/root-longer' is complete and can be merged", updated.Talk, StringComparison.Ordinal);
        Assert.Equal(signed, stage.Sandbox.Forge.ReadFile("sign/root-longer", "metadata/root.json"));
        Assert.Equal(stage.Sandbox.Forge.Resolve("main"), stage.Sandbox.Forge.Git("merge-base", "main", "sign/root-longer"));
        Assert.Equal(("", "All of 'main' is in 'sign/root-longer' already.\n"), (again.Answer, again.Talk));
        await stage.MergeAsync("sign/root-longer");
    }

    [Fact]
    public async Task What_both_changed_is_left_to_people_unless_it_is_only_files()
    {
        using ToolStage stage = healthy.Copy();
        (await stage.SureAsync("alice", "delegate", "long", "targets", "--expiry-days", "400")).Succeeded();
        (await stage.SureAsync("alice", "delegate", "short", "targets", "--expiry-days", "300")).Succeeded();
        (await stage.SureAsync("bob", "sign", "long")).Succeeded();
        await stage.MergeAsync("sign/long");
        string before = stage.Sandbox.Forge.Resolve("sign/short");

        ToolRun refused = await stage.SureAsync("alice", "update", "short");

        Assert.Equal(4, refused.ExitCode);
        Assert.StartsWith("PG1413: 'sign/short' and 'main' both changed the role 'targets'", refused.Talk, StringComparison.Ordinal);
        Assert.Equal(before, stage.Sandbox.Forge.Resolve("sign/short"));
    }

    [Fact]
    public async Task The_same_artifact_changed_in_both_is_left_to_people()
    {
        using ToolStage stage = healthy.Copy();
        await PushAsync(stage, "alice", "one");
        await PushAsync(stage, "bob", "two");
        (await stage.SureAsync("bob", "sign", "one")).Succeeded();
        await stage.MergeAsync("sign/one");

        ToolRun refused = await stage.SureAsync("alice", "update", "two");

        Assert.Equal(4, refused.ExitCode);
        Assert.Contains("the artifact 'file.txt' of 'targets'", refused.Talk, StringComparison.Ordinal);
        Assert.Contains("the file 'targets/file.txt'", refused.Talk, StringComparison.Ordinal);
    }

    private static async Task PushAsync(ToolStage stage, string who, string name)
    {
        GitClone clone = stage[who];
        clone.Fetch();
        clone.Branch($"sign/{name}", "origin/main");
        clone.Commit(name, [("targets/file.txt", name)]);
        clone.Push();
        stage["ci"].Fetch();
        (await stage.CiAsync("update-targets", "--event", $"sign/{name}")).Succeeded();
    }
}
