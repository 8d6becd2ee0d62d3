using Xunit;

namespace Playground.Tuf.Tests.Conformance;

/// <summary>Names become parts of URLs and of file names, and lead nowhere else.</summary>
public sealed class QuotingConformanceTests
{
    [Theory]
    [InlineData("?", "%3F")]
    [InlineData("#", "%23")]
    [InlineData("/delegatedrole", "%2Fdelegatedrole")]
    [InlineData("../delegatedrole", "..%2Fdelegatedrole")]
    [InlineData("..", "..")]
    [InlineData("%2e%2e%2f", "%252e%252e%252f")]
    [InlineData("with a blank", "with%20a%20blank")]
    [InlineData("C:x", "C%3Ax")]
    [InlineData("ünïcødé", "%C3%BCn%C3%AFc%C3%B8d%C3%A9")]
    [InlineData(".lock", ".lock")]
    [InlineData("root_history", "root_history")]
    public async Task Whatever_a_role_is_called_it_is_asked_for_by_its_quoted_name_and_kept_in_the_folder(string role, string quoted)
    {
        await using var published = new PublishedRepository();
        published.Repository.Delegate("targets", role, paths: "*");
        published.Repository.PublishThrough(role, "targets");
        string[] before = EverythingAround(published);

        (await published.Begin().DownloadAsync("missing")).Fails();

        Assert.Equal($"1.{quoted}.json", published.MetadataRequests[^1]);
        Assert.Equal(5, published.Trusted.Split(", ").Length);
        Assert.Equal(before, EverythingAround(published));
    }

    [Fact]
    public async Task The_address_of_a_repository_is_used_as_it_is_quoted_or_not()
    {
        await using var published = new PublishedRepository();
        published.Repository.AddArtifact("file.txt", "content"u8.ToArray());
        published.Repository.PublishThrough("targets");
        foreach ((string path, byte[] content) in published.Repository.Files.ToArray())
        {
            published.Repository.Files["/test [..%2Fx]?" + path] = content;
        }

        const string Quoted = "test%20%5B..%252Fx%5D%3F";
        string server = published.Server.BaseUri.AbsoluteUri;
        foreach (string slash in (string[])["", "/"])
        {
            published.Begin();
            ClientRun run = await ConformanceClient.RunAsync(
                [
                    "--metadata-url", $"{server}{Quoted}/metadata{slash}", "--metadata-dir", published.MetadataFolder, "--target-name", "file.txt",
                    "--target-dir", published.TargetFolder, "--target-base-url", $"{server}{Quoted}/targets{slash}", "download",
                ],
                kill: TestContext.Current.CancellationToken);

            run.Succeeds();
            Assert.Equal(["content"], published.Downloaded);
            Assert.All(published.Server.Requests, request => Assert.StartsWith($"/{Quoted}/", request.Target, StringComparison.Ordinal));
            Directory.Delete(published.TargetFolder, recursive: true);
        }
    }

    private static string[] EverythingAround(PublishedRepository published) =>
        [.. Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(published.MetadataFolder)!).Order()];
}
