using Playground.Tuf.Model;

namespace Playground.Tuf.Json;

/// <summary>
/// OLPC canonical JSON, the form whose bytes are signed (specification 3): no white space, names ordered by code point, strings with only
/// <c>"</c> and <c>\</c> escaped, integers only.
/// </summary>
public static class CanonicalJson
{
    /// <summary>How deep objects and arrays may nest.</summary>
    public const int MaxDepth = 64;

    /// <summary>The canonical form of a JSON document. It is never longer than the document.</summary>
    /// <exception cref="TufException">
    /// The document is not JSON in UTF-8, repeats a name, holds a number that is not an integer, or nests too deep
    /// (<see cref="ProblemCodes.NotJson"/> to <see cref="ProblemCodes.TooDeep"/>).
    /// </exception>
    public static byte[] Encode(ReadOnlySpan<byte> json) => SortedJson.Format(json, SortedJsonStyle.Canonical);

    /// <summary>The canonical form of a signed part that was made here, and not received.</summary>
    public static byte[] Encode(Signed signed)
    {
        ArgumentNullException.ThrowIfNull(signed);
        return Encode(signed.ToJson());
    }
}
