using Playground.Repository.Events;
using Playground.Repository.Projects;
using Playground.Tuf.Model;

namespace Playground.Repository.Rules;

/// <summary>
/// Each signature of a changed role is by a key that may sign it (for root and for owners of projects: may, or might before; specification 5.3) and over what is proposed. What
/// the known good file had for the same payload already is left alone.
/// </summary>
internal sealed class GoodSignatures : IRule
{
    public string Code => RepositoryProblemCodes.BadSignature;

    public string Protects => "A reviewer who takes a signature for one that counts.";

    public IEnumerable<Finding> Check(SigningEvent change)
    {
        foreach (ChangedRole changed in ChangedRole.All(change))
        {
            List<Delegation> delegations = DelegationsOf(change, changed.Role);
            if (delegations.Count == 0 || changed.After.Envelope is not { } envelope)
            {
                continue;
            }

            IReadOnlyList<Signature> before = changed.HasNewPayload ? [] : changed.Before!.Envelope!.Signatures;
            foreach (Signature signature in envelope.Signatures.Where(signature => !before.Any(known => IsSame(known, signature))))
            {
                if (Trouble(delegations, signature, envelope) is { } trouble)
                {
                    yield return new Finding(changed.Role, $"The signature on '{changed.Role}' under keyid {Printable.Of(signature.KeyId.Value)} {trouble}.", FixCommand.Sign);
                }
            }
        }
    }

    private static List<Delegation> DelegationsOf(SigningEvent change, RoleName role)
    {
        List<Delegation> delegations = [.. change.Proposed.DelegationsTo(role)];
        if (delegations.Count == 0 && change.Proposed.FindDelegation(role) is { } bins)
        {
            delegations.Add(bins);
        }

        if (role == RoleName.Root && change.KnownGood?.FindDelegation(role) is { } previous)
        {
            delegations.Add(previous);
        }

        if (OwnersEntry.Previous(change.KnownGood, role, delegations) is { } owners)
        {
            delegations.Add(owners);
        }

        return delegations;
    }

    private static string? Trouble(List<Delegation> delegations, Signature signature, Envelope envelope)
    {
        List<Delegation> may = delegations.FindAll(delegation => delegation.Keys.KeyIds.Contains(signature.KeyId));
        IEnumerable<Key> keys = may.Select(delegation => delegation.Source.Keys.GetValueOrDefault(signature.KeyId)).OfType<Key>();
        return may.Count == 0 ? "is by a key that may not sign it"
            : !signature.IsGiven || keys.Any(key => !key.IsSupported || key.Verify(envelope.Payload.Span, signature.Value)) ? null
            : "is not good: it was made over something else, or with another key";
    }

    private static bool IsSame(Signature one, Signature other) => one.KeyId == other.KeyId && one.Value.AsSpan().SequenceEqual(other.Value);
}
