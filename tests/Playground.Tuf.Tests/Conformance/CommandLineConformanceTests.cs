using Playground.Testing;
using Xunit;

namespace Playground.Tuf.Tests.Conformance;

/// <summary>The suite knows two answers. Whatever the client is asked, its exit code is one of them, and nothing is half done.</summary>
public sealed class CommandLineConformanceTests
{
    [Theory]
    [InlineData("no arguments at all", "")]
    [InlineData("an unknown command", "--metadata-dir {dir} frobnicate")]
    [InlineData("an unknown option", "--metadata-dir {dir} --frobnicate refresh")]
    [InlineData("no folder", "--metadata-url {url} refresh")]
    [InlineData("a folder without a name", "--metadata-url {url} refresh --metadata-dir")]
    [InlineData("no URL", "--metadata-dir {dir} refresh")]
    [InlineData("no root", "--metadata-dir {dir} init")]
    [InlineData("a root that is not there", "--metadata-dir {dir} init {dir}/no/such/root.json")]
    [InlineData("a root that is a folder", "--metadata-dir {dir} init {dir}")]
    [InlineData("an empty URL", "--metadata-dir {dir} --metadata-url= refresh")]
    [InlineData("a relative URL", "--metadata-dir {dir} --metadata-url metadata/ refresh")]
    [InlineData("a malformed URL", "--metadata-dir {dir} --metadata-url http://[::1 refresh")]
    [InlineData("a URL of an unknown kind", "--metadata-dir {dir} --metadata-url gopher://127.0.0.1/ refresh")]
    [InlineData("a port that is none", "--metadata-dir {dir} --metadata-url http://127.0.0.1:99999/ refresh")]
    [InlineData("nobody at home", "--metadata-dir {dir} --metadata-url http://127.0.0.1:1/ refresh")]
    [InlineData("a folder that is a file", "--metadata-dir {dir}/root.json --metadata-url {url} refresh")]
    [InlineData("a folder that was not begun", "--metadata-dir {dir}/other --metadata-url {url} refresh")]
    [InlineData("a target outside", "--metadata-dir {dir} --metadata-url {url} --target-dir {dir}/t --target-base-url {url} --target-name ../x download")]
    [InlineData("an absolute target", "--metadata-dir {dir} --metadata-url {url} --target-dir {dir}/t --target-base-url {url} --target-name /x download")]
    [InlineData("an empty target", "--metadata-dir {dir} --metadata-url {url} --target-dir {dir}/t --target-base-url {url} --target-name= download")]
    [InlineData("no target", "--metadata-dir {dir} --metadata-url {url} --target-dir {dir}/t --target-base-url {url} download")]
    [InlineData("no folder for targets", "--metadata-dir {dir} --metadata-url {url} --target-base-url {url} --target-name file.txt download")]
    [InlineData("no URL of targets", "--metadata-dir {dir} --metadata-url {url} --target-dir {dir}/t --target-name file.txt download")]
    public async Task Nonsense_is_answered_with_one(string what, string arguments)
    {
        await using PublishedRepository published = Begun();
        string[] words = [.. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word
            .Replace("{dir}", published.MetadataFolder, StringComparison.Ordinal)
            .Replace("{url}", published.Server.UriOf("metadata").AbsoluteUri, StringComparison.Ordinal))];

        ClientRun run = await ConformanceClient.RunAsync(words, kill: TestContext.Current.CancellationToken);

        Assert.True(run.ExitCode == 1, $"{what}: exit code {run.ExitCode}. {run.Errors}");
        Assert.DoesNotContain("   at ", run.Errors, StringComparison.Ordinal);
        Assert.Empty(published.Downloaded);
    }

    [Fact]
    public async Task The_metadata_that_came_before_a_bad_target_name_is_kept()
    {
        await using PublishedRepository published = Begun();

        (await published.DownloadAsync("../x")).FailsWith(ProblemCodes.BadTargetPath);
        Assert.Equal("root 1, snapshot 2, targets 2, timestamp 2", published.Trusted);
    }

    [Fact]
    public async Task A_folder_keeps_the_root_it_began_with()
    {
        await using var published = new PublishedRepository();
        (await published.InitAsync()).Succeeds();
        (await published.InitAsync()).Succeeds();
        byte[] other = new TestRepository(name: "other").RootFile();

        (await published.InitAsync(other)).FailsWith(ProblemCodes.OtherRootTrusted);
        Assert.Equal(published.Repository.RootFile(), published.Stored("root"));
        (await published.RefreshAsync()).Succeeds();
    }

    private static PublishedRepository Begun()
    {
        var published = new PublishedRepository();
        published.Repository.AddArtifact("file.txt", "content"u8.ToArray());
        published.Repository.PublishThrough("targets");
        return published.Begin();
    }
}
