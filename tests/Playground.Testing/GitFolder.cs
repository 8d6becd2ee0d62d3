namespace Playground.Testing;

/// <summary>A repository of a <see cref="GitSandbox"/>, bare or not, and git run in it.</summary>
public class GitFolder(GitSandbox sandbox, string path)
{
    /// <summary>Where it is.</summary>
    public string Path { get; } = path;

    /// <summary>The sandbox it belongs to.</summary>
    public GitSandbox Sandbox { get; } = sandbox;

    /// <summary>Where the repository itself is: the folder, or its <c>.git</c>.</summary>
    public string GitPath => Directory.Exists(PathOf(".git")) ? PathOf(".git") : Path;

    /// <summary>The commit checked out, or that HEAD names.</summary>
    public string Head => Resolve("HEAD");

    /// <summary>A path in the folder.</summary>
    public string PathOf(string relative) => System.IO.Path.Combine(Path, relative);

    /// <summary>Runs git here and gives what it prints; throws where it fails.</summary>
    public string Git(params string[] arguments) => GitRun.Succeed(Sandbox, Path, arguments);

    /// <summary>The same, with something on its standard input.</summary>
    public string Git(byte[] input, params string[] arguments) => GitRun.Succeed(Sandbox, Path, arguments, input);

    /// <summary>Runs git here and gives what came of it.</summary>
    public GitRun TryGit(params string[] arguments) => GitRun.Run(Sandbox, Path, arguments);

    /// <summary>The full object id of a revision that is there.</summary>
    public string Resolve(string revision) => Git("rev-parse", "--verify", "--end-of-options", revision);

    /// <summary>The text of a file in a commit, or null.</summary>
    public string? ReadFile(string revision, string path) =>
        TryGit("cat-file", "blob", $"{revision}:{path}") is { ExitCode: 0 } run ? run.Output : null;

    /// <summary>All paths in a commit, in git's order.</summary>
    public string[] ListFiles(string revision = "HEAD") =>
        Git("ls-tree", "-r", "-z", "--name-only", "--end-of-options", revision).Split('\0', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The subjects of a revision's commits, newest first.</summary>
    public string[] Log(string revision = "HEAD") =>
        Git("log", "--format=%s", "--end-of-options", revision).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Checks every object; throws where the repository is damaged.</summary>
    public void Fsck() => Git("fsck", "--full", "--strict", "--no-dangling", "--no-progress");
}
