using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Playground.Repository.Git;

/// <summary>A git that is running. Both its outputs are read at the same time, so that neither can fill up and stop it.</summary>
internal sealed partial class GitProcess(Process process, TimeProvider timeProvider) : IDisposable
{
    private const int SigTerm = 15;

    /// <summary>How long git may take to remove its lock files when told to end, before it is killed.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    /// <summary>Writes its input, reads its outputs, waits for its end. When this throws, git has ended.</summary>
    internal async Task<GitOutput> FinishAsync(Func<Stream, CancellationToken, Task>? input, int maxOutput, CancellationToken cancellationToken)
    {
        using var broken = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<byte[]> output = Watch(ReadOutputAsync(maxOutput), broken);
        Task<string> error = Watch(GitErrorText.ReadAsync(process.StandardError.BaseStream), broken);
        Task written = Watch(WriteInputAsync(input, broken.Token), broken);
        try
        {
            await Task.WhenAll(written, output, error, process.WaitForExitAsync(CancellationToken.None)).WaitAsync(broken.Token).ConfigureAwait(false);
            return new GitOutput(process.ExitCode, await output.ConfigureAwait(false), await error.ConfigureAwait(false));
        }
        catch (Exception)
        {
            await StopAsync().ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            if (written.IsFaulted) await written.ConfigureAwait(false);
            if (output.IsFaulted) await output.ConfigureAwait(false);
            throw;
        }
    }

    public void Dispose() => process.Dispose();

    /// <summary>Kills a process and its children; no matter if it has ended.</summary>
    internal static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or AggregateException or Win32Exception)
        {
            // It has ended by itself.
        }
    }

    /// <summary>What fails ends the whole run.</summary>
    private static T Watch<T>(T task, CancellationTokenSource broken)
        where T : Task
    {
        _ = task.ContinueWith(
            _ => broken.Cancel(), CancellationToken.None, TaskContinuationOptions.NotOnRanToCompletion | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return task;
    }

    /// <summary>The input is closed only when it is complete: git must not take half of it for the whole.</summary>
    private async Task WriteInputAsync(Func<Stream, CancellationToken, Task>? input, CancellationToken cancellationToken)
    {
        var pipe = new PipeInput(process.StandardInput.BaseStream);
        try
        {
            if (input is not null) await input(pipe, cancellationToken).ConfigureAwait(false);
            await process.StandardInput.BaseStream.DisposeAsync().ConfigureAwait(false);
        }
        catch (BrokenPipeException)
        {
            // Git has ended and says why.
        }
    }

    private async Task<byte[]> ReadOutputAsync(int maxOutput)
    {
        using var all = new MemoryStream();
        byte[] buffer = new byte[16 * 1024];
        while (await process.StandardOutput.BaseStream.ReadAsync(buffer).ConfigureAwait(false) is > 0 and int read)
        {
            all.Write(buffer, 0, read);
            if (all.Length > maxOutput) throw new TufException(GitProblemCodes.GitFailed, $"git answered with more than {maxOutput} bytes and was stopped.");
        }

        return all.ToArray();
    }

    /// <summary>Asks git to end, which lets it remove its lock files; kills it if it does not.</summary>
    private async Task StopAsync()
    {
        if (OperatingSystem.IsLinux() || OperatingSystem.IsMacOS())
        {
            try
            {
                List<int> descendants = Descendants(process.Id);
                if (!process.HasExited) _ = Signal(process.Id, SigTerm);
                foreach (int id in descendants) _ = Signal(id, SigTerm);
                using var grace = new CancellationTokenSource(Grace, timeProvider);
                await process.WaitForExitAsync(grace.Token).ConfigureAwait(false);
                return;
            }
            catch (Exception e) when (e is OperationCanceledException or InvalidOperationException or IOException or UnauthorizedAccessException)
            {
                // It does not want to, or is gone.
            }
        }

        Kill(process);
    }

    /// <summary>The processes it started, and theirs, where the system tells (Linux).</summary>
    private static List<int> Descendants(int id)
    {
        var all = new List<int>();
        var open = new Queue<int>([id]);
        while (open.TryDequeue(out int parent))
        {
            string list = $"/proc/{parent}/task/{parent}/children";
            if (!File.Exists(list)) continue;
            foreach (string child in File.ReadAllText(list).Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                if (!int.TryParse(child, CultureInfo.InvariantCulture, out int number)) continue;
                all.Add(number);
                open.Enqueue(number);
            }
        }

        return all;
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Signal(int process, int signal);
}
