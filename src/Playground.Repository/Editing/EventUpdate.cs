using Playground.Catalog.Names;
using Playground.Repository.Events;
using Playground.Repository.Git;
using Playground.Tuf.Model;

namespace Playground.Repository.Editing;

/// <summary>
/// An event whose beginning main has left behind, on top of what main is now. Files that only one of the two changed are as that one has them,
/// signatures with them. A role that both changed is main's, with the artifacts that the event adds, changes or removes: a new version, to be
/// signed anew. Everything else that both changed is a conflict.
/// </summary>
public sealed class EventUpdate
{
    private readonly List<GitEdit> _edits = [];
    private readonly List<string> _conflicts = [];

    private EventUpdate()
    {
    }

    /// <summary>What a commit changes in main's files.</summary>
    public IReadOnlyList<GitEdit> Edits => _edits;

    /// <summary>What both changed and nobody but people can bring together: roles and files, in words. Where there is any, nothing is to be made of it.</summary>
    public IReadOnlyList<string> Conflicts => _conflicts;

    /// <summary>Finds out what the event changes on top of main.</summary>
    /// <param name="git">Where the commits are.</param>
    /// <param name="change">The event, read from where it began.</param>
    /// <param name="main">Main's tip.</param>
    /// <param name="time">What expiry is counted from.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<EventUpdate> ReadAsync(
        GitRepository git, SigningEvent change, CommitId main, DateTimeOffset time, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(git);
        ArgumentNullException.ThrowIfNull(change);
        Dictionary<GitPath, GitFileChange> changedOnMain =
            (await git.DiffAsync(change.Base, main, cancellationToken: cancellationToken).ConfigureAwait(false)).ToDictionary(file => file.Path);
        HashSet<RoleName> bins = [.. change.ChangedRoles.Where(role => change.Proposed.Roles.TryGetValue(role, out ParsedRole? read) && Layout.IsBin(read.File.Path))];
        RepositoryView view = await RepositoryView.ReadAsync(
            git, main, bins, change.KnownGood, new HashSet<ProjectName>(), cancellationToken).ConfigureAwait(false);
        var editor = new RepositoryEditor(view, null, time);
        var update = new EventUpdate();
        foreach (GitFileChange file in change.Changes)
        {
            if (!changedOnMain.TryGetValue(file.Path, out GitFileChange? other))
            {
                update._edits.Add(file.After is { } after ? GitEdit.Put(file.Path, after.Mode, after.Id) : GitEdit.Remove(file.Path));
            }
            else if (other.After?.Id != file.After?.Id || other.After?.Mode != file.After?.Mode)
            {
                update.BringTogether(change, view, editor, file.Path);
            }
        }

        update._edits.AddRange(editor.Edits);
        return update;
    }

    private void BringTogether(SigningEvent change, RepositoryView main, RepositoryEditor editor, GitPath path)
    {
        if (Layout.RoleOf(path) is not { } role)
        {
            _conflicts.Add($"the file '{path}'");
            return;
        }

        if (change.KnownGood?.Find<Targets>(role) is not { } before
            || change.Proposed.Find<Targets>(role) is not { } after
            || main.Find<Targets>(role) is not { } now
            || !before.Equals(after with { Version = before.Version, Expires = before.Expires, Files = before.Files }))
        {
            _conflicts.Add($"the role '{role}'");
            return;
        }

        var files = new Dictionary<TargetPath, TargetFile?>();
        foreach ((TargetPath artifact, TargetFile? old, TargetFile? wanted) in change.TargetChanges(role))
        {
            TargetFile? there = now.Files.GetValueOrDefault(artifact);
            if (there != old && there != wanted)
            {
                _conflicts.Add($"the artifact '{artifact}' of '{role}'");
            }

            files.Add(artifact, wanted);
        }

        editor.ChangeFiles(role, files);
    }
}
