using Playground.Catalog;
using Playground.Catalog.Index;
using Playground.Catalog.Names;
using Playground.Catalog.Reading;
using Playground.Catalog.Releases;
using Playground.Catalog.Versions;
using Playground.Tuf.Client;
using Playground.Tuf.Model;

namespace Playground.Repository.Projects;

/// <summary>
/// The index of projects as the CI has to publish it: made of what the metadata of a commit says, anew each time, so that nothing in it has a life of
/// its own.
/// </summary>
internal static class PublishedIndex
{
    /// <summary>The files of the index by path; the same commit gives the same bytes.</summary>
    /// <param name="view">What there is.</param>
    /// <param name="without">Projects that no client gets.</param>
    internal static IReadOnlyDictionary<TargetPath, byte[]> Of(RepositoryView view, IReadOnlySet<ProjectName> without)
    {
        Blocks blocks = Blocks.Of(view.Find<Targets>(RoleName.Targets));
        return ProjectIndex.Of(ProjectsOf(view).Where(project => !without.Contains(project)).Select(project => ListingOf(view, blocks, project))).ToDictionary(shard => shard.Path, shard => shard.ToBytes());
    }

    private static IEnumerable<ProjectName> ProjectsOf(RepositoryView view) => view.Delegations
        .Where(entry => Layout.IsOfProject(entry.Value[0]) && !CatalogRoles.IsReleasers(entry.Key))
        .Select(entry => CatalogRoles.ProjectOf(entry.Key)).OfType<ProjectName>();

    private static ProjectListing ListingOf(RepositoryView view, Blocks blocks, ProjectName project)
    {
        RoleName role = CatalogRoles.ReleasersOf(project);
        var files = new List<ReleaseFile>();
        var blocked = new SortedSet<ReleaseVersion>();
        foreach ((TargetPath path, TargetFile file) in view.Find<Targets>(role)?.Files ?? TargetFiles.Empty)
        {
            if (!ReleasePath.TryParse(path, out ReleasePath? place) || place.Project != project)
            {
                continue;
            }

            if (blocks.Cover(path))
            {
                blocked.Add(place.Version);
            }
            else
            {
                files.Add(new ReleaseFile(place, new FoundTarget(path, file, role), DataOf(file)));
            }
        }

        return new ProjectListing
        {
            Project = project,
            Exists = true,
            IsBlocked = blocks.Find(Blocks.PathsOf(project, null)) is not null,
            VouchedForBy = view.FindDelegation(CatalogRoles.OwnersOf(project))?.Delegator,
            Releases = Release.Group(files),
            BlockedVersions = [.. blocked.Reverse()],
        };
    }

    /// <summary>What cannot be understood is not shown; it does not keep others from being found.</summary>
    private static ReleaseData DataOf(TargetFile file)
    {
        try
        {
            return ReleaseData.Of(file);
        }
        catch (TufException)
        {
            return ReleaseData.Empty;
        }
    }
}
