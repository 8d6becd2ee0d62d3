using System.Text.RegularExpressions;
using Playground.Testing;
using Xunit;

namespace Playground.Workflows.Tests.Manuals;

/// <summary>What docs/formats.md shows is what the tools write.</summary>
public sealed partial class FormatsTests
{
    private const string Manual = "docs/formats.md";

    [Fact]
    public async Task What_the_manual_shows_is_what_the_tools_write()
    {
        using var stage = new ToolStage();
        await stage.MakeKeyAsync("online");
        (await stage.SureAsync(
            "alice", "init", "--root-signers", "@alice", "@bob", "--root-threshold", "2", "--targets-threshold", "1", "--online-key", stage.KeyOf("online"), "--name", "community", "--url", "https://example.org/")).Succeeded();
        (await stage.SureAsync("bob", "sign", "init")).Succeeded();
        (await stage.SureAsync("alice", "sign", "init")).Succeeded();
        await stage.MergeAsync("sign/init");
        Same("settings", stage.Sandbox.Forge.ReadFile("main", "playground.yml") + "\n");

        (await stage.SureAsync("alice", "delegate", "tools", "tools", "--signers", "@bob", "--path", "tools/*")).Succeeded();
        (await stage.SureAsync("bob", "sign", "tools")).Succeeded();
        GitClone alice = stage["alice"];
        alice.Fetch();
        alice.Git("switch", "--quiet", "--detach", "origin/sign/tools");
        alice.Commit("Files", ("targets/hello.txt", "hello\n"), ("targets/tools/hammer.txt", "hammer\n"));
        alice.Push("sign/tools");
        (await stage.CiAsync("update-targets", "--event", "sign/tools")).Succeeded();
        (await stage.SureAsync("bob", "sign", "tools")).Succeeded();
        await stage.MergeAsync("sign/tools");
        await stage.PublishAsync();
        Same("git", string.Concat(stage.Sandbox.Forge.ListFiles("main").Select(file => file + "\n")));
        Same("published", string.Concat(Directory.EnumerateFiles(stage.Public, "*", SearchOption.AllDirectories)
            .Select(file => Hash().Replace(Path.GetRelativePath(stage.Public, file), "HASH")).Where(file => file.StartsWith("metadata", StringComparison.Ordinal) || file.StartsWith("targets", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(file => file + "\n")));

        (await stage.SureAsync("alice", "delegate", "add-carol", "root", "--signers", "@alice", "@bob", "@carol", "--expiry-days", "400")).Succeeded();
        (await stage.SureAsync("alice", "delegate", "add-carol", "tools", "--signers", "@bob", "@carol")).Succeeded();
        alice.Fetch();
        alice.Git("switch", "--quiet", "--detach", "origin/sign/add-carol");
        alice.Commit("A file", ("targets/tools/nail.txt", "nail\n"));
        alice.Push("sign/add-carol");
        (await stage.CiAsync("update-targets", "--event", "sign/add-carol")).Succeeded();
        alice.Fetch();
        alice.Git("switch", "--quiet", "--detach", "origin/sign/add-carol");
        alice.Commit("One more", ("targets/tools/saw.txt", "saw\n"));
        alice.Push("sign/add-carol");
        Same("invitations", stage.Sandbox.Forge.ReadFile("sign/add-carol", "metadata/.signing-event-state") + "\n");
        stage["ci"].Fetch();
        ToolRun status = await stage.CiAsync("status", "--head", "origin/sign/add-carol", "--event", "sign/add-carol", "--output", "json");
        Assert.Equal(1, status.ExitCode);
        Same("verdict", Commit().Replace(status.Answer, "<commit>"));
    }

    private static void Same(string name, string written) => Assert.True(Sample.Of(Manual, name) == written, written);

    [GeneratedRegex("[0-9a-f]{64,128}", RegexOptions.None, 1000)]
    private static partial Regex Hash();

    [GeneratedRegex("[0-9a-f]{40}", RegexOptions.None, 1000)]
    private static partial Regex Commit();
}
