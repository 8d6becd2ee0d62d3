using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Playground.Repository.Git;
using Playground.Tuf.Model;

namespace Playground.Repository;

/// <summary>
/// The roles of a commit by name. Some were read at once, the others are when somebody asks for one, or all together when somebody goes through them: whoever
/// asks gets the same answer as if all had been read. May be used from many threads.
/// </summary>
internal sealed class RoleTable : IReadOnlyDictionary<RoleName, ParsedRole>
{
    /// <summary>Whoever asks for more than so many one after the other is going to ask for all.</summary>
    private const int MaxSingly = 64;

    private readonly GitRepository _git;
    private readonly Dictionary<RoleName, GitFile> _files;
    private readonly RoleTable? _known;
    private readonly Dictionary<RoleName, ParsedRole> _read = [];
    private readonly Lock _turn = new();
    private int _singly;

    /// <summary>Begins with nothing read.</summary>
    /// <param name="git">Where the commit is.</param>
    /// <param name="files">The file of each role.</param>
    /// <param name="known">Another commit's roles: what is the same in both is read there, once.</param>
    internal RoleTable(GitRepository git, Dictionary<RoleName, GitFile> files, RoleTable? known) => (_git, _files, _known) = (git, files, known);

    /// <summary>How many roles there are, read or not.</summary>
    public int Count => _files.Count;

    /// <summary>How many were read; it only grows.</summary>
    internal int CountRead
    {
        get
        {
            lock (_turn)
            {
                return _read.Count;
            }
        }
    }

    /// <summary>The names of all roles. Nothing is read.</summary>
    public IEnumerable<RoleName> Keys => _files.Keys;

    /// <summary>All roles; reads those that were not.</summary>
    public IEnumerable<ParsedRole> Values => All().Values;

    /// <inheritdoc/>
    public ParsedRole this[RoleName key] => TryGetValue(key, out ParsedRole? role) ? role : throw new KeyNotFoundException($"There is no role '{key}'.");

    /// <summary>The roles that were read so far.</summary>
    internal IReadOnlyList<ParsedRole> Read
    {
        get
        {
            lock (_turn)
            {
                return [.. _read.Values];
            }
        }
    }

    /// <summary>The roles that were not read yet, and their files.</summary>
    internal IReadOnlyList<KeyValuePair<RoleName, GitFile>> Unread
    {
        get
        {
            lock (_turn)
            {
                return _read.Count == _files.Count ? [] : [.. _files.Where(file => !_read.ContainsKey(file.Key))];
            }
        }
    }

    /// <summary>The file of a role, read or not; null where there is none.</summary>
    internal GitFile? FileOf(RoleName role) => _files.GetValueOrDefault(role);

    /// <summary>A role if it was read.</summary>
    internal ParsedRole? FindRead(RoleName role)
    {
        lock (_turn)
        {
            return _read.GetValueOrDefault(role);
        }
    }

    /// <summary>Whether there is such a role. Nothing is read.</summary>
    public bool ContainsKey(RoleName key) => _files.ContainsKey(key);

    /// <summary>A role; it is read now if it was not.</summary>
    public bool TryGetValue(RoleName key, [MaybeNullWhen(false)] out ParsedRole value)
    {
        value = FindRead(key);
        if (value is null && _files.ContainsKey(key))
        {
            Wait(Interlocked.Increment(ref _singly) > MaxSingly ? _files.Keys : [key]);
            value = FindRead(key);
        }

        return value is not null;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<RoleName, ParsedRole>> GetEnumerator() => All().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Reads roles, many at a time; those that are not here, or were read, are passed over.</summary>
    internal async Task ReadAsync(IEnumerable<RoleName> roles, CancellationToken cancellationToken)
    {
        List<(RoleName Role, GitFile File)> wanted = [.. roles.Distinct().Where(role => FindRead(role) is null && _files.ContainsKey(role)).Select(role => (role, _files[role]))];
        if (_known is not null)
        {
            List<RoleName> same = [.. wanted.Where(role => _known.FileOf(role.Role) == role.File).Select(role => role.Role)];
            await _known.ReadAsync(same, cancellationToken).ConfigureAwait(false);
            same.ForEach(role => Add(_known.FindRead(role)!));
            wanted.RemoveAll(role => FindRead(role.Role) is not null);
        }

        foreach ((RoleName role, GitFile file) in wanted.Where(found => !found.File.Mode.IsFile()))
        {
            Add(ParsedRole.Unreadable(role, file, new Problem(RepositoryProblemCodes.NotAFile, $"{file.Path} is not a plain file.")));
        }

        wanted.RemoveAll(found => !found.File.Mode.IsFile());
        IReadOnlyList<byte[]?> contents =
            await _git.ReadBlobsAsync([.. wanted.Select(found => found.File.Id)], RepositoryView.MaxMetadataLength, cancellationToken).ConfigureAwait(false);
        for (int i = 0; i < wanted.Count; i++)
        {
            (RoleName role, GitFile file) = wanted[i];
            Add(contents[i] is { } content
                ? ParsedRole.Read(role, file, content)
                : ParsedRole.Unreadable(
                    role, file, new Problem(GitProblemCodes.FileTooLarge, $"{file.Path} is longer than {RepositoryView.MaxMetadataLength} bytes; it was not read.")));
        }
    }

    /// <summary>Reads roles now.</summary>
    internal void Wait(IEnumerable<RoleName> roles) => Task.Run(() => ReadAsync(roles, CancellationToken.None)).GetAwaiter().GetResult();

    private Dictionary<RoleName, ParsedRole> All()
    {
        if (CountRead < _files.Count)
        {
            Wait(_files.Keys);
        }

        return _read;
    }

    /// <summary>Whoever came first stays: one role is one object.</summary>
    private void Add(ParsedRole role)
    {
        lock (_turn)
        {
            _read.TryAdd(role.Role, role);
        }
    }
}
