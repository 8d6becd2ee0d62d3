using Playground.Tuf.Model;

namespace Playground.Tuf.Trust;

/// <summary>
/// Whose signatures over a payload are good, and whether they are enough (specification 4.2 and 5). The zero value is not met.
/// </summary>
public readonly record struct SignatureVerdict
{
    private readonly IReadOnlyList<KeyId>? _signed;

    private SignatureVerdict(IReadOnlyList<KeyId> signed, long threshold)
    {
        _signed = signed;
        Threshold = threshold;
    }

    /// <summary>The keyids that signed, each counted once.</summary>
    public IReadOnlyList<KeyId> Signed => _signed ?? [];

    /// <summary>How many are needed; 0 only in a verdict that nobody gave.</summary>
    public long Threshold { get; }

    /// <summary>Whether enough distinct keys signed.</summary>
    public bool IsMet => Threshold > 0 && Signed.Count >= Threshold;

    /// <summary>
    /// Counts the good signatures of a role's keys. A keyid counts once, and so does a key that is listed under several keyids (TAP 12):
    /// a threshold counts keys, not names of keys. Keyids without a key here, keys of unknown kinds and empty signatures never count.
    /// </summary>
    /// <param name="delegator">Holds the keys.</param>
    /// <param name="role">Names the keys that may sign and how many must.</param>
    /// <param name="payload">The canonical form of what was signed.</param>
    /// <param name="signatures">The signatures, good ones and others.</param>
    public static SignatureVerdict Count(IDelegator delegator, Role role, ReadOnlySpan<byte> payload, IReadOnlyList<Signature> signatures)
    {
        ArgumentNullException.ThrowIfNull(delegator);
        ArgumentNullException.ThrowIfNull(role);
        ArgumentNullException.ThrowIfNull(signatures);
        var signed = new List<KeyId>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        var seen = new HashSet<KeyId>();
        foreach (Signature signature in signatures)
        {
            if (signature.IsGiven
                && role.Names(signature.KeyId)
                && seen.Add(signature.KeyId)
                && delegator.Keys.TryGetValue(signature.KeyId, out Key? key)
                && key.Fingerprint is { } fingerprint
                && key.Verify(payload, signature.Value)
                && keys.Add(fingerprint))
            {
                signed.Add(signature.KeyId);
            }
        }

        return new SignatureVerdict(signed, role.Threshold);
    }

    /// <summary>The verdict over a file that was received.</summary>
    public static SignatureVerdict Count(IDelegator delegator, Role role, Envelope envelope)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        return Count(delegator, role, envelope.Payload.Span, envelope.Signatures);
    }
}
