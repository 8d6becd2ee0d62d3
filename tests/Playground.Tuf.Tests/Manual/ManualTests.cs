using System.Text.RegularExpressions;
using Playground.Testing;
using Playground.Tuf.Client;
using Playground.Tuf.Keys;
using Playground.Tuf.Model;
using Xunit;

namespace Playground.Tuf.Tests.Manual;

/// <summary>The manual shows code that compiles, and that does what the manual says.</summary>
public sealed class ManualTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("playground-manual-");

    private string Repository => Path.Combine(_folder.FullName, "repository");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void The_manual_shows_the_code_that_is_tested()
    {
        string sources = Path.Combine(AppContext.BaseDirectory, "Manual");
        string manual = File.ReadAllText(Path.Combine(sources, "tuf-library.md"));
        string code = File.ReadAllText(Path.Combine(sources, "Examples.cs"));
        MatchCollection shown = Regex.Matches(
            manual, @"<!-- example: (?<name>\w+) -->\n```csharp\n(?<code>.*?)```", RegexOptions.Singleline, TimeSpan.FromSeconds(5));
        Assert.Equal(5, shown.Count);
        foreach (Match example in shown)
        {
            string name = example.Groups["name"].Value;
            Match region = Regex.Match(
                code, $@"#region {name}\n(?<code>.*?)\n        #endregion", RegexOptions.Singleline, TimeSpan.FromSeconds(5));
            Assert.Equal(Unindent(region.Groups["code"].Value), example.Groups["code"].Value.TrimEnd());
        }
    }

    [Fact]
    public async Task What_the_manual_makes_is_what_the_manual_downloads()
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        string metadata = Directory.CreateDirectory(Path.Combine(Repository, "metadata")).FullName;
        await Examples.MakeAsync(metadata, now);
        byte[] hello = "hello\n"u8.ToArray();
        string targets = Directory.CreateDirectory(Path.Combine(Repository, "targets")).FullName;
        await File.WriteAllBytesAsync(Path.Combine(targets, $"{Hashes.OfSha256(hello).Sha256}.hello.txt"), hello, TestContext.Current.CancellationToken);
        await using var server = new FaultyHttpServer(Repository);
        string downloads = Directory.CreateDirectory(Path.Combine(_folder.FullName, "downloads")).FullName;

        await Examples.DownloadAsync(Path.Combine(_folder.FullName, "trust"), Path.Combine(metadata, "1.root.json"), server.BaseUri, downloads);

        Assert.Equal(hello, await File.ReadAllBytesAsync(Path.Combine(downloads, "hello.txt"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task An_expired_timestamp_is_what_the_manual_catches()
    {
        DateTimeOffset longAgo = TimeProvider.System.GetUtcNow().AddDays(-10);
        string metadata = Directory.CreateDirectory(Path.Combine(Repository, "metadata")).FullName;
        await Examples.MakeAsync(metadata, longAgo);
        string trust = Path.Combine(_folder.FullName, "trust");
        Updater.TrustRoot(trust, await File.ReadAllBytesAsync(Path.Combine(metadata, "1.root.json"), TestContext.Current.CancellationToken));

        await Examples.RefusalAsync(new Updater(new UpdaterOptions
        {
            MetadataDirectory = trust,
            MetadataUrl = new Uri(metadata + "/"),
            Fetcher = new FileFetcher(),
        }));

        Assert.False(File.Exists(Path.Combine(trust, "timestamp.json")));
    }

    [Fact]
    public async Task An_edited_role_is_verified_as_the_manual_says()
    {
        string metadata = Directory.CreateDirectory(Path.Combine(Repository, "metadata")).FullName;
        Root root = await Examples.MakeAsync(metadata, TimeProvider.System.GetUtcNow());
        using EcdsaSigner stranger = EcdsaSigner.GenerateP256();

        await Examples.EditAsync(metadata, stranger);
        Metadata<Targets> edited = Metadata.Parse<Targets>(
            await File.ReadAllBytesAsync(Path.Combine(metadata, "2.targets.json"), TestContext.Current.CancellationToken));

        Assert.Equal(2, edited.Signed.Version);
        Assert.Equal(2, edited.Signed.Files.Count);
        Assert.Equal("0 of 1 signed", Examples.Verify(metadata, root));
    }

    private static string Unindent(string code) =>
        string.Join('\n', code.Split('\n').Select(line => line.StartsWith("        ", StringComparison.Ordinal) ? line[8..] : line)).TrimEnd();
}
