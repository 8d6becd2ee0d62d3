using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Playground.Testing.GitHub;

/// <summary>
/// Answers for GitHub's API on loopback, with a memory: pull requests, comments, labels, checks, issues, runs, releases. Every request and every answer is
/// compared with what GitHub publishes; what is not as described is an error when the stand-in is disposed of.
/// </summary>
public sealed partial class GitHubStandIn : IAsyncDisposable
{
    /// <summary>What the examples have and this answer has not.</summary>
    private const string Absent = "(absent)";

    private readonly ConcurrentDictionary<string, JsonNode?> _examples = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _turn = new(1);
    private GitHubDescription? _description;
    private readonly List<string> _complaints = [];
    private readonly List<string> _log = [];
    private readonly FaultyHttpServer _server;
    private long _ids = 1000;

    /// <summary>Opens one. Requests are checked where Node.js is installed; it is waited for by the first of them.</summary>
    public GitHubStandIn(string owner = "alice", string name = "community")
    {
        (Owner, Name) = (owner, name);
        _server = new FaultyHttpServer { Service = ServeAsync };
    }

    /// <summary>The repository's owner.</summary>
    public string Owner { get; }

    /// <summary>The repository's name.</summary>
    public string Name { get; }

    /// <summary>Where the API is.</summary>
    public Uri Api => _server.BaseUri;

    /// <summary>Whether requests are compared with GitHub's description; known from the first request on.</summary>
    public bool IsChecked => _description is not null;

    /// <summary>Who acts with which token.</summary>
    public ConcurrentDictionary<string, StandInToken> Tokens { get; } = new(StringComparer.Ordinal);

    public List<StandInPull> Pulls { get; } = [];

    public List<StandInIssue> Issues { get; } = [];

    public List<StandInComment> Comments { get; } = [];

    public List<StandInCheck> Checks { get; } = [];

    public List<StandInDispatch> Dispatches { get; } = [];

    public List<StandInRun> Runs { get; } = [];

    public List<StandInArtifact> Artifacts { get; } = [];

    public List<StandInRelease> Releases { get; } = [];

    /// <summary>The commit that a branch of somebody's repository is at, or null.</summary>
    public Func<string, string, string?> TipOf { get; set; } = (_, _) => new string('a', 40);

    /// <summary>The id of an object such as <c>COMMIT:.github</c>, or null.</summary>
    public Func<string, string?> ObjectOf { get; set; } = _ => null;

    /// <summary>Entries on one page at most: few, so that lists have several pages.</summary>
    public int LongestPage { get; set; } = 100;

    /// <summary>What to answer the n-th request with instead, counted from 1; null for the truth.</summary>
    public Func<int, RecordedRequest, StandInFault?> Fault { get; set; } = (_, _) => null;

    /// <summary>Every request so far, in order: method, path and query, status.</summary>
    public IReadOnlyList<string> Log
    {
        get
        {
            lock (_log)
            {
                return [.. _log];
            }
        }
    }

    /// <summary>Every request head and body so far, for looking for what must not be there.</summary>
    public IReadOnlyList<RecordedRequest> Requests => _server.Requests;

    /// <summary>What was not as GitHub describes it.</summary>
    public IReadOnlyList<string> Complaints
    {
        get
        {
            lock (_complaints)
            {
                return [.. _complaints];
            }
        }
    }

    /// <summary>Opens one, and says at once whether its requests are checked.</summary>
    public static async Task<GitHubStandIn> OpenAsync() => new() { _description = await GitHubDescription.FindAsync() };

    /// <summary>A number that nothing has yet.</summary>
    public long NextId() => Interlocked.Increment(ref _ids);

    /// <summary>Forgets the log, to count anew.</summary>
    public void ClearLog()
    {
        lock (_log)
        {
            _log.Clear();
        }
    }

    /// <summary>Stops, and says what was not as described.</summary>
    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _turn.Dispose();
        if (Complaints is { Count: > 0 } complaints)
        {
            throw new InvalidOperationException($"Not as GitHub describes it:\n{string.Join('\n', complaints.Distinct())}");
        }
    }

    private async Task<bool> ServeAsync(HttpExchange exchange)
    {
        await _turn.WaitAsync();
        try
        {
            _description ??= await GitHubDescription.FindAsync();
            return await AnswerAsync(exchange);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<bool> AnswerAsync(HttpExchange exchange)
    {
        RecordedRequest request = exchange.Request;
        int number;
        lock (_log)
        {
            _log.Add($"{request.Method} {request.Target}");
            number = _log.Count;
        }

        StandInFault? fault = Fault(number, request);
        if (fault is { IsDone: false })
        {
            return await fault.Fault.AnswerAsync(exchange);
        }

        if (request.Path!.StartsWith("/storage/", StringComparison.Ordinal))
        {
            return await ServeStorageAsync(exchange);
        }

        StandInAnswer answer = await RouteAsync(request);
        JsonNode? body = await FillAsync(answer);
        await CompareAsync(request, answer, body);
        if (fault is not null)
        {
            return await fault.Fault.AnswerAsync(exchange);
        }

        byte[] bytes = body is null ? [] : Encoding.UTF8.GetBytes(body.ToJsonString());
        string etag = $"\"{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes))[..32]}\"";
        if (request.Method == "GET" && answer.Status == 200 && request.Header("If-None-Match") == etag)
        {
            await exchange.SendAsync($"HTTP/1.1 304 Not Modified\r\nETag: {etag}\r\n\r\n");
            return true;
        }

        string headers = string.Concat(answer.Headers.Select(header => $"{header}\r\n"));
        await exchange.SendAsync($"HTTP/1.1 {answer.Status} Status\r\nContent-Type: application/json\r\nETag: {etag}\r\n{headers}Content-Length: {bytes.Length}\r\n\r\n");
        await exchange.SendAsync(bytes);
        return true;
    }

    private async Task<bool> ServeStorageAsync(HttpExchange exchange)
    {
        if (exchange.Request.Header("Authorization") is not null && exchange.Request.Header("Host") != $"{Api.Host}:{Api.Port}")
        {
            Complain("A token came to another host than the API's.");
        }

        byte[] zip = Artifacts.Single(artifact => exchange.Request.Path == $"/storage/{artifact.Id}.zip").Zip;
        await exchange.SendAsync($"HTTP/1.1 200 OK\r\nContent-Length: {zip.Length}\r\n\r\n");
        await exchange.SendAsync(zip);
        return true;
    }

    /// <summary>What GitHub sends is much more than what matters here: the rest is as its examples have it.</summary>
    private async Task<JsonNode?> FillAsync(StandInAnswer answer)
    {
        if (_description is null || answer.Template is not { } template || answer.Body is null)
        {
            return Merge(new JsonObject(), answer.Body);
        }

        string key = $"{answer.Method} {template} {answer.Status}";
        if (!_examples.TryGetValue(key, out JsonNode? example))
        {
            _examples[key] = example = await _description.ExampleAsync(answer.Method, template, answer.Status);
        }

        return Merge(example, answer.Body);
    }

    private static JsonNode? Merge(JsonNode? example, JsonNode? own) => (example, own) switch
    {
        (JsonObject shown, JsonObject given) => new JsonObject(
            shown.Select(entry => entry.Key).Union(given.Select(entry => entry.Key), StringComparer.Ordinal).Where(name => given[name]?.ToString() != Absent)
                .Select(name => KeyValuePair.Create(name, given.ContainsKey(name) ? Merge(shown[name], given[name]) : shown[name]?.DeepClone()))),
        (JsonArray { Count: > 0 } shown, JsonArray given) => new JsonArray([.. given.Select(entry => Merge(shown[0], entry))]),
        _ => own?.DeepClone(),
    };

    private async Task CompareAsync(RecordedRequest request, StandInAnswer answer, JsonNode? body)
    {
        if (_description is null || answer.IsUnchecked)
        {
            return;
        }

        string[] parts = request.Target.Split('?', 2);
        string? type = request.Header("Content-Type")?.Split(';')[0];
        JsonNode? sent = type == "application/json" ? JsonNode.Parse(request.Body) : null;
        if (parts[0] == "/graphql")
        {
            return;
        }

        foreach (string complaint in await _description.CheckAsync(request.Method, parts[0], QueryOf(request), type, sent, answer.Status, body))
        {
            Complain(complaint);
        }

        foreach ((string header, string value) in (ReadOnlySpan<(string, string)>)[("X-GitHub-Api-Version", "2022-11-28"), ("Accept", "application/vnd.github+json"), ("User-Agent", "playground")])
        {
            if (request.Header(header) != value)
            {
                Complain($"{request}: {header} is {request.Header(header) ?? "missing"}.");
            }
        }
    }

    private void Complain(string complaint)
    {
        lock (_complaints)
        {
            _complaints.Add(complaint);
        }
    }

    private static Dictionary<string, string> QueryOf(RecordedRequest request) => request.Target.Split('?', 2) is [_, { } query]
        ? query.Split('&').Select(pair => pair.Split('=', 2)).ToDictionary(pair => Uri.UnescapeDataString(pair[0]), pair => Uri.UnescapeDataString(pair[1]), StringComparer.Ordinal)
        : new Dictionary<string, string>(StringComparer.Ordinal);

    private static JsonObject BodyOf(RecordedRequest request) => JsonNode.Parse(request.Body, null, new JsonDocumentOptions { AllowDuplicateProperties = false })!.AsObject();
}

/// <summary>A way of answering wrongly, before or after what was asked is done.</summary>
/// <param name="Fault">How.</param>
/// <param name="IsDone">Whether it is done all the same, so that only the answer is lost.</param>
public sealed record StandInFault(HttpFault Fault, bool IsDone = false);

/// <summary>What to answer.</summary>
/// <param name="Method">The method, as the description names it.</param>
/// <param name="Template">The path as the description has it, whose example fills up what is not said; or null for nothing to be filled up.</param>
/// <param name="Status">The status.</param>
/// <param name="Body">What matters of the body, or null for none.</param>
internal sealed record StandInAnswer(string Method, string? Template, int Status, JsonNode? Body)
{
    internal IReadOnlyList<string> Headers { get; init; } = [];

    internal bool IsUnchecked { get; init; }
}
