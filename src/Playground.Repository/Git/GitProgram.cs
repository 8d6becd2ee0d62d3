using System.ComponentModel;
using System.Diagnostics;

namespace Playground.Repository.Git;

/// <summary>
/// Runs the <c>git</c> program: arguments as a list (no shell), a cleaned environment, no hooks of ours, both outputs read at the same time,
/// and killed with its children when cancelled or out of time.
/// </summary>
public sealed class GitProgram
{
    private const int DefaultMaxOutput = 64 << 20;

    /// <summary>Before every command: nothing a repository's own configuration says starts a program behind our back.</summary>
    private static readonly string[] FirstArguments =
    [
        "--no-pager", "-c", "core.hooksPath=/dev/null", "-c", "core.fsmonitor=false", "-c", "protocol.ext.allow=never",
        "-c", "gc.auto=0", "-c", "maintenance.auto=false", "-c", "core.quotePath=true", "-c", "color.ui=false",
    ];

    private readonly Lazy<Task<Version>> _version;

    /// <summary>Finds git; it is not run yet.</summary>
    /// <exception cref="TufException">There is none: <see cref="GitProblemCodes.GitMissing"/>.</exception>
    public GitProgram(GitSettings? settings = null)
    {
        Settings = settings ?? new GitSettings();
        Path = Settings.Program ?? GitLocation.Find(Environment.GetEnvironmentVariable("PATH")) ?? throw Missing(null);
        _version = new Lazy<Task<Version>>(ReadVersionAsync);
    }

    /// <summary>The oldest version that will do: its <c>cat-file</c> and <c>fast-import</c> do all that is used here.</summary>
    public static Version MinimumVersion { get; } = new(2, 39);

    /// <summary>How git is run.</summary>
    public GitSettings Settings { get; }

    /// <summary>The full path of the program.</summary>
    public string Path { get; }

    /// <summary>Asks git for its version, once, and refuses one that is too old.</summary>
    /// <exception cref="TufException"><see cref="GitProblemCodes.GitTooOld"/>.</exception>
    public async Task<Version> CheckVersionAsync()
    {
        Version version = await _version.Value.ConfigureAwait(false);
        return version >= MinimumVersion
            ? version
            : throw new TufException(
                GitProblemCodes.GitTooOld, $"{Path} is version {version}; {MinimumVersion} or later is needed. Install a newer git: https://git-scm.com/downloads");
    }

    /// <summary>Runs git to its end.</summary>
    /// <param name="folder">Where to run it.</param>
    /// <param name="arguments">The command and its arguments.</param>
    /// <param name="input">Writes its standard input, or null for none.</param>
    /// <param name="maxOutput">The most bytes of standard output to take.</param>
    /// <param name="cancellationToken">Kills git.</param>
    /// <exception cref="TufException">
    /// <see cref="GitProblemCodes.GitMissing"/>, <see cref="GitProblemCodes.NotARepository"/>, <see cref="GitProblemCodes.GitTimeout"/>,
    /// or <see cref="GitProblemCodes.GitFailed"/> where it says too much.
    /// </exception>
    internal async Task<GitOutput> RunAsync(
        string folder,
        IEnumerable<string> arguments,
        Func<Stream, CancellationToken, Task>? input = null,
        int maxOutput = DefaultMaxOutput,
        CancellationToken cancellationToken = default)
    {
        using var timeout = new CancellationTokenSource(Settings.Timeout, Settings.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        either.Token.ThrowIfCancellationRequested();
        using var run = new GitProcess(Start(folder, arguments), Settings.TimeProvider);
        try
        {
            return await run.FinishAsync(input, maxOutput, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TufException(
                GitProblemCodes.GitTimeout,
                $"git took longer than {Settings.Timeout.TotalSeconds:0} seconds and was stopped; nothing was changed by halves. Check the network, and try again.");
        }
    }

    /// <summary>Starts git. The caller ends it.</summary>
    internal Process Start(string folder, IEnumerable<string> arguments)
    {
        if (!Directory.Exists(folder))
        {
            throw new TufException(GitProblemCodes.NotARepository, $"There is no folder {Printable.Of(folder)}. Change into a repository, or make one with: git clone <url>");
        }

        var start = new ProcessStartInfo(Path, [.. FirstArguments, .. arguments])
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        GitEnvironment.Apply(start.Environment, Settings);
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw Missing(e);
        }
    }

    private static TufException Missing(Exception? e) => new(
        GitProblemCodes.GitMissing,
        $"The git program was not found. Install git {MinimumVersion} or later (https://git-scm.com/downloads) and see that it is in your PATH.",
        innerException: e);

    private async Task<Version> ReadVersionAsync()
    {
        GitOutput output = await RunAsync(System.IO.Path.GetPathRoot(Path)!, ["version"]).ConfigureAwait(false);
        return ParseVersion(output.Text)
            ?? throw new TufException(GitProblemCodes.GitFailed, $"{Path} does not say its version. Install git again: https://git-scm.com/downloads");
    }

    /// <summary>Out of <c>git version 2.39.3 (Apple Git-145)</c> or <c>git version 2.45.1.windows.1</c>, the first two or three numbers.</summary>
    internal static Version? ParseVersion(string text)
    {
        if (text.Split(' ') is not ["git", "version", var words, ..]) return null;
        string numbers = string.Join('.', words.Split('.').Take(3).TakeWhile(word => word.Length > 0 && word.All(char.IsAsciiDigit)));
        return Version.TryParse(numbers, out Version? version) ? version : null;
    }
}
