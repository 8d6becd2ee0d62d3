namespace Playground.Testing;

/// <summary>A request as it stood on the wire.</summary>
/// <param name="Method">Such as <c>GET</c>.</param>
/// <param name="Target">Path and query, still percent-encoded.</param>
/// <param name="Head">The whole request head, for looking at headers.</param>
public sealed record RecordedRequest(string Method, string Target, string Head)
{
    /// <summary>The body, as long as its head says; chunked ones are not read.</summary>
    public byte[] Body { get; init; } = [];

    /// <summary>The path, percent-decoded, without query, whatever it holds: a name in a table, never one on a disk.</summary>
    public string DecodedPath { get; } = Uri.UnescapeDataString(Target.Split('?', 2)[0]);

    /// <summary>The same; null if it is malformed, or leads elsewhere.</summary>
    public string? Path { get; } = Decode(Target);

    /// <summary>The value of a header, or null.</summary>
    public string? Header(string name)
    {
        foreach (string line in Head.Split("\r\n"))
        {
            if (line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase)) return line[(name.Length + 1)..].Trim();
        }

        return null;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Method} {Target}";

    private static string? Decode(string target)
    {
        if (!target.StartsWith('/')) return null;
        string path = target.Split('?', 2)[0];
        if (path.Contains('%')) path = Uri.UnescapeDataString(path);
        bool malformed = path.AsSpan().IndexOfAny('\0', '\\') >= 0 || path.Split('/').Any(segment => segment is "." or "..");
        return malformed ? null : path;
    }
}
