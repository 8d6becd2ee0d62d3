using System.Text;
using Playground.Tuf.Client;
using Playground.Tuf.Model;
using Playground.Tuf.Tests.Conformance;
using Xunit;

namespace Playground.Tuf.Tests.Interop;

/// <summary>This library's client on the repository that another one was shown, with a folder of its own.</summary>
internal static class OwnClient
{
    /// <summary>What a target holds, or null where there is no such target.</summary>
    public static async Task<string?> ReadAsync(PublishedRepository published, string target)
    {
        string metadata = Path.Combine(published.TargetFolder, ".own");
        string file = Path.Combine(metadata, "downloaded");
        CancellationToken cancel = TestContext.Current.CancellationToken;
        Updater.TrustRoot(metadata, published.Repository.RootFile());
        using var fetcher = new HttpFetcher();
        var client = new Updater(new UpdaterOptions
        {
            MetadataDirectory = metadata,
            MetadataUrl = published.Server.UriOf("metadata"),
            TargetsUrl = published.Server.UriOf("targets"),
            Fetcher = fetcher,
        });
        if (await client.FindTargetAsync(TargetPath.Parse(target), cancel) is not { } found)
        {
            return null;
        }

        await client.DownloadAsync(found, file, null, cancel);
        return await File.ReadAllTextAsync(file, Encoding.UTF8, cancel);
    }
}
