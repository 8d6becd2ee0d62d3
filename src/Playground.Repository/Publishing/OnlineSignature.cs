using Playground.Tuf.Keys;
using Playground.Tuf.Model;
using Playground.Tuf.Trust;

namespace Playground.Repository.Publishing;

/// <summary>Signs metadata with every online key of a role; each key is opened once.</summary>
internal sealed class OnlineSignature(OnlineKeyOpener open)
{
    private readonly Dictionary<KeyId, ISigner> _signers = [];

    /// <summary>The file of a role, signed by as many keys as its delegator asks for.</summary>
    /// <exception cref="TufException">A key cannot be used, or there are too few.</exception>
    internal async Task<byte[]> SignAsync(Signed signed, Envelope? before, Delegation delegation, CancellationToken cancellationToken)
    {
        var file = Envelope.Of(signed, before?.UnknownFields);
        var signatures = new List<Signature>();
        foreach (KeyId id in delegation.Keys.KeyIds)
        {
            if (!delegation.Source.Keys.TryGetValue(id, out Key? key) || CustomFields.OnlineUriOf(key) is not { } uri)
            {
                throw new TufException(
                    RepositoryProblemCodes.OnlineIncomplete,
                    $"'{delegation.Role}' is signed with a key of which metadata does not say where it lives. Give it an online key with: playground delegate");
            }

            if (!_signers.TryGetValue(id, out ISigner? signer))
            {
                _signers[id] = signer = await open(uri, key, cancellationToken).ConfigureAwait(false);
            }

            byte[] value = await signer.SignAsync(file.Payload, cancellationToken).ConfigureAwait(false);
            if (!key.Verify(file.Payload.Span, value))
            {
                throw new TufException(
                    ProblemCodes.UnusableKey, $"What lives at '{Printable.Of(uri)}' is not the online key of '{delegation.Role}'; nothing was signed. Put the right key there.");
            }

            signatures.Add(new Signature(id, value));
        }

        Envelope done = file.WithSignatures(signatures);
        return SignatureVerdict.Count(delegation.Source, delegation.Keys, done).IsMet ? done.ToBytes() : throw new TufException(
            RepositoryProblemCodes.OnlineIncomplete, $"'{delegation.Role}' asks for more signatures than it has online keys; nothing was signed.");
    }
}
