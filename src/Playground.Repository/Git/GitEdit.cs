namespace Playground.Repository.Git;

/// <summary>One change that a new commit makes to the files of its parent.</summary>
public sealed class GitEdit
{
    private GitEdit(GitPath path, GitFileMode mode, long length, Func<CancellationToken, Task<Stream>>? open, ObjectId? id)
    {
        (Path, Mode, Length, OpenContent, Id) = (path, mode, length, open, id);
    }

    /// <summary>What is changed.</summary>
    public GitPath Path { get; }

    /// <summary>What it will be; <see cref="GitFileMode.None"/>: gone.</summary>
    public GitFileMode Mode { get; }

    internal bool IsRemoval => Mode == GitFileMode.None;

    internal long Length { get; }

    internal Func<CancellationToken, Task<Stream>>? OpenContent { get; }

    internal ObjectId? Id { get; }

    /// <summary>Writes a file; what was there, even a folder, is replaced.</summary>
    public static GitEdit Write(GitPath path, byte[] content, bool executable = false)
    {
        ArgumentNullException.ThrowIfNull(content);
        return Write(path, content.Length, _ => Task.FromResult<Stream>(new MemoryStream(content, writable: false)), executable);
    }

    /// <summary>Writes a file from a stream, for what is too large for memory.</summary>
    /// <param name="path">Where.</param>
    /// <param name="length">How many bytes the stream will give; more or fewer fail the commit.</param>
    /// <param name="open">Opens the stream; it is disposed of after use.</param>
    /// <param name="executable">Whether it may be run.</param>
    public static GitEdit Write(GitPath path, long length, Func<CancellationToken, Task<Stream>> open, bool executable = false)
    {
        ArgumentNullException.ThrowIfNull(open);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        return new GitEdit(Checked(path), executable ? GitFileMode.Executable : GitFileMode.File, length, open, null);
    }

    /// <summary>Puts an object that the repository has already: a file, link, submodule, or a whole folder.</summary>
    public static GitEdit Put(GitPath path, GitFileMode mode, ObjectId id) => mode == GitFileMode.None
        ? throw new ArgumentOutOfRangeException(nameof(mode), mode, "Use Remove.")
        : new GitEdit(Checked(path), mode, 0, null, id);

    /// <summary>Removes a file, or a folder with all that is in it; no matter if there is none.</summary>
    public static GitEdit Remove(GitPath path) => new(path, GitFileMode.None, 0, null, null);

    /// <summary>What is read from a commit may be called anything; what is written may not. <see cref="Remove"/> takes both.</summary>
    private static GitPath Checked(GitPath path) => GitPath.Parse(path.Value);
}
