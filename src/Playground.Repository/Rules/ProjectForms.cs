using Playground.Catalog;
using Playground.Catalog.Names;
using Playground.Catalog.Releases;
using Playground.Repository.Events;
using Playground.Repository.Projects;
using Playground.Tuf.Model;

namespace Playground.Repository.Rules;

/// <summary>
/// Projects hang together in one form: who vouches for them delegates all files of a project, and nothing else, to the role of its name; that lists no
/// file itself and delegates to its releasers alone; and those list files of releases, each under the one spelling of its version, and delegate to nobody.
/// </summary>
/// <remarks>
/// Whoever judges an event need not read projects that it does not touch, because nothing they may say concerns others: this rule sees to that whenever
/// such a role changes, or comes to be a project's.
/// </remarks>
internal sealed class ProjectForms : IRule
{
    public string Code => RepositoryProblemCodes.ProjectForm;

    public string Protects => "A project that reaches into another, or one whose files its releasers did not sign.";

    public IEnumerable<Finding> Check(SigningEvent change)
    {
        HashSet<RoleName> changed = [.. ChangedRole.All(change).Where(role => role.HasNewPayload).Select(role => role.Role)];
        HashSet<RoleName> placed = [.. ChangedDelegator.All(change).SelectMany(BegunIn)];
        foreach (RoleName role in changed.Union(placed).Order())
        {
            if (change.Proposed.Roles.GetValueOrDefault(role) is { Signed: Targets metadata } parsed)
            {
                foreach (string wrong in Wrong(change, role, metadata).Concat(OfReleases(change, role, metadata)))
                {
                    yield return new Finding(role, wrong, changed.Contains(role) ? FixCommand.Restore(change, parsed.File.Path) : FixCommand.ShowProject(role));
                }
            }
        }
    }

    /// <summary>The roles that a delegator gives a project to, and did not before.</summary>
    private static IEnumerable<RoleName> BegunIn(ChangedDelegator delegator)
    {
        HashSet<RoleName> differences = [.. delegator.Differences()];
        return delegator.Delegations().Where(delegation => differences.Contains(delegation.Role) && Layout.IsOfProject(delegation)).Select(delegation => delegation.Role);
    }

    private static IEnumerable<string> Wrong(SigningEvent change, RoleName role, Targets metadata)
    {
        if (CatalogRoles.IsClaimed(role) && change.Proposed.FindDelegation(role)?.Delegator is { } above && (above == RoleName.Targets || CatalogRoles.IsClaimed(above)))
        {
            return OfVouching(change.Proposed, role, metadata);
        }

        bool isOfProject = change.Proposed.DelegationsTo(role).Any(Layout.IsOfProject);
        return isOfProject && CatalogRoles.IsReleasers(role) && !OwnersEntry.IsIn(metadata) ? OfReleasers(role, metadata)
            : isOfProject || OwnersEntry.IsIn(metadata) ? OfOwners(role, metadata)
            : [];
    }

    private static IEnumerable<string> OfVouching(RepositoryView view, RoleName role, Targets metadata)
    {
        if (metadata.Files.Count > 0 || metadata.Delegations?.SuccinctRoles is not null)
        {
            yield return $"'{role}' vouches for projects and does nothing else: it lists no files and has no bins.";
        }

        Delegation own = view.FindDelegation(role)!;
        foreach (DelegatedRole shard in (metadata.Delegations?.Roles ?? []).Where(other => CatalogRoles.IsClaimed(other.Name)))
        {
            string beginning = ProjectShards.BeginningOf(shard.Name, CatalogRoles.Claimed)!;
            bool isNext = beginning.Length > 0 && role == ProjectShards.RoleOf(CatalogRoles.Claimed, beginning[..^1]);
            bool sameSigners = OwnersEntry.AskTheSame(own, new Delegation(role, metadata.Delegations!, shard.Name, shard));
            if (!isNext || !sameSigners || shard.Terminating || shard.Paths is not [var paths] || paths != ProjectShards.PathsOf(beginning))
            {
                yield return $"'{role}' delegates to '{shard.Name}' otherwise than to a shard: one letter further, and signed by the same people.";
            }
        }

        foreach (DelegatedRole project in (metadata.Delegations?.Roles ?? []).Where(other => !CatalogRoles.IsClaimed(other.Name)))
        {
            if (CatalogRoles.ProjectOf(project.Name) is not { } name || CatalogRoles.IsReleasers(project.Name)
                || project.Paths is not [var path] || path != ReleasePath.AllOf(name) || !project.Terminating)
            {
                yield return $"'{role}' delegates to '{project.Name}' otherwise than to a project: all its files, and terminating.";
            }
        }
    }

    /// <summary>What was listed before this rule may stay; clients that know of releases do not see it.</summary>
    private static IEnumerable<string> OfReleases(SigningEvent change, RoleName role, Targets metadata)
    {
        if (!CatalogRoles.IsReleasers(role) || change.Proposed.FindDelegation(role) is not { } delegation || !Layout.IsOfProject(delegation))
        {
            yield break;
        }

        TargetFiles known = change.KnownGood?.Find<Targets>(role)?.Files ?? TargetFiles.Empty;
        foreach ((TargetPath path, TargetFile file) in metadata.Files.Where(file => !known.ContainsKey(file.Key)).OrderBy(file => file.Key))
        {
            if (!ReleasePath.TryParse(path, out _))
            {
                yield return $"'{role}' lists '{path}', which is no file of a release: {ReleasePath.Folder}/PROJECT/VERSION/FILE, with the version in its one spelling.";
            }
            else if (!IsUnderstood(file))
            {
                yield return $"What '{role}' says of '{path}' cannot be understood; no client could show the project any more.";
            }
        }
    }

    private static bool IsUnderstood(TargetFile file)
    {
        try
        {
            _ = ReleaseData.Of(file);
            return true;
        }
        catch (TufException)
        {
            return false;
        }
    }

    private static IEnumerable<string> OfOwners(RoleName role, Targets metadata)
    {
        if (OwnersEntry.IsIn(metadata) && OwnersEntry.Of(role, metadata) is null)
        {
            yield return $"'{role}' does not say in the one form who owns it.";
        }

        if (metadata.Files.Count > 0)
        {
            yield return $"'{role}' lists files: those of a project are for its releasers to list.";
        }

        ProjectName? project = CatalogRoles.ProjectOf(role);
        bool releasersOnly = project is { } name && !CatalogRoles.IsReleasers(role)
            && metadata.Delegations is { SuccinctRoles: null, Roles: [{ Paths: [var path] } releasers] }
            && releasers.Name == CatalogRoles.ReleasersOf(name) && path == ReleasePath.AllOf(name);
        if (!releasersOnly)
        {
            yield return $"'{role}' has to delegate all files of its project to its releasers, and to nobody else.";
        }
    }

    private static IEnumerable<string> OfReleasers(RoleName role, Targets metadata)
    {
        if (metadata.Delegations is not null)
        {
            yield return $"'{role}' delegates: releasers list the files of their project themselves.";
        }
    }
}
