namespace Playground.Forge.GitHub;

/// <summary>One request, as often as it has to be tried.</summary>
/// <param name="Method">The method.</param>
/// <param name="Uri">Where to.</param>
/// <param name="What">What it does, for messages: "the pull request was not opened".</param>
internal sealed record GitHubRequest(HttpMethod Method, Uri Uri, string What)
{
    /// <summary>A body of JSON, or null.</summary>
    internal byte[]? Json { get; init; }

    /// <summary>A body of bytes, with its length, opened for each try; or null.</summary>
    internal (Func<Stream> Open, long Length)? Upload { get; init; }

    /// <summary>Whether doing it twice is doing it once.</summary>
    internal bool IsRepeatable { get; init; } = Method != HttpMethod.Post;

    /// <summary>
    /// Whether it is asked for only if it changed. Not a list's pages: that a page is the same as before does not say whether another follows it now.
    /// </summary>
    internal bool IsConditional { get; init; } = Method == HttpMethod.Get;

    /// <summary>Whether the answer may be that it is elsewhere, on a host that gets no token.</summary>
    internal bool MayLeadElsewhere { get; init; }

    /// <summary>The longest answer, or null for the usual one.</summary>
    internal int? MaxAnswer { get; init; }

    /// <summary>Statuses that are answers too, beside 2xx.</summary>
    internal IReadOnlyList<int> Expected { get; init; } = [];
}

/// <summary>An answer, read to its end.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The body.</param>
/// <param name="Next">The next page of a list, or null.</param>
internal sealed record GitHubAnswer(int Status, byte[] Body, Uri? Next);
