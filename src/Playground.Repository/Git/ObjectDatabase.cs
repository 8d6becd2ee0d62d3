using System.Collections.Concurrent;

namespace Playground.Repository.Git;

/// <summary>
/// Reads objects through one long-lived process, and through one more for each blob that is being streamed. May be used from many threads.
/// A process that dies is replaced, once per question.
/// </summary>
internal sealed class ObjectDatabase(GitProgram git, string folder) : IDisposable
{
    private const int MaxIdle = 2;
    private const long MaxShort = 1 << 20;

    private readonly SemaphoreSlim _turn = new(1);
    private readonly ConcurrentBag<ObjectProcess> _idle = [];
    private ObjectProcess? _reader;
    private int _started;
    private bool _disposed;

    /// <summary>How many processes were started so far.</summary>
    internal int Started => Volatile.Read(ref _started);

    /// <summary>The process that answers small questions, or null.</summary>
    internal int? ReaderId => _reader?.Id;

    /// <summary>What an object is, or null where there is none.</summary>
    internal Task<GitObjectInfo?> InfoAsync(ObjectId id, CancellationToken cancellationToken) =>
        AskAsync(process => process.ReadInfoAsync(id, cancellationToken), id, cancellationToken);

    /// <summary>The same for many, in order.</summary>
    internal async Task<GitObjectInfo?[]> InfosAsync(ObjectId[] ids, CancellationToken cancellationToken)
    {
        var infos = new GitObjectInfo?[ids.Length];
        for (int done = 0; done < ids.Length; done += ObjectProcess.MaxQuestions)
        {
            var part = new ArraySegment<ObjectId>(ids, done, Math.Min(ObjectProcess.MaxQuestions, ids.Length - done));
            GitObjectInfo?[] found = await AskAsync(process => process.ReadInfosAsync(part, cancellationToken), part[0], cancellationToken).ConfigureAwait(false);
            found.CopyTo(infos, done);
        }

        return infos;
    }

    /// <summary>An object's content; null where there is none, or where it is of another type.</summary>
    /// <exception cref="TufException">It is longer than allowed: <see cref="GitProblemCodes.FileTooLarge"/>.</exception>
    internal async Task<byte[]?> ReadAsync(ObjectId id, GitObjectType type, long maxSize, CancellationToken cancellationToken)
    {
        (GitObjectInfo? info, byte[]? content) = await AskAsync(
            async process =>
            {
                (GitObjectInfo? Info, byte[]? Content) answer =
                    await process.ReadAsync(id, Math.Min(maxSize, Array.MaxLength), cancellationToken).ConfigureAwait(false);
                if (answer is { Info: not null, Content: null }) Retire(process);
                return answer;
            },
            id,
            cancellationToken).ConfigureAwait(false);
        return info is null || info.Value.Type != type
            ? null
            : content ?? throw new TufException(
                GitProblemCodes.FileTooLarge, $"Object {id} has {info.Value.Size} bytes, where {maxSize} are allowed; it was not read.");
    }

    /// <summary>The contents of blobs, in order; null for one that is longer than allowed. Short ones are asked for many at a time.</summary>
    /// <exception cref="TufException">One is not here, or no blob: <see cref="GitProblemCodes.ObjectMissing"/>.</exception>
    internal async Task<byte[]?[]> ReadBlobsAsync(ObjectId[] ids, long maxSize, CancellationToken cancellationToken)
    {
        GitObjectInfo?[] infos = await InfosAsync(ids, cancellationToken).ConfigureAwait(false);
        byte[]?[] contents = new byte[]?[ids.Length];
        var batch = new List<int>();
        for (int i = 0; i < ids.Length; i++)
        {
            if (infos[i] is not { Type: GitObjectType.Blob } info) throw GitRepository.MissingBlob(ids[i]);
            if (info.Size <= Math.Min(maxSize, MaxShort)) batch.Add(i);
            else if (info.Size <= maxSize) contents[i] = await ReadAsync(ids[i], GitObjectType.Blob, maxSize, cancellationToken).ConfigureAwait(false);
            if (batch.Count == ObjectProcess.MaxContents || (i == ids.Length - 1 && batch.Count > 0))
            {
                ObjectId[] asked = [.. batch.Select(index => ids[index])];
                byte[][] read = await AskAsync(process => process.ReadManyAsync(asked, cancellationToken), asked[0], cancellationToken).ConfigureAwait(false);
                for (int done = 0; done < read.Length; done++) contents[batch[done]] = read[done];
                batch.Clear();
            }
        }

        return contents;
    }

    /// <summary>A blob as a stream; null where there is none, or no blob.</summary>
    internal async Task<BlobStream?> OpenAsync(ObjectId id, CancellationToken cancellationToken)
    {
        if (await InfoAsync(id, cancellationToken).ConfigureAwait(false) is not { Type: GitObjectType.Blob } info) return null;
        for (bool again = true; ; again = false)
        {
            ObjectProcess process = _idle.TryTake(out ObjectProcess? idle) ? idle : Start();
            try
            {
                if (await process.OpenAsync(id, cancellationToken).ConfigureAwait(false) is not null) return new BlobStream(process, id, info.Size, Return);
                Return(process);
                return null;
            }
            catch (ObjectProcessDiedException e)
            {
                process.Dispose();
                if (!again) throw Broken(id, e);
            }
            catch (Exception)
            {
                process.Dispose();
                throw;
            }
        }
    }

    public void Dispose()
    {
        _disposed = true;
        Interlocked.Exchange(ref _reader, null)?.Dispose();
        while (_idle.TryTake(out ObjectProcess? process)) process.Dispose();
    }

    internal static TufException Broken(ObjectId id, ObjectProcessDiedException e) => new(
        GitProblemCodes.ObjectBroken, $"Object {id} could not be read. Check the repository with: git fsck\n{e.Message}".TrimEnd(), innerException: e);

    private async Task<T> AskAsync<T>(Func<ObjectProcess, Task<T>> question, ObjectId id, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            for (bool again = true; ; again = false)
            {
                ObjectProcess process = _reader ??= Start();
                try
                {
                    return await question(process).ConfigureAwait(false);
                }
                catch (ObjectProcessDiedException e)
                {
                    Retire(process);
                    if (!again) throw Broken(id, e);
                }
                catch (Exception)
                {
                    // Its next answer would be to this question.
                    Retire(process);
                    throw;
                }
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    private ObjectProcess Start()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        Interlocked.Increment(ref _started);
        return new ObjectProcess(git, folder);
    }

    private void Retire(ObjectProcess process)
    {
        Interlocked.CompareExchange(ref _reader, null, process);
        process.Dispose();
    }

    private void Return(ObjectProcess process)
    {
        if (_disposed || _idle.Count >= MaxIdle) process.Dispose();
        else _idle.Add(process);
    }
}
