using Playground.Repository.Git;
using Playground.Tuf.Model;
using Playground.Tuf.Trust;

namespace Playground.Repository.Publishing;

/// <summary>
/// What clients will see of a commit: all of its metadata, verified by the rules of a client. An expired delegated role does not keep the others
/// from being published, since their clients would suffer for it; an expired top-level role does.
/// </summary>
internal sealed class PublishedView
{
    private readonly List<(RoleName Role, long Version, byte[] File)> _delegated = [];
    private readonly List<(RoleName Role, long Version, byte[] File)> _topLevel = [];
    private readonly List<(RoleName Role, Targets Targets)> _targets = [];
    private readonly List<string> _warnings = [];
    private readonly GitRepository _git;
    private readonly Dictionary<RoleName, GitFile> _files;
    private readonly TrustedMetadata _trusted;
    private readonly DateTimeOffset _time;

    private PublishedView(GitRepository git, Dictionary<RoleName, GitFile> files, TrustedMetadata trusted, DateTimeOffset time) =>
        (_git, _files, _trusted, _time) = (git, files, trusted, time);

    internal Timestamp Timestamp => _trusted.Timestamp!;

    internal Snapshot Snapshot => _trusted.Snapshot!;

    internal IReadOnlyList<(RoleName Role, Targets Targets)> TargetsRoles => _targets;

    internal IReadOnlyList<string> Warnings => _warnings;

    /// <summary>All files in the order in which they are to be written.</summary>
    internal IEnumerable<(RoleName Role, long Version, byte[] File)> Metadata => _delegated.Concat(_topLevel);

    internal static async Task<PublishedView> VerifyAsync(GitRepository git, CommitId commit, DateTimeOffset time, CancellationToken cancellationToken)
    {
        RepositoryView read = await RepositoryView.ReadAsync(git, commit, cancellationToken: cancellationToken).ConfigureAwait(false);
        (SortedDictionary<long, byte[]> roots, TrustedMetadata trusted) = await RootHistory.VerifyAsync(git, read, cancellationToken).ConfigureAwait(false);
        Root root = trusted.Root;
        if (root.ConsistentSnapshot != true)
        {
            throw RoleVerification.Refuse("Root says that there are no consistent snapshots: a client could not read while files are replaced.");
        }

        var files = new Dictionary<RoleName, GitFile>();
        foreach ((RoleName role, GitFile file) in read.RoleFiles())
        {
            files.TryAdd(role, file);
        }

        var view = new PublishedView(git, files, trusted, time);
        view.RequireCurrent(RoleName.Root, root);
        byte[] timestamp = await view.ReadAsync(RoleName.Timestamp, cancellationToken).ConfigureAwait(false);
        Require(RoleName.Timestamp, trusted.UpdateTimestamp(timestamp));
        view.RequireCurrent(RoleName.Timestamp, trusted.Timestamp!);
        byte[] snapshot = await view.ReadAsync(RoleName.Snapshot, cancellationToken).ConfigureAwait(false);
        Require(RoleName.Snapshot, trusted.UpdateSnapshot(snapshot));
        view.RequireCurrent(RoleName.Snapshot, trusted.Snapshot!);
        await view.WalkAsync(cancellationToken).ConfigureAwait(false);
        view.RequireCurrent(RoleName.Targets, view._targets[0].Targets);
        view._topLevel.Add((RoleName.Snapshot, trusted.Snapshot!.Version, snapshot));
        view._topLevel.AddRange(roots.Select(entry => (RoleName.Root, entry.Key, entry.Value)));
        view._topLevel.Add((RoleName.Timestamp, trusted.Timestamp!.Version, timestamp));
        return view;
    }

    /// <summary>A trusted decision, or the reason why there is none.</summary>
    private static void Require(RoleName role, TrustAnswer answer)
    {
        if (answer.Problem is { } problem)
        {
            string code = problem.Code is ProblemCodes.FileMismatch or ProblemCodes.NotInSnapshot or ProblemCodes.TargetsVersionMismatch or ProblemCodes.SnapshotVersionMismatch
                ? RepositoryProblemCodes.NotUpToDate
                : RepositoryProblemCodes.NotVerified;
            throw new TufException(code, $"A client would refuse '{role}': {problem} Nothing was published. If people's signatures are complete, run: playground-ci online-sign");
        }
    }

    private void RequireCurrent(RoleName role, Signed signed)
    {
        if (signed.IsExpired(_time))
        {
            throw RoleVerification.Refuse($"Version {signed.Version} of '{role}' expired on {signed.Expires:u}.");
        }
    }

    private Task<byte[]> ReadAsync(RoleName role, CancellationToken cancellationToken) => _files.TryGetValue(role, out GitFile? file) && file.Mode.IsFile()
        ? _git.ReadBlobAsync(file.Id, RepositoryView.MaxMetadataLength, cancellationToken)
        : throw RoleVerification.Refuse($"'{role}' has no file.");

    /// <summary>Reads every targets role as a client would that wants everything.</summary>
    private async Task WalkAsync(CancellationToken cancellationToken)
    {
        var next = new Queue<DelegationStep>([DelegationStep.ToTargets(_trusted.Root)]);
        var seen = new HashSet<RoleName>();
        while (next.TryDequeue(out DelegationStep? step))
        {
            byte[] file = await ReadAsync(step.Role, cancellationToken).ConfigureAwait(false);
            Require(step.Role, _trusted.UpdateTargets(file, step));
            if (!seen.Add(step.Role))
            {
                continue;
            }

            Targets targets = _trusted.FindTargets(step)!;
            _targets.Add((step.Role, targets));
            (step.Role == RoleName.Targets ? _topLevel : _delegated).Add((step.Role, targets.Version, file));
            if (step.Role != RoleName.Targets && targets.IsExpired(_time))
            {
                _warnings.Add($"Version {targets.Version} of '{step.Role}' expired on {targets.Expires:u}: clients refuse the role until people sign a new one.");
            }

            foreach (RoleName role in Delegated(targets.Delegations))
            {
                next.Enqueue(new DelegationStep(role, step.Role, targets.Delegations!));
            }
        }
    }

    /// <summary>The roles a role delegates to; of bins those that have a file: a bin nobody put anything into has none.</summary>
    private IEnumerable<RoleName> Delegated(Delegations? delegations) => delegations switch
    {
        { SuccinctRoles: { } bins } => _files.Keys.Where(bins.IsBin).Order(),
        { Roles: { } roles } => roles.Select(role => role.Name),
        _ => [],
    };
}
