namespace Playground.Testing;

/// <summary>Stops the clock of processes at a time of a test's choice, by <c>libfaketime</c>.</summary>
public static class FakeTime
{
    private static readonly string? Library = Directory.Exists("/usr/lib")
        ? new[] { "/usr/lib" }.Concat(Directory.EnumerateDirectories("/usr/lib", "*-linux-gnu*"))
            .Select(folder => Path.Combine(folder, "faketime", "libfaketimeMT.so.1")).FirstOrDefault(File.Exists)
        : null;

    /// <summary>Whether there is one here; Debian's package is <c>faketime</c>.</summary>
    public static bool IsInstalled => Library is not null;

    /// <summary>What to set in the environment of a process, and so of its children. What measures how long something takes goes on.</summary>
    public static IReadOnlyDictionary<string, string?> At(DateTimeOffset time) => new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["LD_PRELOAD"] = Library ?? throw new InvalidOperationException("libfaketime is not installed."),
        ["FAKETIME"] = time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture),
        ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",
        ["FAKETIME_FORCE_MONOTONIC_FIX"] = "0", // needed by old C libraries only, and makes every start slower
        ["NO_FAKE_STAT"] = "1",
        ["TZ"] = "UTC",
    };
}
