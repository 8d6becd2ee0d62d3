namespace Playground.Repository.Git;

/// <summary>
/// A git repository, read and written by commit through the <c>git</c> program; hostile content is answered, never obeyed. Its members may
/// be used from many threads. Every member may throw <see cref="TufException"/> with a code of <see cref="GitProblemCodes"/>.
/// </summary>
public sealed partial class GitRepository : IAsyncDisposable
{
    private readonly GitProgram _git;
    private readonly ObjectDatabase _objects;
    private readonly TreeReader _trees;
    private readonly string _folder;
    private readonly int _idLength;

    private GitRepository(GitProgram git, string? workTree, string gitFolder, string commonFolder, int idLength)
    {
        (_git, WorkTree, GitFolder, CommonFolder, _idLength) = (git, workTree, gitFolder, commonFolder, idLength);
        _folder = workTree ?? gitFolder;
        _objects = new ObjectDatabase(git, _folder);
        _trees = new TreeReader(_objects);
    }

    /// <summary>The top of the work tree, or null: a bare repository, or opened by its <c>.git</c> folder.</summary>
    public string? WorkTree { get; }

    /// <summary>Where the repository is: <c>.git</c> or the bare folder.</summary>
    public string GitFolder { get; }

    /// <summary>The same, but for one of several work trees the one that they share.</summary>
    public string CommonFolder { get; }

    internal ObjectDatabase Objects => _objects;

    private TimeProvider TimeProvider => _git.Settings.TimeProvider;

    /// <summary>Opens the repository that a folder is in: a work tree or a folder of one, a <c>.git</c> folder, or a bare repository.</summary>
    /// <param name="folder">Where to look.</param>
    /// <param name="settings">How to run git.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TufException">
    /// <see cref="GitProblemCodes.GitMissing"/>, <see cref="GitProblemCodes.GitTooOld"/>, <see cref="GitProblemCodes.NotARepository"/>,
    /// <see cref="GitProblemCodes.DubiousOwnership"/>.
    /// </exception>
    public static async Task<GitRepository> OpenAsync(string folder, GitSettings? settings = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var git = new GitProgram(settings);
        Task<Version> version = git.CheckVersionAsync();
        string[] questions =
            ["rev-parse", "--path-format=absolute", "--is-inside-work-tree", "--show-object-format", "--git-dir", "--git-common-dir", "--show-toplevel"];
        GitOutput output = await git.RunAsync(Path.GetFullPath(folder), questions, cancellationToken: cancellationToken).ConfigureAwait(false);
        await version.ConfigureAwait(false);

        // Outside of a work tree only the last question has no answer, and git fails with it.
        string[] answers = output.Lines;
        bool inWorkTree = answers is ["true", ..];
        if (answers.Length != (inWorkTree ? 5 : 4)) throw GitFailure.Of(output, $"{Printable.Of(folder)} was not opened");
        return new GitRepository(git, inWorkTree ? answers[4] : null, answers[2], answers[3], answers[1] == "sha256" ? 64 : 40);
    }

    /// <summary>Ends the processes that read objects.</summary>
    public ValueTask DisposeAsync()
    {
        _objects.Dispose();
        return ValueTask.CompletedTask;
    }

    private Task<GitOutput> ReadAsync(CancellationToken cancellationToken, params string[] arguments) =>
        _git.RunAsync(_folder, ["--no-optional-locks", .. arguments], cancellationToken: cancellationToken);

    private Task<GitOutput> WriteAsync(CancellationToken cancellationToken, params string[] arguments) =>
        _git.RunAsync(_folder, arguments, cancellationToken: cancellationToken);
}
