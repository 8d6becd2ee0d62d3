using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using Xunit;

namespace Playground.Tuf.Tests.Conformance;

/// <summary>Runs the client executable that the public conformance suite runs, as a process of its own.</summary>
internal static class ConformanceClient
{
    private const int MaxSeconds = 60;

    private static readonly string Executable = Path.GetFullPath(
        typeof(ConformanceClient).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "ConformanceClient").Value!
        + (OperatingSystem.IsWindows() ? ".exe" : ""),
        AppContext.BaseDirectory);

    /// <summary>Where the runtime of these tests is installed: the client runs on the same one.</summary>
    private static readonly string DotnetRoot = Path.GetFullPath("../../../", Path.GetDirectoryName(typeof(object).Assembly.Location)!);

    /// <summary>The program that gives a process another clock, or null where it is not installed.</summary>
    private static readonly string? Faketime = (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, "faketime"))
        .FirstOrDefault(File.Exists);

    /// <summary>Runs the client to its end.</summary>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="at">What its clock shows when it starts; null for the machine's.</param>
    /// <param name="heapLimit">The most bytes its managed heap may ever have, or null.</param>
    /// <param name="kill">Kills it.</param>
    public static async Task<ClientRun> RunAsync(
        IEnumerable<string> arguments, DateTimeOffset? at = null, long? heapLimit = null, CancellationToken kill = default)
    {
        var start = new ProcessStartInfo { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, FileName = Executable };
        start.Environment["DOTNET_ROOT"] = DotnetRoot;
        if (heapLimit is { } limit)
        {
            start.Environment["DOTNET_GCHeapHardLimit"] = limit.ToString("x", CultureInfo.InvariantCulture);
        }

        if (at is { } time)
        {
            Assert.SkipWhen(Faketime is null, "'faketime', which gives a process another clock, is not installed.");
            start.FileName = Faketime;
            start.Environment["TZ"] = "UTC";
            start.ArgumentList.Add(time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));
            start.ArgumentList.Add(Executable);
        }

        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start)!;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken, kill);
        patience.CancelAfter(TimeSpan.FromSeconds(MaxSeconds));
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(patience.Token);
            string errors = await process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return new ClientRun(process.ExitCode, await output, errors);
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

/// <summary>What a run of the client said.</summary>
internal sealed record ClientRun(int ExitCode, string Output, string Errors)
{
    /// <summary>Asserts that it did what it was asked to.</summary>
    public void Succeeds() => Assert.True(ExitCode == 0, $"Exit code {ExitCode}: {Errors}");

    /// <summary>Asserts that it refused, and in an orderly way.</summary>
    public void Fails()
    {
        Assert.True(ExitCode == 1, $"Exit code {ExitCode} where 1 was expected. {Errors}");
        Assert.NotEmpty(Errors.Trim());
        Assert.DoesNotContain("   at ", Errors, StringComparison.Ordinal);
    }

    /// <summary>Asserts that it refused with this code.</summary>
    public void FailsWith(string code)
    {
        Fails();
        Assert.StartsWith(code + ": ", Errors, StringComparison.Ordinal);
    }
}
