using System.Diagnostics;

namespace Playground.Demo;

/// <summary>An ssh-agent of the demo's own: it holds a key and signs, and the key never leaves it. Ends with the demo.</summary>
internal sealed class KeyAgent : IDisposable
{
    /// <summary>What fits into the address of a Unix socket everywhere.</summary>
    private const int LongestSocket = 100;

    private readonly Process _process;

    private KeyAgent(Process process, string socket) => (_process, Socket) = (process, socket);

    /// <summary>Where it listens: <c>SSH_AUTH_SOCK</c>.</summary>
    internal string Socket { get; }

    /// <summary>Starts one, where this machine has it.</summary>
    internal static async Task<KeyAgent?> TryStartAsync(string socket, CancellationToken stop)
    {
        string? program = Find("ssh-agent");
        if (OperatingSystem.IsWindows() || socket.Length > LongestSocket || program is null || Find("ssh-add") is null || Find("ssh-keygen") is null)
        {
            return null;
        }

        var process = Process.Start(new ProcessStartInfo(program, ["-D", "-a", socket]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardInput = true })!;
        var agent = new KeyAgent(process, socket);
        try
        {
            // It says where it listens once it does.
            if (await process.StandardOutput.ReadLineAsync(stop) is not null)
            {
                return agent;
            }

            agent.Dispose();
            return null;
        }
        catch (OperationCanceledException)
        {
            agent.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        File.Delete(Socket);
        _process.Dispose();
    }

    private static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Where(folder => folder.Length > 0).Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
}
