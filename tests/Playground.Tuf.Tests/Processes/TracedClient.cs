using System.Diagnostics;
using Playground.Testing;
using Playground.Tuf.Tests.Conformance;
using Xunit;

namespace Playground.Tuf.Tests.Processes;

/// <summary>
/// The client executable under <c>strace</c>, which tells what it does to files and kills it where it is told to. Its thread pool has one
/// thread, so that it does the same things in the same order every time.
/// </summary>
internal static class TracedClient
{
    /// <summary>Calls that change files or hold locks. A question mark: machines of some kinds do not have it.</summary>
    private const string Calls =
        "?open,openat,?creat,write,pwrite64,pwritev,?rename,?renameat,renameat2,?symlink,symlinkat,?unlink,unlinkat,?mkdir,mkdirat,ftruncate,fsync,fdatasync,flock,close";

    private const int Killed = 128 + 9;

    private static readonly Lazy<Task<bool>> CanTrace = new(async () =>
    {
        try
        {
            return await RunAsync(["-qq", "-o", "/dev/null", "true"], CancellationToken.None) == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    });

    /// <summary>Skips the test where processes cannot be traced.</summary>
    public static async Task SkipUnlessPossibleAsync() =>
        Assert.SkipUnless(await CanTrace.Value, "'strace' is not installed, or may not trace here: nothing can be killed at a chosen call.");

    /// <summary>Lets the client run to its end; what it did to files of a folder.</summary>
    public static async Task<IReadOnlyList<FileOperation>> RecordAsync(IEnumerable<string> arguments, string folder)
    {
        using var log = new TemporaryFolder();
        int code = await RunAsync(
            ["-f", "-qq", "-y", "-e", "signal=none", "-e", "trace=" + Calls, "-o", log["log"], ConformanceClient.Executable, .. arguments],
            TestContext.Current.CancellationToken);
        Assert.Equal(0, code);
        return [.. FileOperation.In(folder, await File.ReadAllLinesAsync(log["log"], TestContext.Current.CancellationToken))];
    }

    /// <summary>Kills the client the moment it is about to make its n-th call of a name on a thread; the call on the folder it was killed at, if any.</summary>
    public static async Task<FileOperation?> KillAtAsync(string name, int ordinal, IEnumerable<string> arguments, string folder, CancellationToken cancel)
    {
        using var log = new TemporaryFolder();
        int code = await RunAsync(
            [
                "-f", "-qq", "-y", "-e", "signal=none", "-e", "trace=" + name, "-e", $"inject={name}:signal=SIGKILL:when={ordinal}",
                "-o", log["log"], ConformanceClient.Executable, .. arguments,
            ],
            cancel);
        FileOperation? last = FileOperation.In(folder, await File.ReadAllLinesAsync(log["log"], cancel)).LastOrDefault();
        return code == Killed && last?.Ordinal == ordinal ? last : null;
    }

    private static async Task<int> RunAsync(IEnumerable<string> arguments, CancellationToken cancel)
    {
        var start = new ProcessStartInfo("strace", arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOTNET_ROOT"] = ConformanceClient.DotnetRoot;
        start.Environment["DOTNET_ThreadPool_ForceMaxWorkerThreads"] = "1";
        start.Environment["DOTNET_PROCESSOR_COUNT"] = "1";
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        using Process process = Process.Start(start)!;
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(cancel);
            await process.StandardError.ReadToEndAsync(cancel);
            await output;
            await process.WaitForExitAsync(cancel);
            return process.ExitCode;
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
