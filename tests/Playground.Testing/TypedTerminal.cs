using System.Diagnostics;
using System.Text;

namespace Playground.Testing;

/// <summary>A real terminal, made by <c>script</c> of util-linux, and somebody who answers what is asked in it.</summary>
public sealed class TypedTerminal : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    private readonly Process _process;
    private readonly StringBuilder _shown = new();
    private int _answered;

    /// <summary>Runs a line of the shell in a terminal of its own.</summary>
    public TypedTerminal(string line, string workingDirectory, IReadOnlyDictionary<string, string?> environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        var start = new ProcessStartInfo("script", ["--quiet", "--return", "--command", line, "/dev/null"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = workingDirectory,
        };
        foreach ((string name, string? value) in environment)
        {
            if (value is null)
            {
                start.Environment.Remove(name);
            }
            else
            {
                start.Environment[name] = value;
            }
        }

        start.Environment["TERM"] = "xterm";
        start.Environment["SHELL"] = "/bin/sh";
        _process = Process.Start(start)!;
    }

    /// <summary>Whether there is such a program here.</summary>
    public static bool IsThere => OperatingSystem.IsLinux()
        && (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => folder.Length > 0 && File.Exists(Path.Combine(folder, "script")));

    /// <summary>All that the terminal has shown, with what was echoed.</summary>
    public string Shown => _shown.ToString();

    /// <summary>Waits until something is asked after the last answer, and types an answer and Enter.</summary>
    public async Task AnswerAsync(string question, string answer, CancellationToken stop)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(Patience);
        while (_shown.ToString(_answered, _shown.Length - _answered).IndexOf(question, StringComparison.Ordinal) is var at)
        {
            if (at >= 0)
            {
                _answered += at + question.Length;
                break;
            }

            if (await ReadAsync(patience.Token) is not { } next)
            {
                throw new EndOfStreamException($"'{question}' was not asked; the terminal showed:\n{_shown}");
            }

            _shown.Append(next);
        }

        await _process.StandardInput.WriteAsync(answer + "\r");
        await _process.StandardInput.FlushAsync(stop);
    }

    /// <summary>Waits for the end.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> EndAsync(CancellationToken stop)
    {
        _shown.Append(await _process.StandardOutput.ReadToEndAsync(stop));
        await _process.WaitForExitAsync(stop);
        return _process.ExitCode;
    }

    /// <summary>The next character, or null at the end, or where nothing comes.</summary>
    private async Task<char?> ReadAsync(CancellationToken patience)
    {
        char[] next = new char[1];
        try
        {
            return await _process.StandardOutput.ReadAsync(next, patience) == 1 ? next[0] : null;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }
}
