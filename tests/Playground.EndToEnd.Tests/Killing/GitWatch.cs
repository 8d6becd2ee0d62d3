using Playground.Testing;

namespace Playground.EndToEnd.Tests.Killing;

/// <summary>
/// Stands where a stage's tools look for git: writes down every time it is run, and kills the tool that ran it, with signal 9, before or after
/// the one that it is told; or in the middle of it, and git with it.
/// </summary>
internal sealed class GitWatch : IDisposable
{
    private readonly ToolStage _stage;
    private readonly string _log;

    /// <param name="stage">Whose tools.</param>
    /// <param name="number">Which time to kill at; 0 for never.</param>
    /// <param name="after">Whether git does what it was told first.</param>
    /// <param name="rename">Kills git too, when one of its processes is about to rename a file for this time; the tool lives where it does not so often.</param>
    internal GitWatch(ToolStage stage, int number = 0, bool after = false, int rename = 0)
    {
        _stage = stage;
        _log = stage.Sandbox.PathOf("watch/log");
        string path = Environment.GetEnvironmentVariable("PATH")!;
        string git = path.Split(':').Select(folder => Path.Combine(folder, "git")).First(File.Exists);
        stage.Sandbox.Script(
            "watch/git",
            $"""
            words="$*"
            words="${"{"}words#*color.ui=false {"}"}"
            echo "$words" | head -n 1 >> '{_log}'
            if [ "$(wc -l < '{_log}')" -eq {number} ]; then
                {(rename > 0 ? KillAt(git, rename) : after ? $"\"{git}\" \"$@\"" : ":")}
                kill -9 $PPID
                rm -f /dev/shm/faketime_shm_$PPID /dev/shm/sem.faketime_sem_$PPID
                exit 1
            fi
            exec "{git}" "$@"
            """);
        File.Delete(_log);
        stage.Environment["PATH"] = stage.Sandbox.PathOf("watch") + ":" + path;
    }

    private string KillAt(string git, int rename) => $$"""
        strace -f -q -e trace=rename -e inject=rename:signal=SIGKILL:when={{rename}} -o '{{_log}}.calls' "{{git}}" "$@"
                code=$?
                killed=$(grep 'killed by SIGKILL' '{{_log}}.calls' | cut -d ' ' -f 1)
                [ -n "$killed" ] || exit $code
                for id in $killed; do rm -f /dev/shm/faketime_shm_$id /dev/shm/sem.faketime_sem_$id; done
        """;

    /// <summary>Every time so far.</summary>
    internal IReadOnlyList<GitCommand> Commands =>
        File.Exists(_log) ? [.. File.ReadAllLines(_log).Select((words, index) => new GitCommand(index + 1, words))] : [];

    public void Dispose() => _stage.Environment.Remove("PATH");
}
