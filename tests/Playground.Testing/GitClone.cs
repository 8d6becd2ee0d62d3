using System.Text;

namespace Playground.Testing;

/// <summary>A repository with a work tree and somebody who works in it.</summary>
public sealed class GitClone(GitSandbox sandbox, string path, string person) : GitFolder(sandbox, path)
{
    /// <summary>Who commits here, without the <c>@</c>.</summary>
    public string Person { get; } = person;

    /// <summary>Writes (or, where the content is null, deletes) files and commits them, and whatever else was staged.</summary>
    /// <returns>The commit's id.</returns>
    public string Commit(string message, params (string Path, string? Content)[] files) =>
        Commit(message, [.. files.Select(file => (file.Path, file.Content is null ? null : Encoding.UTF8.GetBytes(file.Content)))]);

    /// <summary>The same with bytes.</summary>
    public string Commit(string message, params (string Path, byte[]? Content)[] files)
    {
        foreach ((string path, byte[]? content) in files) Write(path, content);
        if (files.Length > 0)
        {
            byte[] paths = Encoding.UTF8.GetBytes(string.Concat(files.Select(file => file.Path + '\0')));
            Git(paths, "--literal-pathspecs", "add", "--all", "--force", "--pathspec-from-file=-", "--pathspec-file-nul");
        }

        GitRun.Succeed(
            Sandbox, Path, ["commit", "--quiet", "--allow-empty", "--no-gpg-sign", "--message", message], time: Sandbox.NextCommitTime());
        return Head;
    }

    /// <summary>Writes a text file into the work tree, or deletes it where the text is null.</summary>
    public void Write(string path, string? content) => Write(path, content is null ? null : Encoding.UTF8.GetBytes(content));

    /// <summary>Writes a file into the work tree, or deletes it where there is no content.</summary>
    public void Write(string path, byte[]? content)
    {
        string full = PathOf(path);
        if (content is null)
        {
            File.Delete(full);
            return;
        }

        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(full)!);
        File.WriteAllBytes(full, content);
    }

    /// <summary>Begins a branch where HEAD is, or at a given revision, and checks it out.</summary>
    public void Branch(string name, string from = "HEAD") => Git("switch", "--quiet", "--create", name, from);

    /// <summary>Checks a branch out.</summary>
    public void Switch(string name) => Git("switch", "--quiet", name);

    /// <summary>Pushes what is checked out to the branch of the same name, or to another.</summary>
    public void Push(string? branch = null) =>
        Git("push", "--quiet", "--set-upstream", "origin", branch is null ? "HEAD" : $"HEAD:refs/heads/{branch}");

    /// <summary>Fetches all branches of <c>origin</c>; removes those that are gone there.</summary>
    public void Fetch() => Git("fetch", "--quiet", "--prune", "origin");

    /// <summary>Fetches, and brings the branch that is checked out up to date.</summary>
    public void Pull() => Git("pull", "--quiet", "--ff-only");
}
