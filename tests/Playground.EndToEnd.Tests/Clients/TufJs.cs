using System.Text.Json.Nodes;
using Playground.Tuf.Tests.Interop;
using Xunit;

namespace Playground.EndToEnd.Tests.Clients;

/// <summary>tuf-js, the client of another TUF implementation, which has trusted a repository's first root ever since.</summary>
/// <param name="folder">Its own.</param>
/// <param name="firstRoot">The root it begins with.</param>
/// <param name="url">Where the repository is published.</param>
/// <param name="environment">Its clock, say.</param>
internal sealed class TufJs(string folder, string firstRoot, Uri url, IReadOnlyDictionary<string, string?> environment) : IAsyncDisposable
{
    private Client _client = new(environment);

    /// <summary>Another one, which remembers in a folder of its own; the program that answers is this one's, and ends with it.</summary>
    internal TufJs In(string other) => new(other, firstRoot, url, environment) { _client = _client };

    /// <summary>Updates and downloads; what the file holds, or null where the repository offers none of that name.</summary>
    internal async Task<string?> GetAsync(string target)
    {
        JsonNode? file = (await AskAsync("download", target)).Value;
        return file is null ? null : await File.ReadAllTextAsync(file.GetValue<string>(), TestContext.Current.CancellationToken);
    }

    /// <summary>Updates; the versions of roles that are trusted afterwards, or why it refuses.</summary>
    internal Task<NodeAnswer> RefreshAsync() => AskAsync("refresh", null);

    private Task<NodeAnswer> AskAsync(string question, string? target)
    {
        string metadata = Path.Combine(folder, "metadata");
        if (!Directory.Exists(metadata))
        {
            Directory.CreateDirectory(metadata);
            Directory.CreateDirectory(Path.Combine(folder, "targets"));
            File.Copy(firstRoot, Path.Combine(metadata, "root.json"));
        }

        return _client.AskAsync(question, new JsonObject
        {
            ["metadata"] = metadata,
            ["metadataUrl"] = new Uri(url, "metadata").AbsoluteUri,
            ["artifacts"] = Path.Combine(folder, "targets"),
            ["targetsUrl"] = new Uri(url, "targets").AbsoluteUri,
            ["target"] = target,
        });
    }

    public ValueTask DisposeAsync() => _client.DisposeAsync();

    private sealed class Client(IReadOnlyDictionary<string, string?> environment) : NodeProgram("client.mjs", environment);
}
