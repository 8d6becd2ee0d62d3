using System.Text;
using System.Text.Json.Nodes;
using Playground.Tuf.Tests.Conformance;
using Xunit;

namespace Playground.Tuf.Tests.Interop;

/// <summary>The client of tuf-js, a TUF implementation of other origin.</summary>
public sealed class TufJsClient() : NodeProgram("client.mjs")
{
    /// <summary>Gives a folder its first trusted root.</summary>
    internal static void Begin(PublishedRepository published, byte[]? root = null) =>
        File.WriteAllBytes(Path.Combine(published.MetadataFolder, "root.json"), root ?? published.Repository.RootFile());

    /// <summary>Brings the folder up to date as a new client would.</summary>
    internal Task<NodeAnswer> RefreshAsync(PublishedRepository published) => AskAsync("refresh", About(published));

    /// <summary>Brings the folder up to date and downloads a target.</summary>
    internal Task<NodeAnswer> DownloadAsync(PublishedRepository published, string target)
    {
        JsonObject about = About(published);
        about["target"] = target;
        return AskAsync("download", about);
    }

    /// <summary>What a downloaded target holds, or null where the client finds that there is no such target.</summary>
    internal async Task<string?> ReadAsync(PublishedRepository published, string target) =>
        (await DownloadAsync(published, target)).Value is { } file
            ? await File.ReadAllTextAsync(file.GetValue<string>(), Encoding.UTF8, TestContext.Current.CancellationToken)
            : null;

    private static JsonObject About(PublishedRepository published) => new()
    {
        ["metadata"] = published.MetadataFolder,
        ["metadataUrl"] = published.Server.UriOf("metadata").AbsoluteUri,
        ["artifacts"] = published.TargetFolder,
        ["targetsUrl"] = published.Server.UriOf("targets").AbsoluteUri,
    };
}
