namespace Playground.Tuf.Keys;

/// <summary>A public key that was understood: checks signatures. Safe to use from several threads.</summary>
public interface IVerifier
{
    /// <summary>
    /// Identifies the key itself, whatever its keyid or spelling: two spellings of one key have equal fingerprints.
    /// </summary>
    string Fingerprint { get; }

    /// <summary>Whether <paramref name="signature"/> is over <paramref name="payload"/>; false for anything malformed, never an exception.</summary>
    bool Verify(ReadOnlySpan<byte> payload, ReadOnlySpan<byte> signature);
}
