using Playground.Testing;
using Xunit;

namespace Playground.Ci.Tests;

/// <summary>Signing online and publishing, again and again.</summary>
[Collection(nameof(HealthyCollection))]
public sealed class PublishingTests(Healthy healthy)
{
    [Fact]
    public async Task Signing_and_publishing_twice_changes_nothing_the_second_time()
    {
        using ToolStage stage = healthy.Copy();
        await stage.PublishAsync();
        string main = stage.Sandbox.Forge.Resolve("main");

        ToolRun sign = (await stage.CiAsync("online-sign")).Succeeded();
        ToolRun publish = (await stage.CiAsync("publish", "--revision", "origin/publish", "--out", stage.Public)).Succeeded();

        Assert.Equal(main + "\n", sign.Answer);
        Assert.Contains("Nothing had to be signed.", sign.Talk, StringComparison.Ordinal);
        Assert.Equal((main, main), (stage.Sandbox.Forge.Resolve("main"), stage.Sandbox.Forge.Resolve("publish")));
        Assert.StartsWith("0 files written", publish.Talk, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_commit_that_arrives_while_signing_is_signed_over_and_not_lost()
    {
        using ToolStage stage = healthy.Copy();
        string before = stage.Sandbox.Forge.Resolve("main");
        GitClone ci = stage["ci"];
        ci.Fetch();
        ci.Git("switch", "--quiet", "--create", "other", "origin/main");
        string quicker = ci.Commit("A page", ("README.md", "Hello\n"));
        ci.Push("held");
        stage.Sandbox.Script("forge.git/hooks/update", $"[ \"$1\" = refs/heads/main ] && [ \"$2\" = {before} ] && git update-ref refs/heads/main {quicker}\nexit 0");

        (await stage.CiAsync("online-sign")).Succeeded();

        Assert.Equal(quicker, stage.Sandbox.Forge.Resolve("main^"));
        Assert.Equal(stage.Sandbox.Forge.Resolve("main"), stage.Sandbox.Forge.Resolve("publish"));
    }

    [Fact]
    public async Task An_older_commit_is_not_published_over_a_newer_one()
    {
        using ToolStage stage = healthy.Copy();
        await stage.PublishAsync();
        (await stage.CiAsync("online-sign", "--force")).Succeeded();
        stage["ci"].Fetch();
        (await stage.CiAsync("publish", "--revision", "origin/publish", "--out", stage.Public)).Succeeded();

        ToolRun back = await stage.CiAsync("publish", "--revision", "origin/publish^", "--out", stage.Public);

        Assert.Equal((4, "PG1302"), (back.ExitCode, back.Talk[..6]));
    }

    [Fact]
    public async Task Without_its_key_nothing_is_signed_and_the_key_is_named()
    {
        using ToolStage stage = healthy.Copy();
        string main = stage.Sandbox.Forge.Resolve("main");
        stage.Environment["PLAYGROUND_ONLINE_KEY"] = null;

        ToolRun run = await stage.CiAsync("online-sign");

        Assert.Equal((3, "PG0503"), (run.ExitCode, run.Talk[..6]));
        Assert.Contains("PLAYGROUND_ONLINE_KEY", run.Talk, StringComparison.Ordinal);
        Assert.Equal(main, stage.Sandbox.Forge.Resolve("main"));
    }

    [Fact]
    public async Task What_is_too_large_is_refused_before_anything_is_written_with_a_table_of_folders()
    {
        using ToolStage stage = healthy.Copy();
        await PushAsync(stage, ("targets/tools/large.bin", 5000), ("targets/tools/other.bin", 3000), ("targets/small.bin", 100));

        ToolRun file = await stage.CiAsync("publish", "--revision", "origin/publish", "--out", stage.Public, "--max-file", "4kB");
        ToolRun site = await stage.CiAsync("publish", "--revision", "origin/publish", "--out", stage.Public, "--max-site", "8kB");
        bool written = Directory.Exists(stage.Public);
        ToolRun near = await stage.CiAsync("publish", "--revision", "origin/publish", "--out", stage.Public, "--no-pages", "--max-file", "6kB");

        Assert.Equal((4, 4, false, 0), (file.ExitCode, site.ExitCode, written, near.ExitCode));
        Assert.Equal(("PG1310", "PG1310"), (file.Talk[..6], site.Talk[..6]));
        Assert.Matches("\n +8[.]0 kB +2 files +targets/tools/\n", site.Talk);
        Assert.Matches("\n +5[.]0 kB +targets/tools/[0-9a-f]{64}[.]large[.]bin\n", file.Talk);
        Assert.Matches("targets/tools/[0-9a-f]{64}[.]large[.]bin has 5[.]0 kB, and 6[.]0 kB are allowed[.]", near.Talk);
        Assert.Equal(2, (await stage.CiAsync("publish", "--out", stage.Public, "--max-site", "much")).ExitCode);
    }

    [Fact]
    public async Task What_stays_of_earlier_publications_counts_too()
    {
        using ToolStage stage = healthy.Copy();
        await PushAsync(stage, ("targets/one.bin", 9000));
        (await stage.CiAsync("publish", "--revision", "origin/publish", "--out", stage.Public, "--no-pages", "--max-site", "20kB")).Succeeded();
        await PushAsync(stage, ("targets/one.bin", 9001));

        ToolRun all = await stage.CiAsync("publish", "--revision", "origin/publish", "--out", stage.Public, "--no-pages", "--max-site", "20kB");

        Assert.Equal((4, "PG1310"), (all.ExitCode, all.Talk[..6]));
        Assert.Contains("is not to be uploaded", all.Talk, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_count_too()
    {
        using ToolStage stage = healthy.Copy();
        await PushAsync(stage, ("targets/one.bin", 100));
        (await stage.CiAsync("publish", "--revision", "origin/publish", "--out", stage.Public, "--no-pages", "--max-site", "20kB")).Succeeded();

        ToolRun pages = await stage.CiAsync("publish", "--revision", "origin/publish", "--out", stage.Public, "--max-site", "20kB");

        Assert.Equal(4, pages.ExitCode);
        Assert.Matches("\nPG1310: (.|\n)* assets/\n", pages.Talk);
    }

    private static async Task PushAsync(ToolStage stage, params (string Path, int Length)[] files)
    {
        GitClone alice = stage["alice"];
        alice.Fetch();
        alice.Git("switch", "--quiet", "--force-create", "sign/files", "origin/main");
        alice.Commit("Files", [.. files.Select(file => (file.Path, (byte[]?)new byte[file.Length]))]);
        alice.Git("push", "--quiet", "--force", "origin", "HEAD:refs/heads/sign/files");
        (await stage.CiAsync("update-targets", "--event", "sign/files")).Succeeded();
        (await stage.SureAsync("alice", "sign", "files")).Succeeded();
        await stage.MergeAsync("sign/files");
        (await stage.CiAsync("online-sign")).Succeeded();
        stage["ci"].Fetch();
    }
}
