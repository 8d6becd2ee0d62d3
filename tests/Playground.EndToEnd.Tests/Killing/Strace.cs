using System.Globalization;
using System.Text.RegularExpressions;
using Playground.Testing;
using Xunit;

namespace Playground.EndToEnd.Tests.Killing;

/// <summary>Kills a stage's tools, with signal 9, the moment they are about to make a system call for the n-th time on a thread.</summary>
internal sealed partial class Strace : IDisposable
{
    private readonly ToolStage _stage;
    private readonly string _log;
    private readonly string? _preload;

    /// <param name="stage">Whose tools.</param>
    /// <param name="call">The system call.</param>
    /// <param name="time">Which one, counted from 1.</param>
    /// <param name="paths">The files of interest; none for all. Of renaming it is the old name.</param>
    internal Strace(ToolStage stage, string call, int time, params string[] paths)
    {
        _stage = stage;
        _log = stage.Sandbox.PathOf("strace.log");
        string inject = string.Create(CultureInfo.InvariantCulture, $"inject={call}:signal=SIGKILL:when={time}");

        // The tool's clock stands still, not that of strace.
        _preload = stage.Environment.GetValueOrDefault("LD_PRELOAD");
        stage.Environment.Remove("LD_PRELOAD");
        stage.Under =
        [
            "strace", .. _preload is null ? Array.Empty<string>() : ["-E", $"LD_PRELOAD={_preload}"], "-f", "-q", "-y", "-e", $"trace={call}", "-e", inject, "-o", _log, .. paths.SelectMany(path => new[] { "-P", path }),
        ];
        stage.Environment["DOTNET_ThreadPool_ForceMaxWorkerThreads"] = "1";
        stage.Environment["DOTNET_PROCESSOR_COUNT"] = "1";
        stage.Environment["DOTNET_EnableDiagnostics"] = "0";
        stage.Environment["DOTNET_EnableWriteXorExecute"] = "0";
    }

    /// <summary>The call at which it was killed: the last line of the log that is one.</summary>
    internal string KilledAt => Call().Matches(File.ReadAllText(_log)).LastOrDefault()?.Value ?? "nothing";

    internal static void SkipUnlessInstalled() => Assert.SkipUnless(
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "strace"))),
        "'strace' is not installed: nothing can be killed at a chosen call.");

    public void Dispose()
    {
        _stage.Under = [];
        if (_preload is not null)
        {
            _stage.Environment["LD_PRELOAD"] = _preload;
        }

        foreach (string variable in _stage.Environment.Keys.Where(name => name.StartsWith("DOTNET_", StringComparison.Ordinal)).ToList())
        {
            _stage.Environment.Remove(variable);
        }

        // What libfaketime would have removed at the end of the process.
        foreach (Match process in Killed().Matches(File.Exists(_log) ? File.ReadAllText(_log) : ""))
        {
            File.Delete($"/dev/shm/faketime_shm_{process.Groups["id"].Value}");
            File.Delete($"/dev/shm/sem.faketime_sem_{process.Groups["id"].Value}");
        }
    }

    [GeneratedRegex(@"^\d+ +\w+\(.*$", RegexOptions.Multiline, 1000)]
    private static partial Regex Call();

    [GeneratedRegex(@"^(?<id>\d+) +\+\+\+ killed by SIGKILL", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Killed();
}
