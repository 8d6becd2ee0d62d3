using System.Globalization;
using System.Text;

namespace Playground.Repository.Git;

/// <summary>
/// Makes commits with <c>git fast-import</c>: neither work tree nor index is touched, only the folders along the changed paths are read
/// and written, and large files stream through. The branch that fast-import wants is dropped in the same stream, before its end, so that
/// no reference is ever written. A stream that stops half way lacks its <c>done</c>, and git takes nothing of it.
/// </summary>
internal sealed class CommitWriter(GitProgram git, string folder, string gitFolder, int idLength)
{
    internal async Task<CommitId> WriteAsync(NewCommit commit, CancellationToken cancellationToken)
    {
        string[] arguments =
            ["-c", "fastimport.unpackLimit=100", "-c", "pack.packSizeLimit=0", "fast-import", "--quiet", "--done", "--date-format=raw"];
        GitOutput output = await git.RunAsync(folder, arguments, (stream, token) => WriteAsync(commit, stream, token), cancellationToken: cancellationToken)
            .ConfigureAwait(false);
        if (!output.Succeeded) RemoveCrashReport(output.Error);
        return CommitId.Parse(output.OrThrow("The commit was not made").Text);
    }

    private async Task WriteAsync(NewCommit commit, Stream stream, CancellationToken cancellationToken)
    {
        string branch = $"refs/playground/new/{Guid.NewGuid():N}";
        byte[] message = Encoding.UTF8.GetBytes(commit.Message);
        string time = commit.Time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        string who = $"{commit.Identity.Name} <{commit.Identity.Email}> {time} +0000\n".TrimStart();
        await TextAsync($"commit {branch}\nmark :1\nauthor {who}committer {who}data {message.Length}\n").ConfigureAwait(false);
        await stream.WriteAsync(message, cancellationToken).ConfigureAwait(false);
        await TextAsync("\n" + string.Concat(commit.Parents.Select((parent, i) => $"{(i == 0 ? "from" : "merge")} {parent.Value}\n"))).ConfigureAwait(false);
        if (commit.Tree is { } tree) await TextAsync($"M 040000 {tree.Value} \"\"\n").ConfigureAwait(false);
        foreach (GitEdit edit in commit.Edits)
        {
            await WriteAsync(edit, stream, cancellationToken).ConfigureAwait(false);
        }

        await TextAsync($"\nget-mark :1\nreset {branch}\nfrom {new string('0', idLength)}\n\ndone\n").ConfigureAwait(false);

        ValueTask TextAsync(string text) => stream.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);
    }

    private static async Task WriteAsync(GitEdit edit, Stream stream, CancellationToken cancellationToken)
    {
        string path = Quote(edit.Path);
        string command = edit.IsRemoval ? $"D {path}\n"
            : edit.Id is { } id ? $"M {Octal(edit.Mode)} {id.Value} {path}\n"
            : $"M {Octal(edit.Mode)} inline {path}\ndata {edit.Length}\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(command), cancellationToken).ConfigureAwait(false);
        if (edit.OpenContent is not { } open) return;

        Stream content = await open(cancellationToken).ConfigureAwait(false);
        await using (content.ConfigureAwait(false))
        {
            await CopyAsync(edit, content, stream, cancellationToken).ConfigureAwait(false);
        }

        await stream.WriteAsync("\n"u8.ToArray(), cancellationToken).ConfigureAwait(false);
    }

    private static async Task CopyAsync(GitEdit edit, Stream content, Stream stream, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[(int)Math.Min(128 * 1024, edit.Length + 1)];
        long length = 0;
        while (await content.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is > 0 and int read)
        {
            length += read;
            if (length > edit.Length) break;
            await stream.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
        }

        if (length != edit.Length) throw new IOException($"'{edit.Path}' changed while it was read: it was announced with {edit.Length} bytes. No commit was made.");
    }

    /// <summary>As a C string with every byte in octal that is not plain.</summary>
    private static string Quote(GitPath path)
    {
        var quoted = new StringBuilder("\"");
        foreach (byte b in path.ToBytes())
        {
            if (b is > (byte)' ' and < 0x7f and not (byte)'"' and not (byte)'\\') quoted.Append((char)b);
            else quoted.Append('\\').Append(Convert.ToString(b, 8).PadLeft(3, '0'));
        }

        return quoted.Append('"').ToString();
    }

    private static string Octal(GitFileMode mode) => Convert.ToString((int)mode, 8).PadLeft(6, '0');

    /// <summary>When it refuses, fast-import leaves a report for its own developers in the repository.</summary>
    private void RemoveCrashReport(string error)
    {
        const string Name = "fast_import_crash_";
        int start = error.IndexOf(Name, StringComparison.Ordinal);
        if (start < 0) return;
        int end = start + Name.Length;
        while (end < error.Length && char.IsAsciiDigit(error[end])) end++;
        File.Delete(Path.Combine(gitFolder, error[start..end]));
    }
}

/// <summary>A commit to be made.</summary>
internal sealed record NewCommit(
    IReadOnlyList<CommitId> Parents, ObjectId? Tree, IReadOnlyList<GitEdit> Edits, string Message, GitIdentity Identity, DateTimeOffset Time);
