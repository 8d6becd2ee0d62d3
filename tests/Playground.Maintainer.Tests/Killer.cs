using Playground.Testing;

namespace Playground.Maintainer.Tests;

/// <summary>Stands in for git on the path of a stage's tools, and kills with signal 9 the tool that takes a certain step for the n-th time.</summary>
internal sealed class Killer : IDisposable
{
    private readonly ToolStage _stage;
    private readonly string _count;

    internal Killer(ToolStage stage, string step, string when, int time = 1, string file = "")
    {
        _stage = stage;
        _count = stage.Sandbox.PathOf("killer/count");
        string path = Environment.GetEnvironmentVariable("PATH")!;
        string git = path.Split(':').Select(folder => Path.Combine(folder, "git")).First(File.Exists);
        string strike = when switch
        {
            "before" => "kill -9 $PPID; exit 1",
            "after" => $"\"{git}\" \"$@\"; kill -9 $PPID; exit 1",
            _ => $"tool=$PPID; ( until [ -e '{file}' ]; do kill -0 $tool || exit; done; kill -9 $tool ) </dev/null >/dev/null 2>&1 & exec \"{git}\" \"$@\"",
        };
        stage.Sandbox.Script(
            "killer/git",
            $"""
            for word in "$@"; do
                if [ "$word" = {step} ]; then
                    echo x >> '{_count}'
                    if [ "$(wc -l < '{_count}')" -eq {time} ]; then {strike}; fi
                    break
                fi
            done
            exec "{git}" "$@"
            """);
        stage.Environment["PATH"] = stage.Sandbox.PathOf("killer") + ":" + path;
    }

    /// <summary>Whether the step was reached.</summary>
    internal bool Struck => File.Exists(_count);

    public void Dispose() => _stage.Environment.Remove("PATH");
}
