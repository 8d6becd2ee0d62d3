using Playground.Repository.Events;
using Playground.Repository.Git;
using Playground.Tuf.Model;

namespace Playground.Repository;

/// <summary>
/// What a commit means as a TUF repository: its roles, who delegates to whom, its invitations. Read from git objects, never from a work tree;
/// nothing here has been verified. Bins are listed but only read where that was asked for, since there may be very many.
/// </summary>
public sealed class RepositoryView
{
    /// <summary>The longest metadata file that is read: 64 MiB.</summary>
    public const long MaxMetadataLength = 64 * 1024 * 1024;

    private readonly Dictionary<RoleName, ParsedRole> _roles;
    private readonly Dictionary<RoleName, List<Delegation>> _delegations = [];
    private readonly List<(RoleName Delegator, Delegations Source, SuccinctRoles Bins)> _bins = [];

    private RepositoryView(CommitId commit, IReadOnlyList<GitFile> files, Dictionary<RoleName, ParsedRole> roles, EventState invitations, Problem? invitationProblem)
    {
        Commit = commit;
        MetadataFiles = files;
        _roles = roles;
        Invitations = invitations;
        InvitationProblem = invitationProblem;
        Root = Find<Root>(RoleName.Root);
        CollectDelegations();
    }

    /// <summary>The commit.</summary>
    public CommitId Commit { get; }

    /// <summary>Every file under <c>metadata/</c>.</summary>
    public IReadOnlyList<GitFile> MetadataFiles { get; }

    /// <summary>The roles that were read.</summary>
    public IReadOnlyDictionary<RoleName, ParsedRole> Roles => _roles;

    /// <summary>The root, or null where there is none that can be read.</summary>
    public Root? Root { get; }

    /// <summary>Who is invited.</summary>
    public EventState Invitations { get; }

    /// <summary>What is wrong with the file of invitations, or null.</summary>
    public Problem? InvitationProblem { get; }

    /// <summary>Every delegation to a role by name, in the order in which roles are asked; bins are not listed one by one.</summary>
    public IReadOnlyDictionary<RoleName, List<Delegation>> Delegations => _delegations;

    /// <summary>Every delegation to bins.</summary>
    public IReadOnlyList<(RoleName Delegator, Delegations Source, SuccinctRoles Bins)> Bins => _bins;

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

    /// <summary>The signed part of a role, or null where it is absent, was not read, or is not of that type.</summary>
    /// <typeparam name="T">The role's type.</typeparam>
    public T? Find<T>(RoleName role)
        where T : Signed => _roles.TryGetValue(role, out ParsedRole? parsed) ? parsed.Signed as T : null;

    /// <summary>Who delegates to a role first; of a bin, the role that has the succinct roles. Null where nobody does.</summary>
    public Delegation? FindDelegation(RoleName role)
    {
        if (_delegations.TryGetValue(role, out List<Delegation>? known))
        {
            return known[0];
        }

        foreach ((RoleName delegator, Delegations source, SuccinctRoles bins) in _bins)
        {
            if (bins.IsBin(role))
            {
                return new Delegation(delegator, source, role, bins);
            }
        }

        return null;
    }

    /// <summary>Reads a commit.</summary>
    /// <param name="git">Where the commit is.</param>
    /// <param name="commit">The commit.</param>
    /// <param name="bins">Bins to read too: those that an event changes.</param>
    /// <param name="known">A view already read: what is the same in both is not read again.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<RepositoryView> ReadAsync(
        GitRepository git, CommitId commit, IReadOnlySet<RoleName>? bins = null, RepositoryView? known = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(git);
        IReadOnlyList<GitFile> files = await git.ListTreeAsync(commit, Layout.Metadata, cancellationToken: cancellationToken).ConfigureAwait(false);
        var roles = new Dictionary<RoleName, ParsedRole>();
        var unread = new List<(RoleName Role, GitFile File)>();
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
            else if (Layout.RoleOf(file.Path) is { } role && (!Layout.IsBin(file.Path) || bins?.Contains(role) == true))
            {
                if (known?._roles.GetValueOrDefault(role) is { } same && same.File == file)
                {
                    roles[role] = same;
                }
                else if (file.Mode.IsFile())
                {
                    unread.Add((role, file));
                }
                else
                {
                    roles[role] = ParsedRole.Unreadable(role, file, new Problem(RepositoryProblemCodes.NotAFile, $"{file.Path} is not a plain file."));
                }
            }
        }

        IReadOnlyList<byte[]?> contents =
            await git.ReadBlobsAsync([.. unread.Select(found => found.File.Id)], MaxMetadataLength, cancellationToken).ConfigureAwait(false);
        for (int i = 0; i < unread.Count; i++)
        {
            (RoleName role, GitFile file) = unread[i];
            roles[role] = contents[i] is { } content
                ? ParsedRole.Read(role, file, content)
                : ParsedRole.Unreadable(role, file, new Problem(GitProblemCodes.FileTooLarge, $"{file.Path} is longer than {MaxMetadataLength} bytes; it was not read."));
        }

        return new RepositoryView(commit, files, roles, invitations, invitationProblem);
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

    private void CollectDelegations()
    {
        foreach (Delegation delegation in DelegationWalk.From(Root, Find<Targets>, _roles.Keys, _bins.Add))
        {
            if (!_delegations.TryGetValue(delegation.Role, out List<Delegation>? known))
            {
                _delegations[delegation.Role] = known = [];
            }

            known.Add(delegation);
        }
    }
}
