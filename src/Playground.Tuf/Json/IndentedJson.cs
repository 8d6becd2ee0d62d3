namespace Playground.Tuf.Json;

/// <summary>
/// How metadata is written to files: names ordered, indented by one, everything outside ASCII escaped, a newline at the end.
/// The same content always gives the same bytes, and a diff shows just what changed.
/// </summary>
public static class IndentedJson
{
    /// <summary>Writes a JSON document in this form.</summary>
    /// <exception cref="TufException">As <see cref="CanonicalJson.Encode(ReadOnlySpan{byte})"/>.</exception>
    public static byte[] Format(ReadOnlySpan<byte> json) => SortedJson.Format(json, SortedJsonStyle.Indented);
}
