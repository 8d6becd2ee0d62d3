using System.Text.Json.Nodes;
using Xunit;

namespace Playground.Tuf.Tests.Conformance;

/// <summary>A repository of people, made by another tool over the years, is understood from its first root on.</summary>
public sealed class RealRepositoryConformanceTests
{
    private static readonly DateTimeOffset WhileItWasFresh = new(2026, 8, 22, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("file1.txt")]
    [InlineData("jku/file1")]
    [InlineData("rdimitrov/artifact-example.md")]
    [InlineData("kommendorkapten/newfile.txt")]
    public async Task An_artifact_of_the_community_s_demonstration_is_downloaded(string target)
    {
        string data = RealData.Folder("tuf-demo");
        await using var published = new PublishedRepository();
        published.Server.Files.Clear();
        Publish(data, published);
        published.Begin(await File.ReadAllBytesAsync(Path.Combine(data, "metadata/root_history/1.root.json"), TestContext.Current.CancellationToken));

        (await published.DownloadAsync(WhileItWasFresh, target)).Succeeds();
        Assert.Equal([await File.ReadAllTextAsync(Path.Combine(data, "targets", target), TestContext.Current.CancellationToken)], published.Downloaded);
        Assert.Contains("root 5, snapshot 15,", published.Trusted, StringComparison.Ordinal);
        Assert.Contains("timestamp 921", published.Trusted, StringComparison.Ordinal);
    }

    private static void Publish(string data, PublishedRepository published)
    {
        foreach (string file in Directory.EnumerateFiles(Path.Combine(data, "metadata"), "*.json", SearchOption.AllDirectories))
        {
            byte[] content = File.ReadAllBytes(file);
            string name = Path.GetFileName(file);
            bool versioned = name != "timestamp.json" && !file.Contains("root_history", StringComparison.Ordinal);
            string prefix = versioned ? $"{JsonNode.Parse(content)!["signed"]!["version"]}." : "";
            published.Server.Files[$"/metadata/{prefix}{name}"] = content;
        }

        foreach (string file in Directory.EnumerateFiles(Path.Combine(data, "targets"), "*", SearchOption.AllDirectories))
        {
            byte[] content = File.ReadAllBytes(file);
            string path = Path.GetRelativePath(Path.Combine(data, "targets"), file);
            published.Server.Files[published.Repository.ArtifactPathOf(path, content)] = content;
        }
    }
}
