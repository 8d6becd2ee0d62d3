namespace Playground.Testing;

/// <summary>
/// A forge and the people around it, in a temporary folder: one bare repository, clones of it, and an environment of its own, so
/// that neither the machine's git configuration nor the person's reaches a test. Deleted when disposed of.
/// </summary>
/// <example>
/// <code>
/// using var sandbox = new GitSandbox();
/// GitClone alice = sandbox.Clone("alice");
/// string commit = alice.Commit("Add a file", ("targets/a.txt", "one\n"));
/// alice.Push();
/// </code>
/// </example>
public sealed class GitSandbox : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("playground-git-");
    private int _commits;

    /// <summary>Makes the folder and, in it, an empty bare repository whose first branch will be <c>main</c>.</summary>
    /// <param name="objectFormat"><c>sha1</c> or <c>sha256</c>.</param>
    public GitSandbox(string objectFormat = "sha1")
    {
        ObjectFormat = objectFormat;
        Home = Directory.CreateDirectory(PathOf("home")).FullName;
        File.WriteAllText(
            Path.Combine(Home, ".gitconfig"),
            """
            [init]
                defaultBranch = main
            [user]
                name = Nobody
                email = nobody@example.org
            [core]
                fsync = none
            [gc]
                auto = 0
            [maintenance]
                auto = false
            [protocol "file"]
                allow = always
            [advice]
                detachedHead = false

            """);
        Environment = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["HOME"] = Home,
            ["XDG_CONFIG_HOME"] = Path.Combine(Home, ".config"),
            ["GIT_CONFIG_GLOBAL"] = Path.Combine(Home, ".gitconfig"),
            ["GIT_CONFIG_NOSYSTEM"] = "1",
            ["GIT_TERMINAL_PROMPT"] = "0",
            ["GIT_ASKPASS"] = null,
            ["SSH_ASKPASS"] = null,
            ["GIT_DIR"] = null,
            ["GIT_WORK_TREE"] = null,
            ["GIT_INDEX_FILE"] = null,
            ["GIT_OBJECT_DIRECTORY"] = null,
            ["GIT_AUTHOR_NAME"] = null,
            ["GIT_AUTHOR_EMAIL"] = null,
            ["GIT_COMMITTER_NAME"] = null,
            ["GIT_COMMITTER_EMAIL"] = null,
            ["LC_ALL"] = "C",
        };
        Forge = NewBare("forge.git");
    }

    /// <summary>The temporary folder; anything put there is deleted with it.</summary>
    public string Folder => _root.FullName;

    /// <summary>The home folder of everybody; holds <c>.gitconfig</c>.</summary>
    public string Home { get; }

    /// <summary>What repositories made here hash with: <c>sha1</c> or <c>sha256</c>.</summary>
    public string ObjectFormat { get; }

    /// <summary>The bare repository that clones push to.</summary>
    public GitFolder Forge { get; }

    /// <summary>
    /// What to set (or, where null, to remove) in the environment of a process that shall see this sandbox's git configuration only.
    /// </summary>
    public IReadOnlyDictionary<string, string?> Environment { get; }

    /// <summary>A path in the sandbox.</summary>
    public string PathOf(string relative) => Path.Combine(_root.FullName, relative);

    /// <summary>A clone of <see cref="Forge"/> whose commits are by that person: <c>@name</c>, <c>name@example.org</c>.</summary>
    public GitClone Clone(string person) => Clone(person, Forge);

    /// <summary>A clone of any repository.</summary>
    /// <param name="person">Who commits there.</param>
    /// <param name="source">What to clone.</param>
    /// <param name="options">More options of <c>git clone</c>, such as <c>--depth=1</c>; given any, the source is a <c>file:</c> URL.</param>
    public GitClone Clone(string person, GitFolder source, params string[] options)
    {
        ArgumentNullException.ThrowIfNull(source);
        string path = PathOf(person);
        string from = options.Length == 0 ? source.Path : new Uri(source.Path).AbsoluteUri;
        GitRun.Succeed(this, Folder, ["clone", "--quiet", .. UserOf(person), .. options, from, path]);
        return new GitClone(this, path, person);
    }

    /// <summary>A repository with a work tree that knows no other.</summary>
    public GitClone NewRepository(string person)
    {
        string path = PathOf(person);
        GitRun.Succeed(this, Folder, ["init", "--quiet", $"--object-format={ObjectFormat}", path]);
        var made = new GitClone(this, path, person);
        File.AppendAllText(Path.Combine(path, ".git", "config"), $"[user]\n\tname = @{person}\n\temail = {person}@example.org\n");
        return made;
    }

    /// <summary>One more bare repository, such as a fork.</summary>
    public GitFolder NewBare(string name)
    {
        string path = PathOf(name);
        GitRun.Succeed(this, Folder, ["init", "--quiet", "--bare", $"--object-format={ObjectFormat}", path]);
        return new GitFolder(this, path);
    }

    /// <summary>A shell script that can be run, such as a hook of the forge; for systems that have a shell.</summary>
    /// <returns>Its full path.</returns>
    public string Script(string path, string body)
    {
        string full = PathOf(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, $"#!/bin/sh\n{body}\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(full, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return full;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_root.Exists) _root.Delete(recursive: true);
    }

    /// <summary>The time of the next commit: a minute after the one before, beginning in 2030.</summary>
    internal DateTimeOffset NextCommitTime() =>
        new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(Interlocked.Increment(ref _commits));

    private static string[] UserOf(string person) =>
        ["--config", $"user.name=@{person}", "--config", $"user.email={person}@example.org"];
}
