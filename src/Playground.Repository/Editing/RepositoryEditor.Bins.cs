using Playground.Repository.Git;
using Playground.Tuf.Model;

namespace Playground.Repository.Editing;

/// <content>Bins (TAP 15), which views leave out.</content>
public sealed partial class RepositoryEditor
{
    /// <summary>
    /// Gives every bin a new version where people sign the bins and other people, keys or another threshold are asked for now than in known good. To be called
    /// after such an edit; reads and changes nothing otherwise.
    /// </summary>
    /// <param name="git">Where the commits of the views are.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The bins that were given a new version.</returns>
    public async Task<IReadOnlyList<RoleName>> RenewBinsAsync(GitRepository git, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(git);
        var renewed = new List<RoleName>();
        foreach (Delegation bins in _drafts.Bins.Where(bins => !bins.IsOnline && HasOtherSigners(bins)).ToList())
        {
            var roles = (SuccinctRoles)bins.Keys;
            foreach (RoleName bin in (_drafts.Base?.RoleFiles() ?? []).Select(file => file.Role).Where(roles.IsBin).ToList())
            {
                await _drafts.ReadBinAsync(git, bin, cancellationToken).ConfigureAwait(false);
                if (!_drafts.IsChanged(bin))
                {
                    _drafts.Set(bin, _drafts.Get<Targets>(bin), renew: true);
                    renewed.Add(bin);
                }
            }
        }

        return renewed;
    }

    private bool HasOtherSigners(Delegation bins) =>
        _drafts.InKnown(bins.Delegator)?.Signed is Targets { Delegations: { SuccinctRoles: { } before } }
        && (before.Threshold != bins.Keys.Threshold || !before.KeyIds.ToHashSet().SetEquals(bins.Keys.KeyIds));
}
