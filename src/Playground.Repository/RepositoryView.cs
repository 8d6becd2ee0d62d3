using Playground.Catalog;
using Playground.Catalog.Names;
using Playground.Repository.Events;
using Playground.Repository.Git;
using Playground.Tuf.Model;

namespace Playground.Repository;

/// <summary>
/// What a commit means as a TUF repository: its roles, who delegates to whom, its invitations. Read from git objects, never from a work tree;
/// nothing here has been verified. Bins are listed but only read where that was asked for, since there may be very many. Roles of projects may be left
/// until somebody asks for them, which the answers do not show: see <see cref="RoleTable"/>.
/// </summary>
public sealed class RepositoryView
{
    /// <summary>The longest metadata file that is read: 64 MiB.</summary>
    public const long MaxMetadataLength = 64 * 1024 * 1024;

    private readonly RoleTable _roles;
    private readonly Dictionary<RoleName, GitFile> _files;
    private Walked? _walked;
    private int _settled;

    private RepositoryView(
        CommitId commit, IReadOnlyList<GitFile> files, Dictionary<RoleName, GitFile> roleFiles, RoleTable roles, EventState invitations, Problem? invitationProblem)
    {
        Commit = commit;
        MetadataFiles = files;
        _files = roleFiles;
        _roles = roles;
        Invitations = invitations;
        InvitationProblem = invitationProblem;
        Root = Find<Root>(RoleName.Root);
    }

    /// <summary>The commit.</summary>
    public CommitId Commit { get; }

    /// <summary>Every file under <c>metadata/</c>.</summary>
    public IReadOnlyList<GitFile> MetadataFiles { get; }

    /// <summary>The roles, but for bins that were not asked for. To go through them all reads them all; <see cref="RolesRead"/> does not.</summary>
    public IReadOnlyDictionary<RoleName, ParsedRole> Roles => _roles;

    /// <summary>The roles that were read so far.</summary>
    public IReadOnlyList<ParsedRole> RolesRead => _roles.Read;

    /// <summary>How many roles were read so far.</summary>
    internal int CountRead => _roles.CountRead;

    /// <summary>The root, or null where there is none that can be read.</summary>
    public Root? Root { get; }

    /// <summary>Who is invited.</summary>
    public EventState Invitations { get; }

    /// <summary>What is wrong with the file of invitations, or null.</summary>
    public Problem? InvitationProblem { get; }

    /// <summary>
    /// Every delegation to a role by name, in the order in which roles are asked; bins are not listed one by one. Reads all roles;
    /// <see cref="DelegationsTo"/> and <see cref="DelegationsRead"/> do not.
    /// </summary>
    public IReadOnlyDictionary<RoleName, List<Delegation>> Delegations
    {
        get
        {
            _ = _roles.Values;
            return Walk().Delegations;
        }
    }

    /// <summary>
    /// The same as far as it follows from the roles that were read. Of a project whose roles were not, it has who vouches for its owners, and not the
    /// owners' word on releasers.
    /// </summary>
    public IReadOnlyDictionary<RoleName, List<Delegation>> DelegationsRead => Walk().Delegations;

    /// <summary>Every delegation to bins, as far as it follows from the roles that were read. Roles of projects have none.</summary>
    public IReadOnlyList<(RoleName Delegator, Delegations Source, SuccinctRoles Bins)> Bins => Walk().Bins;

    /// <summary>The roles whose files this commit has, read or not, by where they are.</summary>
    public IEnumerable<(RoleName Role, GitFile File)> RoleFiles()
    {
        foreach (GitFile file in MetadataFiles)
        {
            if (Layout.RoleOf(file.Path) is { } role)
            {
                yield return (role, file);
            }
        }
    }

    /// <summary>The file of a role among <see cref="Roles"/>, read or not, or null where there is none.</summary>
    public GitFile? FindFile(RoleName role) => _roles.FileOf(role);

    /// <summary>Whether a role has a file, be it that of a bin.</summary>
    public bool HasFile(RoleName role) => _files.ContainsKey(role);

    /// <summary>Whether a role is here, and nobody asked for it yet.</summary>
    public bool IsUnread(RoleName role) => _roles.ContainsKey(role) && _roles.FindRead(role) is null;

    /// <summary>The signed part of a role, or null where it is absent, was not read, or is not of that type.</summary>
    /// <typeparam name="T">The role's type.</typeparam>
    public T? Find<T>(RoleName role)
        where T : Signed => _roles.TryGetValue(role, out ParsedRole? parsed) ? parsed.Signed as T : null;

    /// <summary>Who delegates to a role by its name, in the order in which roles are asked.</summary>
    public IReadOnlyList<Delegation> DelegationsTo(RoleName role)
    {
        // Only its owners delegate to the releasers of a project, and only owners say who they are.
        if (CatalogRoles.ProjectOf(role) is { } project && FamilyOf(project).Where(IsUnread).ToList() is { Count: > 0 } unread)
        {
            unread.ForEach(member => _roles.TryGetValue(member, out _));
        }

        return Walk().Delegations.TryGetValue(role, out List<Delegation>? known) ? known : [];
    }

    /// <summary>Who delegates to a role first; of a bin, the role that has the succinct roles. Null where nobody does.</summary>
    public Delegation? FindDelegation(RoleName role)
    {
        if (DelegationsTo(role) is [var first, ..])
        {
            return first;
        }

        foreach ((RoleName delegator, Delegations source, SuccinctRoles bins) in Bins)
        {
            if (bins.IsBin(role))
            {
                return new Delegation(delegator, source, role, bins);
            }
        }

        return null;
    }

    /// <summary>Reads a commit.</summary>
    /// <param name="git">Where the commit is. It is asked again where roles were left unread.</param>
    /// <param name="commit">The commit.</param>
    /// <param name="bins">Bins to read too: those that an event changes.</param>
    /// <param name="known">A view already read: what is the same in both is not read again.</param>
    /// <param name="projects">The projects whose roles are read at once; those of others are when somebody asks. Null: all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<RepositoryView> ReadAsync(
        GitRepository git,
        CommitId commit,
        IReadOnlySet<RoleName>? bins = null,
        RepositoryView? known = null,
        IReadOnlySet<ProjectName>? projects = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(git);
        IReadOnlyList<GitFile> files = await git.ListTreeAsync(commit, Layout.Metadata, cancellationToken: cancellationToken).ConfigureAwait(false);
        var all = new Dictionary<RoleName, GitFile>();
        var read = new Dictionary<RoleName, GitFile>();
        EventState invitations = EventState.None;
        Problem? invitationProblem = null;
        foreach (GitFile file in files)
        {
            if (file.Path == Layout.EventState && file.Mode.IsFile())
            {
                try
                {
                    invitations = EventState.Parse(await git.ReadBlobAsync(file.Id, MaxMetadataLength, cancellationToken).ConfigureAwait(false));
                }
                catch (TufException e)
                {
                    invitationProblem = e.Problem;
                }
            }
            else if (Layout.RoleOf(file.Path) is { } role)
            {
                all[role] = file;
                if (!Layout.IsBin(file.Path) || bins?.Contains(role) == true)
                {
                    read[role] = file;
                }
            }
        }

        var roles = new RoleTable(git, read, known?._roles);
        await roles.ReadAsync(read.Where(role => projects is null || !IsOfProjects(role.Key, role.Value.Path)).Select(role => role.Key).ToList(), cancellationToken).ConfigureAwait(false);
        var view = new RepositoryView(commit, files, all, roles, invitations, invitationProblem);
        await view.ReadProjectsAsync(projects ?? new HashSet<ProjectName>(), cancellationToken).ConfigureAwait(false);
        return view;
    }

    /// <summary>Reads what was left unread.</summary>
    internal Task ReadAllAsync(CancellationToken cancellationToken) => _roles.ReadAsync(_roles.Keys, cancellationToken);

    /// <summary>Reads the roles of projects, and of every project that does not hang where projects do.</summary>
    internal async Task ReadProjectsAsync(IEnumerable<ProjectName> projects, CancellationToken cancellationToken)
    {
        List<RoleName> wanted = [.. projects.SelectMany(FamilyOf)];
        await _roles.ReadAsync(wanted, cancellationToken).ConfigureAwait(false);
        while (_settled != _roles.CountRead)
        {
            _settled = _roles.CountRead;
            Dictionary<RoleName, List<Delegation>> delegations = Walk().Delegations;
            wanted = [.. _roles.Unread.Select(role => role.Key).Where(role => !MayWait(role, delegations))];
            await _roles.ReadAsync(wanted, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Reads one role of a commit; null where there is no such file.</summary>
    internal static async Task<ParsedRole?> ReadRoleAsync(GitRepository git, CommitId commit, RoleName role, GitPath path, CancellationToken cancellationToken) =>
        await git.FindAsync(commit, path, cancellationToken).ConfigureAwait(false) is { } file
            ? await ReadRoleAsync(git, role, file, cancellationToken).ConfigureAwait(false)
            : null;

    /// <summary>Reads a file as the metadata of a role.</summary>
    internal static async Task<ParsedRole> ReadRoleAsync(GitRepository git, RoleName role, GitFile file, CancellationToken cancellationToken)
    {
        if (!file.Mode.IsFile())
        {
            return ParsedRole.Unreadable(role, file, new Problem(RepositoryProblemCodes.NotAFile, $"{file.Path} is not a plain file."));
        }

        try
        {
            return ParsedRole.Read(role, file, await git.ReadBlobAsync(file.Id, MaxMetadataLength, cancellationToken).ConfigureAwait(false));
        }
        catch (TufException e) when (e.Code == GitProblemCodes.FileTooLarge)
        {
            return ParsedRole.Unreadable(role, file, e.Problem);
        }
    }

    /// <summary>Whether a file is, by its name and place, that of a project's owners or releasers.</summary>
    internal static bool IsOfProjects(RoleName role, GitPath file) => Layout.IsProjectRole(file) && CatalogRoles.ProjectOf(role) is not null;

    /// <summary>The roles of a project: its owners' and its releasers'.</summary>
    internal static RoleName[] FamilyOf(ProjectName project) => [CatalogRoles.OwnersOf(project), CatalogRoles.ReleasersOf(project)];

    /// <summary>
    /// Whether a role is that of a project in the one form, as far as others say: everybody who delegates to its owners delegates all files of the project,
    /// and nobody but the owners may delegate to its releasers. What such roles say themselves, the rules have seen to when it came.
    /// </summary>
    private bool MayWait(RoleName role, Dictionary<RoleName, List<Delegation>> delegations)
    {
        if (CatalogRoles.IsReleasers(role))
        {
            RoleName owners = CatalogRoles.OwnersOf(CatalogRoles.ProjectOf(role)!.Value);
            return !delegations.ContainsKey(role) && IsUnread(owners) && MayWait(owners, delegations);
        }

        return CatalogRoles.ProjectOf(role) is not null && delegations.TryGetValue(role, out List<Delegation>? known) && known.TrueForAll(Layout.IsOfProject);
    }

    private Walked Walk()
    {
        int read = _roles.CountRead;
        if (_walked is { } known && known.Read == read)
        {
            return known;
        }

        var delegations = new Dictionary<RoleName, List<Delegation>>();
        var bins = new List<(RoleName Delegator, Delegations Source, SuccinctRoles Bins)>();
        foreach (Delegation delegation in DelegationWalk.From(Root, role => _roles.FindRead(role)?.Signed as Targets, _roles.Read.Select(role => role.Role), bins.Add))
        {
            if (!delegations.TryGetValue(delegation.Role, out List<Delegation>? others))
            {
                delegations[delegation.Role] = others = [];
            }

            others.Add(delegation);
        }

        return _walked = new Walked(read, delegations, bins);
    }

    /// <summary>What follows from the roles that were read.</summary>
    private sealed record Walked(
        int Read, Dictionary<RoleName, List<Delegation>> Delegations, IReadOnlyList<(RoleName Delegator, Delegations Source, SuccinctRoles Bins)> Bins);
}
