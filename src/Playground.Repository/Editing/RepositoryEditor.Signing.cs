using Playground.Repository.Projects;
using Playground.Tuf.Keys;
using Playground.Tuf.Model;

namespace Playground.Repository.Editing;

/// <content>Who is to sign, and signing.</content>
public sealed partial class RepositoryEditor
{
    /// <summary>The roles that wait for a person's signature now: changed, with no invitations open below, and not signed by that person.</summary>
    public IReadOnlyList<RoleName> RolesToSign(Signer signer) =>
        [.. ChangedRoles.Where(role => !HasOpenInvitations(role) && KeysToSign(signer, role).Count > 0)];

    /// <summary>
    /// The keys a person is still to sign a role with: one of those that may sign it; for root, where the person's key was replaced, the old
    /// one and the new one. The person need not have each of several keys: any one will do, see <see cref="RolesToSign"/>.
    /// </summary>
    public IReadOnlyList<(KeyId KeyId, Key Key)> KeysToSign(Signer signer, RoleName role)
    {
        var keys = new List<(KeyId KeyId, Key Key)>();
        if (_drafts.EnvelopeOf(role) is not { } file)
        {
            return keys;
        }

        foreach (Delegation side in SidesOf(role).Where(side => !IsSignedOnline(side)))
        {
            List<(KeyId KeyId, Key Key)> own = [.. side.Owners().Where(owner => owner.Owner == signer).Select(owner => (owner.KeyId, owner.Key))];
            if (!own.Exists(key => HasSigned(file, key.KeyId, key.Key)))
            {
                keys.AddRange(own.Where(key => !keys.Exists(other => other.KeyId == key.KeyId)));
            }
        }

        return keys;
    }

    /// <summary>Signs a role, over exactly what was received. A root's copy in the history gets the signature too.</summary>
    /// <param name="role">Which role.</param>
    /// <param name="signer">The key; it is found in metadata by what it is, whatever its keyid there.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TufException">
    /// The key may not sign (<see cref="RepositoryProblemCodes.NotASigner"/>), invitations are open
    /// (<see cref="RepositoryProblemCodes.InvitationsOpen"/>), or the key cannot be used (<see cref="ProblemCodes.UnusableKey"/>).
    /// </exception>
    public async Task SignAsync(RoleName role, ISigner signer, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(signer);
        _drafts.Get<Signed>(role);
        if (HasOpenInvitations(role))
        {
            throw new TufException(RepositoryProblemCodes.InvitationsOpen, $"'{role}' waits for {OpenInvitations(role)} to accept; nothing was signed. Ask them, or withdraw the invitation.");
        }

        string? fingerprint = signer.PublicKey.Fingerprint;
        List<KeyId> ids = [.. SidesOf(role)
            .SelectMany(side => side.Keys.KeyIds.Where(id => side.Source.Keys.TryGetValue(id, out Key? key) && fingerprint is not null && key.Fingerprint == fingerprint))
            .Distinct()];
        if (ids.Count == 0)
        {
            throw new TufException(RepositoryProblemCodes.NotASigner, $"This key may not sign '{role}'; nothing was signed. See whose keys may with: playground status");
        }

        Envelope file = Signed(role);
        byte[] value = await signer.SignAsync(file.Payload, cancellationToken).ConfigureAwait(false);
        if (!signer.PublicKey.Verify(file.Payload.Span, value))
        {
            throw new TufException(ProblemCodes.UnusableKey, $"The key gave a signature of '{role}' that does not verify; nothing was signed. Check where the key lives.");
        }

        List<Signature> signatures = [.. file.Signatures];
        foreach (KeyId id in ids)
        {
            int known = signatures.FindIndex(signature => signature.KeyId == id);
            signatures[known] = new Signature(id, value) { UnknownFields = signatures[known].UnknownFields };
        }

        _drafts.Sign(role, signatures);
    }

    private static bool HasSigned(Envelope file, KeyId id, Key key) =>
        file.Signatures.Any(signature => signature.KeyId == id && signature.IsGiven && key.Verify(file.Payload.Span, signature.Value));

    /// <summary>By whose word a role may be signed: its delegators; for root, the known good root as well, for a project those who owned it before.</summary>
    private IEnumerable<Delegation> SidesOf(RoleName role)
    {
        if (role == RoleName.Root && _drafts.Known?.Root is { } old)
        {
            yield return new Delegation(RoleName.Root, old, RoleName.Root, old.Roles[RoleName.Root]);
        }

        List<Delegation> now = [.. _drafts.DelegationsTo(role)];
        if (OwnersEntry.Previous(_drafts.Known, role, now) is { } before)
        {
            yield return before;
        }

        foreach (Delegation delegation in now)
        {
            yield return delegation;
        }
    }

    /// <summary>The role's file with an entry for everybody who may sign, and for nobody else.</summary>
    private Envelope Signed(RoleName role)
    {
        Envelope file = _drafts.EnvelopeOf(role)!;
        var given = file.Signatures.ToDictionary(signature => signature.KeyId);
        return file.WithSignatures([.. SidesOf(role)
            .SelectMany(side => side.Keys.KeyIds.Where(side.Source.Keys.ContainsKey))
            .Distinct()
            .Select(id => given.GetValueOrDefault(id) ?? Signature.Pending(id))]);
    }

    /// <summary>Whether a role was changed by the event earlier, and who may sign it was changed here.</summary>
    private bool IsWaitedFor(RoleName role) => _drafts.IsChanged(role)
        && _drafts.EnvelopeOf(role) is not null
        && SidesOf(role).Any(side => _drafts.Changed.ContainsKey(side.Delegator))
        && !SidesOf(role).Any(side => side.IsOnline);

    private bool HasOpenInvitations(RoleName role) => Invited(role).Any();

    private string OpenInvitations(RoleName role) => string.Join(", ", Invited(role).Distinct().Order());

    /// <summary>Everybody who is invited to a role that this one delegates to.</summary>
    private IEnumerable<Signer> Invited(RoleName role) => Invitations.Invited
        .Where(signer => Invitations.RolesOf(signer).Any(invited => _drafts.DelegationsTo(invited).Any(delegation => delegation.Delegator == role)));

    /// <summary>Gives a role a new version where it is not signed any more as its delegator asks now.</summary>
    private void RenewWhereUnsigned(RoleName role)
    {
        if (role != RoleName.Root
            && !_drafts.IsChanged(role)
            && _drafts.EnvelopeOf(role) is { } file
            && !_drafts.DelegationsTo(role).Any(IsSignedOnline)
            && _drafts.DelegationsTo(role).Any(delegation => !SignatureCount.Of(delegation, file).IsMet))
        {
            _drafts.Set(role, _drafts.Get<Signed>(role), renew: true);
        }
    }
}
