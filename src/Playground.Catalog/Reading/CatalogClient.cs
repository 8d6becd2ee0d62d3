using Playground.Catalog.Names;
using Playground.Catalog.Releases;
using Playground.Catalog.Versions;
using Playground.Tuf.Client;
using Playground.Tuf.Model;
using Playground.Tuf.Trust;

namespace Playground.Catalog.Reading;

/// <summary>
/// Reads projects and releases out of a repository through a TUF client. It loads only the roles on the way to a project, and believes of what
/// they list only what <see cref="Updater.FindTargetAsync"/> would find. Not safe for use from several threads at once.
/// </summary>
/// <param name="roles">Who reads roles.</param>
/// <param name="maxRoles">How many roles may be asked for one project.</param>
public sealed class CatalogClient(IRoleReader roles, int maxRoles = 64)
{
    /// <summary>Reads through a client.</summary>
    /// <param name="updater">The client.</param>
    /// <param name="maxRoles">How many roles may be asked for one project.</param>
    public CatalogClient(Updater updater, int maxRoles = 64)
        : this(new UpdaterRoles(updater), maxRoles)
    {
    }

    /// <summary>Lists a project's releases. Refreshes first if that was not done yet.</summary>
    /// <param name="project">The project, as it was registered.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TufException">Metadata on the way was refused or could not be fetched: what there is, is then unknown.</exception>
    public async Task<ProjectListing> ListAsync(ProjectName project, CancellationToken cancellationToken = default)
    {
        TrustedMetadata trusted = await roles.TrustAsync(cancellationToken).ConfigureAwait(false);
        RoleName owners = CatalogRoles.OwnersOf(project);
        var candidates = new HashSet<TargetPath>();
        DelegationStep? toOwners = null;
        DelegationStep? toReleasers = null;
        RoleName last = RoleName.Targets;

        // Every delegation that covers all of the project covers this path; no release has it.
        var search = new DelegationSearch(trusted.Root, TargetPath.Parse($"{ReleasePath.Folder}/{project.Value}/-/-"), maxRoles);
        while (search.Next() is { } step)
        {
            last = step.Role;
            Targets targets = await roles.LoadRoleAsync(step, cancellationToken).ConfigureAwait(false);
            if (step.Role == owners)
            {
                toOwners ??= step;
            }
            else if (step.Role == CatalogRoles.ReleasersOf(project) && step.Delegator == owners)
            {
                toReleasers ??= step;
            }

            candidates.UnionWith(targets.Files.Keys.Where(path => ReleasePath.TryParse(path, out ReleasePath? release) && release.Project == project));
            search.Descend(targets);
        }

        var files = new List<ReleaseFile>();
        var blocked = new HashSet<ReleaseVersion>();
        foreach (TargetPath path in candidates)
        {
            var place = ReleasePath.Parse(path);
            if (await roles.FindTargetAsync(path, cancellationToken).ConfigureAwait(false) is { } found)
            {
                files.Add(new ReleaseFile(place, found, ReleaseData.Of(found.File)));
            }
            else
            {
                blocked.Add(place.Version);
            }
        }

        return new ProjectListing
        {
            Project = project,
            Exists = toOwners is not null || candidates.Count > 0,
            IsBlocked = last == CatalogRoles.Blocked,
            VouchedForBy = toOwners?.Delegator,
            Owners = Team(trusted, toOwners),
            Releasers = Team(trusted, toReleasers),
            Releases = Release.Group(files),
            BlockedVersions = [.. blocked.OrderDescending()],
        };
    }

    private static ProjectTeam? Team(TrustedMetadata trusted, DelegationStep? step) => step is null ? null : ProjectTeam.Of(step, trusted.SignaturesOf(step));
}
