using System.Buffers.Text;
using System.Diagnostics;
using System.Text;

namespace Playground.Repository.Git;

/// <summary>
/// A running <c>git cat-file --batch-command</c>. Only full object ids are asked for, so that nothing in a question can be mistaken. One
/// question at a time; after a failure or a cancellation it cannot be used any more.
/// </summary>
internal sealed class ObjectProcess : IDisposable
{
    /// <summary>How many questions may be asked before the first answer is read: both fit into any system's pipes.</summary>
    internal const int MaxQuestions = 128;

    /// <summary>How many contents may be asked for at once: the questions fit into the smallest pipe there is, of 4 KiB, so that asking never waits.</summary>
    internal const int MaxContents = 48;

    private readonly Process _process;
    private readonly Task<string> _error;
    private readonly byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;

    internal ObjectProcess(GitProgram git, string folder)
    {
        _process = git.Start(folder, ["-c", "core.bigFileThreshold=16m", "--no-optional-locks", "cat-file", "--batch-command"]);
        _error = GitErrorText.ReadAsync(_process.StandardError.BaseStream);
    }

    internal int Id => _process.Id;

    internal Task<GitObjectInfo?> ReadInfoAsync(ObjectId id, CancellationToken cancellationToken) => GuardAsync(
        async () =>
        {
            await AskAsync("info ", new[] { id }).ConfigureAwait(false);
            return await ReadHeaderAsync(id).ConfigureAwait(false);
        },
        cancellationToken);

    /// <summary>At most <see cref="MaxQuestions"/> at a time.</summary>
    internal Task<GitObjectInfo?[]> ReadInfosAsync(ArraySegment<ObjectId> ids, CancellationToken cancellationToken) => GuardAsync(
        async () =>
        {
            await AskAsync("info ", ids).ConfigureAwait(false);
            var infos = new GitObjectInfo?[ids.Count];
            for (int i = 0; i < infos.Length; i++) infos[i] = await ReadHeaderAsync(ids[i]).ConfigureAwait(false);
            return infos;
        },
        cancellationToken);

    /// <summary>The contents of at most <see cref="MaxContents"/> objects that are known to be here and not to be long.</summary>
    internal Task<byte[][]> ReadManyAsync(ArraySegment<ObjectId> ids, CancellationToken cancellationToken) => GuardAsync(
        async () =>
        {
            await AskAsync("contents ", ids).ConfigureAwait(false);
            byte[][] contents = new byte[ids.Count][];
            for (int i = 0; i < contents.Length; i++)
            {
                GitObjectInfo info = await ReadHeaderAsync(ids[i]).ConfigureAwait(false) ?? throw new IOException($"Object {ids[i]} has gone.");
                contents[i] = await ReadContentAsync(info.Size).ConfigureAwait(false);
            }

            return contents;
        },
        cancellationToken);

    /// <summary>The content, or no bytes where it is longer than <paramref name="maxSize"/>: then this process is at its end.</summary>
    internal Task<(GitObjectInfo? Info, byte[]? Content)> ReadAsync(ObjectId id, long maxSize, CancellationToken cancellationToken) => GuardAsync(
        async () =>
        {
            await AskAsync("contents ", new[] { id }).ConfigureAwait(false);
            GitObjectInfo? info = await ReadHeaderAsync(id).ConfigureAwait(false);
            if (info is not { } found) return ((GitObjectInfo?)null, (byte[]?)null);
            if (found.Size > maxSize) return (info, null);
            return (info, await ReadContentAsync(found.Size).ConfigureAwait(false));
        },
        cancellationToken);

    /// <summary>Begins to read an object; its bytes follow by <see cref="ReadPartAsync"/>, and <see cref="EndAsync"/>.</summary>
    internal Task<GitObjectInfo?> OpenAsync(ObjectId id, CancellationToken cancellationToken) => GuardAsync(
        async () =>
        {
            await AskAsync("contents ", new[] { id }).ConfigureAwait(false);
            return await ReadHeaderAsync(id).ConfigureAwait(false);
        },
        cancellationToken);

    internal Task<int> ReadPartAsync(Memory<byte> destination, CancellationToken cancellationToken) =>
        GuardAsync(() => FillAsync(destination).AsTask(), cancellationToken);

    internal Task EndAsync(CancellationToken cancellationToken) => GuardAsync(
        async () =>
        {
            await ReadLineBreakAsync().ConfigureAwait(false);
            return true;
        },
        cancellationToken);

    public void Dispose()
    {
        Kill();
        _process.Dispose();
    }

    /// <summary>Whatever is being waited for when the wait is given up never comes: the process is killed.</summary>
    private async Task<T> GuardAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        CancellationTokenRegistration killing = cancellationToken.Register(Kill);
        await using (killing.ConfigureAwait(false))
        {
            try
            {
                return await work().WaitAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (e is IOException or EndOfStreamException)
            {
                Kill();
                cancellationToken.ThrowIfCancellationRequested();
                string said = await _error.ConfigureAwait(false);
                throw new ObjectProcessDiedException(GitText.ShowLines(said), e);
            }
        }
    }

    private async ValueTask AskAsync(string command, ArraySegment<ObjectId> ids)
    {
        var text = new StringBuilder(ids.Count * 80);
        foreach (ObjectId id in ids) text.Append(command).Append(id.Value).Append('\n');
        Stream input = _process.StandardInput.BaseStream;
        await input.WriteAsync(Encoding.ASCII.GetBytes(text.ToString())).ConfigureAwait(false);
        await input.FlushAsync().ConfigureAwait(false);
    }

    private async ValueTask<GitObjectInfo?> ReadHeaderAsync(ObjectId asked)
    {
        int length;
        while ((length = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n')) < 0) await ReadMoreAsync().ConfigureAwait(false);
        GitObjectInfo? info = ParseHeader(_buffer.AsSpan(_start, length), asked);
        _start += length + 1;
        return info;
    }

    private static GitObjectInfo? ParseHeader(ReadOnlySpan<byte> line, ObjectId asked)
    {
        Span<byte> id = stackalloc byte[asked.Value.Length];
        Encoding.ASCII.GetBytes(asked.Value, id);
        if (!line.StartsWith(id) || line.Length <= id.Length || line[id.Length] != ' ') throw Nonsense(line);
        ReadOnlySpan<byte> rest = line[(id.Length + 1)..];
        if (rest.SequenceEqual("missing"u8)) return null;
        int space = rest.IndexOf((byte)' ');
        if (space < 0 || !Utf8Parser.TryParse(rest[(space + 1)..], out long size, out int used) || used != rest.Length - space - 1) throw Nonsense(line);
        ReadOnlySpan<byte> type = rest[..space];
        return new GitObjectInfo(
            type.SequenceEqual("blob"u8) ? GitObjectType.Blob
            : type.SequenceEqual("tree"u8) ? GitObjectType.Tree
            : type.SequenceEqual("commit"u8) ? GitObjectType.Commit
            : type.SequenceEqual("tag"u8) ? GitObjectType.Tag
            : throw Nonsense(line),
            size);
    }

    private static IOException Nonsense(ReadOnlySpan<byte> line) => new($"git answered '{Printable.Of(Encoding.UTF8.GetString(line))}'.");

    private async ValueTask<byte[]> ReadContentAsync(long size)
    {
        byte[] content = new byte[size];
        for (int length = 0; length < content.Length;) length += await FillAsync(content.AsMemory(length)).ConfigureAwait(false);
        await ReadLineBreakAsync().ConfigureAwait(false);
        return content;
    }

    private async ValueTask ReadLineBreakAsync()
    {
        if (_start == _end) await ReadMoreAsync().ConfigureAwait(false);
        if (_buffer[_start++] != '\n') throw new IOException("An object is longer than git said.");
    }

    private async ValueTask<int> FillAsync(Memory<byte> destination)
    {
        // A short content comes with what follows it, in one read.
        if (_start == _end && destination.Length < _buffer.Length) await ReadMoreAsync().ConfigureAwait(false);
        if (_start < _end)
        {
            int length = Math.Min(destination.Length, _end - _start);
            _buffer.AsMemory(_start, length).CopyTo(destination);
            _start += length;
            return length;
        }

        int read = await _process.StandardOutput.BaseStream.ReadAsync(destination).ConfigureAwait(false);
        return read > 0 ? read : throw new EndOfStreamException();
    }

    private async ValueTask ReadMoreAsync()
    {
        if (_end == _buffer.Length || _start == _end)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
            if (_end == _buffer.Length) throw new IOException("A line of git's answer has no end.");
        }

        int read = await _process.StandardOutput.BaseStream.ReadAsync(_buffer.AsMemory(_end)).ConfigureAwait(false);
        _end += read > 0 ? read : throw new EndOfStreamException();
    }

    private void Kill() => GitProcess.Kill(_process);
}

/// <summary>The process ended, or answered nonsense, in the middle of a question.</summary>
internal sealed class ObjectProcessDiedException(string said, Exception inner) : Exception(said, inner);
