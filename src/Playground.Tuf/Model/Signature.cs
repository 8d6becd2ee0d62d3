using System.Diagnostics.CodeAnalysis;

namespace Playground.Tuf.Model;

/// <summary>
/// One entry of <c>signatures</c> (specification 4.2). An empty <see cref="Value"/> marks a signature that is still to be given.
/// </summary>
/// <param name="KeyId">The key that made it.</param>
/// <param name="Value">The signature's bytes; not to be changed.</param>
[SuppressMessage("Performance", "CA1819", Justification = "Bytes of a signature; documented as not to be changed.")]
public sealed record Signature(KeyId KeyId, byte[] Value)
{
    /// <summary>Fields this library does not know, kept as they came.</summary>
    public Json.JsonFields UnknownFields { get; init; } = Json.JsonFields.Empty;

    /// <summary>Whether a signature was given at all.</summary>
    public bool IsGiven => Value.Length > 0;

    /// <summary>A placeholder for a signature that is still to be given.</summary>
    public static Signature Pending(KeyId keyId) => new(keyId, []);
}
