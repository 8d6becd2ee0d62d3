using Playground.Catalog;
using Playground.Catalog.Names;
using Playground.Catalog.Releases;
using Playground.Repository.Git;
using Playground.Repository.Rules;
using Playground.Tuf.Model;

namespace Playground.Repository.Events;

/// <summary>
/// Which projects' roles are read to judge an event, among however many there are: those whose files changed, owners and releasers together; those of changed
/// artifacts; those to which people are invited; those of which a changed role that vouches for projects says something else; and, in either commit, those that
/// do not hang where projects do, such as new ones that nobody vouches for yet. Every other role is always read. An event that changes anything else among
/// metadata (root, targets, a role made by hand, one of the CI's, a shard) is read in full.
/// </summary>
/// <remarks>
/// <para>
/// The verdict is the one that reading everything gives, provided that the known good commit came about by the rules. Two things carry that. First,
/// whoever asks for a role by its name gets it, be it read at once or only then (<see cref="RoleTable"/>), and <see cref="RepositoryView.DelegationsTo"/> first
/// reads the project of the role it is asked for. So only what goes through all roles can see a difference. Second, the roles of a project speak of that
/// project only: <see cref="ProjectForms"/> refuses owners who delegate to anybody but their releasers, and releasers who delegate at all, whenever such a role
/// changes or comes to be a project's. A project left unread has the same files in both commits, and the same word of those who vouch for it.
/// </para>
/// <para>What each rule would have seen in such a project, and why it is nothing:</para>
/// <list type="bullet">
/// <item>Rules of changed files, by path: <see cref="NothingElseChanges"/>, <see cref="PlainFiles"/>, <see cref="FileNames"/>, <see cref="NamesApart"/>,
/// <see cref="KnownMetadataFiles"/>, <see cref="RootHistoryKept"/>, <see cref="OnlineRolesUntouched"/>, <see cref="RolesLeaveWithDelegation"/>. They look at no role,
/// or ask for the role of a changed file by name.</item>
/// <item>Rules of changed roles: <see cref="MetadataForm"/>, <see cref="ExpiryWithinPeriod"/>, <see cref="VersionsByOne"/>, <see cref="SanePeriods"/>,
/// <see cref="GoodSignatures"/>, <see cref="BlocksFirst"/>, <see cref="ProjectForms"/>, <see cref="ArtifactRoles"/>. A project that changed is read. Blocks change
/// the top-level targets: all are read.</item>
/// <item>Rules of changed delegators: <see cref="ConsistentSnapshotOn"/>, <see cref="OnlineSignersShared"/>, <see cref="OnlineKeysInPlace"/>,
/// <see cref="OneKeyOnePerson"/>, <see cref="ReachableThresholds"/>, <see cref="BinsSignedAnew"/>. They look into the delegator itself.
/// <see cref="KeyIdsOfKeys"/>, <see cref="SupportedKeys"/> and <see cref="KeysWithOwners"/> forgive a wrong key that somebody had before: to find that out, they go
/// through all known good roles, and read them. Good keys are not looked for.</item>
/// <item><see cref="OneDelegatorPerRole"/> asks who else delegates to a role that a delegator took up, by its name. A project left unread delegates to its
/// own releasers alone, whom only its own owners could be given.</item>
/// <item><see cref="PathsWithinDelegator"/> looks at delegations of which delegator or delegator's delegators changed. Where administrators changed a role that
/// vouches for an unread project, what they say of that project is the same, so its owners' paths and their releasers' are as they were.</item>
/// <item><see cref="MetadataForDelegations"/> and <see cref="DelegationsForMetadata"/>: an unread role has a file, by what it is called unread; the file is at the
/// place it had, and is delegated to as it was.</item>
/// <item><see cref="ReadableMetadata"/> and <see cref="FileSizes"/>: an unread file is the known good one, which was read when it came.</item>
/// <item><see cref="ArtifactContents"/> and <see cref="ArtifactListings"/> follow the way to each artifact that is touched, from role to role by name. A
/// project's files are listed by its own releasers, at the end of that way.</item>
/// <item><see cref="InvitationsToRoles"/> asks for each role that people are invited to, by its name.</item>
/// <item><see cref="ProjectNamesApart"/> needs names only: those that anybody vouches for stand in roles that are always read, and projects that say
/// themselves who owns them, and that nobody vouches for yet, are read always. Of main's tip it is given the names, which are read in one way only.</item>
/// <item><see cref="ReleasesStay"/> looks at the releasers' files that changed, came or went.</item>
/// <item><see cref="OwnersAgree"/> looks at projects that changed or of which a changed role says something else, or nothing any more.</item>
/// </list>
/// </remarks>
internal static class ReadingScope
{
    /// <summary>The projects that changed files name; null: an event of another kind, for which all are read.</summary>
    internal static HashSet<ProjectName>? Of(IReadOnlyList<GitFileChange> changes)
    {
        var projects = new HashSet<ProjectName>();
        foreach (GitFileChange change in changes.Where(change => change.Path.IsIn(Layout.Metadata) && change.Path != Layout.EventState))
        {
            if (Layout.RoleOf(change.Path) is not { } role)
            {
                return null;
            }

            if (RepositoryView.IsOfProjects(role, change.Path))
            {
                projects.Add(CatalogRoles.ProjectOf(role)!.Value);
            }
            else if (!CatalogRoles.IsClaimed(role) || change.Path.Folder != Layout.Metadata)
            {
                return null;
            }
        }

        projects.UnionWith(changes.Select(change => Layout.TargetOf(change.Path)).OfType<TargetPath>()
            .Select(path => ReleasePath.TryParse(path, out ReleasePath? release) ? release.Project : (ProjectName?)null).OfType<ProjectName>());
        return projects;
    }

    /// <summary>Reads what only shows in what was read: projects that administrators say something else of, and those that people are invited to.</summary>
    /// <param name="before">The known good commit, which may have been read before.</param>
    /// <param name="after">The proposed commit.</param>
    /// <param name="named">The projects that changed files name; null: all are to be read.</param>
    /// <param name="cancellationToken">Gives up.</param>
    internal static async Task WidenAsync(RepositoryView before, RepositoryView after, HashSet<ProjectName>? named, CancellationToken cancellationToken)
    {
        HashSet<ProjectName>? projects = named is null ? null : Vouched(before, after);
        if (projects is null)
        {
            await before.ReadAllAsync(cancellationToken).ConfigureAwait(false);
            await after.ReadAllAsync(cancellationToken).ConfigureAwait(false);
            return;
        }

        projects.UnionWith(named!);
        projects.UnionWith(after.Invitations.Invited.SelectMany(after.Invitations.RolesOf).Select(CatalogRoles.ProjectOf).OfType<ProjectName>());
        await before.ReadProjectsAsync(projects, cancellationToken).ConfigureAwait(false);
        await after.ReadProjectsAsync(projects, cancellationToken).ConfigureAwait(false);
    }

    private static HashSet<ProjectName>? Vouched(RepositoryView before, RepositoryView after)
    {
        var projects = new HashSet<ProjectName>();
        foreach (RoleName role in before.Roles.Keys.Union(after.Roles.Keys).Where(CatalogRoles.IsClaimed).Where(role => before.FindFile(role)?.Id != after.FindFile(role)?.Id))
        {
            if (Vouched(role, before, after) is not { } some)
            {
                return null;
            }

            projects.UnionWith(some);
        }

        return projects;
    }

    /// <summary>
    /// The projects of which a role that vouches for them says something else; null where more than that changed: shards, or the order in which roles are asked.
    /// </summary>
    internal static HashSet<ProjectName>? Vouched(RoleName role, RepositoryView before, RepositoryView after)
    {
        var projects = new HashSet<ProjectName>();
        if (before.Find<Targets>(role) is not { Delegations: var old } || after.Find<Targets>(role) is not { Delegations: var now }
            || old?.SuccinctRoles is not null || now?.SuccinctRoles is not null || !AreInOrder(old, now))
        {
            return null;
        }

        foreach (RoleName different in EntryDifferences.Between(old, now))
        {
            if (CatalogRoles.IsReleasers(different) || CatalogRoles.ProjectOf(different) is not { } project)
            {
                return null;
            }

            projects.Add(project);
        }

        return projects;
    }

    private static bool AreInOrder(Delegations? before, Delegations? now)
    {
        RoleName[] old = [.. (before?.Roles ?? []).Select(role => role.Name)];
        RoleName[] current = [.. (now?.Roles ?? []).Select(role => role.Name)];
        HashSet<RoleName> both = [.. old.Intersect(current)];
        return old.Where(both.Contains).SequenceEqual(current.Where(both.Contains));
    }
}
