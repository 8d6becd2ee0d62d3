using System.Diagnostics;
using Playground.Testing;
using Xunit;

namespace Playground.EndToEnd.Tests.Stage;

/// <summary>An <c>ssh-agent</c> of a story's own, and keys that <c>ssh-keygen</c> made in it; ended with the story.</summary>
internal sealed class SshAgent : IDisposable
{
    // Its socket's path must be short, and no copy of a stage may hold it.
    private readonly TemporaryFolder _folder = new();
    private readonly Process _process;

    internal SshAgent()
    {
        Assert.SkipUnless(IsInstalled("ssh-agent") && IsInstalled("ssh-keygen") && IsInstalled("ssh-add"), "'ssh-agent' is not installed: nobody can sign with it.");
        _process = Process.Start(new ProcessStartInfo("ssh-agent", ["-D", "-a", Socket]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        _process.StandardOutput.ReadLine(); // comes when it listens
    }

    internal string Socket => _folder["agent"];

    /// <summary>Adds a key, made first where its file is not there; the answer is the key's URI.</summary>
    internal string Add(string file, string type)
    {
        string comment = Path.GetFileName(file);
        if (!File.Exists(file))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            Run("ssh-keygen", "-q", "-t", type, "-C", comment, "-N", "", "-f", file);
        }

        Run("ssh-add", "-q", file);
        return $"ssh-agent:{comment}";
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _folder.Dispose();
    }

    private static bool IsInstalled(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));

    private void Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardInput = true };
        start.Environment["SSH_AUTH_SOCK"] = Socket;
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program} failed: {error}");
    }
}
