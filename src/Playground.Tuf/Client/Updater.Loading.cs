using Playground.Tuf.Model;
using Playground.Tuf.Trust;

namespace Playground.Tuf.Client;

/// <content>Loading targets roles: from the folder where they are still good, else from the repository.</content>
public sealed partial class Updater
{
    private async ValueTask<Targets> LoadTargetsAsync(
        TrustedMetadata trusted, DelegationStep step, CancellationToken cancellationToken, bool isLocked = false)
    {
        if (trusted.FindTargets(step) is { } known)
        {
            return known;
        }

        if (trusted.FindMetaFile(step.Role) is not { } listed)
        {
            throw new TufException(ProblemCodes.NotInSnapshot, $"Snapshot does not list the role '{step.Role}', which '{step.Delegator}' delegates to.");
        }

        bool stored = _cache.Read(step.Role) is { } file && trusted.UpdateTargets(file, step).IsTrusted;
        if (!stored)
        {
            if (_options.Offline)
            {
                throw Offline($"metadata of '{step.Role}'");
            }

            byte[] fetched = await FetchListedAsync(trusted, step.Role, listed, _options.MaxTargetsLength, cancellationToken).ConfigureAwait(false);
            Require(trusted.UpdateTargets(fetched, step));
            if (isLocked)
            {
                _cache.Write(step.Role, fetched);
            }
            else
            {
                await StoreUnlessPassedAsync(trusted, step.Role, fetched, cancellationToken).ConfigureAwait(false);
            }
        }

        return trusted.FindTargets(step)!;
    }

    /// <summary>Keeps a delegated role, unless another process has updated meanwhile: then what is stored belongs to a newer snapshot.</summary>
    private async ValueTask StoreUnlessPassedAsync(TrustedMetadata trusted, RoleName role, byte[] fetched, CancellationToken cancellationToken)
    {
        using IDisposable held = await _cache.LockAsync(_options.LockPatience, cancellationToken).ConfigureAwait(false);
        if (_cache.Read(RoleName.Timestamp) is { } stored
            && Metadata.TryParse<Timestamp>(stored, out _)?.Signed.Version == trusted.Timestamp!.Version)
        {
            _cache.Write(role, fetched);
        }
    }

    private ValueTask<byte[]> FetchListedAsync(TrustedMetadata trusted, RoleName role, MetaFile listed, long maxLength, CancellationToken cancellationToken)
    {
        Uri uri = _location.Of(role, trusted.Root.ConsistentSnapshot == true ? listed.Version : null);
        return _options.Fetcher.ReadAllAsync(uri, Math.Min(listed.Length ?? maxLength, maxLength), cancellationToken);
    }
}
