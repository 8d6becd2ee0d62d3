using Playground.Tuf.Client;
using Playground.Tuf.Model;
using Playground.Tuf.Trust;

namespace Playground.Catalog.Reading;

/// <summary>Whoever reads roles by the rules of a client, from a trusted root on: what <see cref="CatalogClient"/> needs of one.</summary>
public interface IRoleReader
{
    /// <summary>What is trusted, roots, timestamp and snapshot at least.</summary>
    /// <exception cref="TufException">One of them was refused or could not be fetched.</exception>
    ValueTask<TrustedMetadata> TrustAsync(CancellationToken cancellationToken);

    /// <summary>Loads a role that trusted metadata delegates to.</summary>
    /// <exception cref="TufException">It was refused or could not be fetched.</exception>
    ValueTask<Targets> LoadRoleAsync(DelegationStep step, CancellationToken cancellationToken);

    /// <summary>Finds a target as a client does, or says with null that no trusted role lists it.</summary>
    /// <exception cref="TufException">A role on the way was refused or could not be fetched: whether the target exists is then unknown.</exception>
    ValueTask<FoundTarget?> FindTargetAsync(TargetPath path, CancellationToken cancellationToken);
}

/// <summary>An <see cref="Updater"/> as a reader of roles.</summary>
internal sealed class UpdaterRoles(Updater updater) : IRoleReader
{
    public async ValueTask<TrustedMetadata> TrustAsync(CancellationToken cancellationToken)
    {
        if (updater.Trusted is null)
        {
            await updater.RefreshAsync(cancellationToken).ConfigureAwait(false);
        }

        return updater.Trusted!;
    }

    public async ValueTask<Targets> LoadRoleAsync(DelegationStep step, CancellationToken cancellationToken) =>
        await updater.LoadRoleAsync(step, cancellationToken).ConfigureAwait(false);

    public async ValueTask<FoundTarget?> FindTargetAsync(TargetPath path, CancellationToken cancellationToken) =>
        await updater.FindTargetAsync(path, cancellationToken).ConfigureAwait(false);
}
