using System.Diagnostics;
using System.Text;

namespace Playground.Testing;

/// <summary>What one run of git in a sandbox answered.</summary>
/// <param name="ExitCode">Zero when it did what it was told.</param>
/// <param name="Output">Standard output, without the line break at its end.</param>
/// <param name="Error">Standard error, likewise.</param>
public sealed record GitRun(int ExitCode, string Output, string Error)
{
    /// <summary>Runs git and waits for it.</summary>
    internal static GitRun Run(GitSandbox sandbox, string folder, IEnumerable<string> arguments, byte[]? input = null, DateTimeOffset? time = null)
    {
        var start = new ProcessStartInfo("git", arguments)
        {
            UseShellExecute = false,
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach ((string name, string? value) in sandbox.Environment)
        {
            if (value is null) start.Environment.Remove(name);
            else start.Environment[name] = value;
        }

        if (time is { } at)
        {
            start.Environment["GIT_AUTHOR_DATE"] = start.Environment["GIT_COMMITTER_DATE"] = $"@{at.ToUnixTimeSeconds()} +0000";
        }

        using Process git = Process.Start(start)!;
        Task<string> output = git.StandardOutput.ReadToEndAsync();
        Task<string> error = git.StandardError.ReadToEndAsync();
        try
        {
            if (input is not null) git.StandardInput.BaseStream.Write(input);
            git.StandardInput.Close();
        }
        catch (IOException)
        {
            // It did not want to hear all of it; its exit code says why.
        }

        git.WaitForExit();
        return new GitRun(git.ExitCode, output.GetAwaiter().GetResult().TrimEnd('\n'), error.GetAwaiter().GetResult().TrimEnd('\n'));
    }

    /// <summary>Runs git, and fails the test where git fails.</summary>
    internal static string Succeed(GitSandbox sandbox, string folder, string[] arguments, byte[]? input = null, DateTimeOffset? time = null)
    {
        GitRun run = Run(sandbox, folder, arguments, input, time);
        return run.ExitCode == 0
            ? run.Output
            : throw new InvalidOperationException($"git {string.Join(' ', arguments)} ended with {run.ExitCode}: {run.Error}{run.Output}");
    }
}
