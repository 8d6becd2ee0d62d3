using Playground.Tuf.Model;

namespace Playground.Repository;

/// <summary>
/// Who has signed a role and who may still, counted in people: one with several keys counts once, and so does a key that is listed for several
/// people. A key without an owner counts for itself, under its keyid. Never more than a client counts (specification 4.2, 5).
/// </summary>
/// <param name="Threshold">How many must sign.</param>
/// <param name="Signed">Whose good signatures there are, in order.</param>
/// <param name="Missing">Who may sign and has not, in order.</param>
public sealed record SignatureCount(long Threshold, IReadOnlyList<string> Signed, IReadOnlyList<string> Missing)
{
    /// <summary>Whether enough people signed.</summary>
    public bool IsMet => Threshold > 0 && Signed.Count >= Threshold;

    /// <summary>Counts the signatures on a file, or none where it cannot be read.</summary>
    public static SignatureCount Of(Delegation delegation, Envelope? envelope)
    {
        ArgumentNullException.ThrowIfNull(delegation);
        var people = new SortedSet<string>(StringComparer.Ordinal);
        var signed = new SortedSet<string>(StringComparer.Ordinal);
        var counted = new HashSet<string>(StringComparer.Ordinal);
        Dictionary<KeyId, Signature> signatures = (envelope?.Signatures ?? []).Where(signature => signature.IsGiven).ToDictionary(signature => signature.KeyId);
        foreach ((string person, KeyId id, Key key) in KeysOf(delegation))
        {
            people.Add(person);
            if (!signed.Contains(person)
                && signatures.TryGetValue(id, out Signature? signature)
                && key.Fingerprint is { } fingerprint
                && key.Verify(envelope!.Payload.Span, signature.Value)
                && counted.Add(fingerprint))
            {
                signed.Add(person);
            }
        }

        return new SignatureCount(delegation.Keys.Threshold, [.. signed], [.. people.Except(signed, StringComparer.Ordinal)]);
    }

    /// <summary>Who may sign: names, and keyids of keys without an owner; each once.</summary>
    public static IEnumerable<string> PeopleOf(Delegation delegation)
    {
        ArgumentNullException.ThrowIfNull(delegation);
        return KeysOf(delegation).Select(known => known.Person).Distinct();
    }

    private static IEnumerable<(string Person, KeyId Id, Key Key)> KeysOf(Delegation delegation)
    {
        foreach (KeyId id in delegation.Keys.KeyIds)
        {
            if (delegation.Source.Keys.TryGetValue(id, out Key? key))
            {
                yield return (CustomFields.OwnerOf(key)?.Name ?? id.Value, id, key);
            }
        }
    }
}
