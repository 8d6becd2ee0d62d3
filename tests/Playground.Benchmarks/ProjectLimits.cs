using System.Globalization;
using Playground.Repository.Git;
using Playground.Testing;

namespace Playground.Benchmarks;

/// <summary>Work on one of 10,000 projects with 100,000 files: the verdict on an event, and a release from the command to pushed.</summary>
internal static class ProjectLimits
{
    private const int Rounds = 5;

    internal static async Task RunAsync(LimitTable limits, string tools)
    {
        using var sandbox = new GitSandbox();
        await using (GitRepository git = await GitRepository.OpenAsync(sandbox.Forge.Path, new GitSettings { Environment = sandbox.Environment }))
        {
            await ProjectCommunity.BuildAsync(git);
        }

        string ci = Path.Combine(tools, "playground-ci", "playground-ci");
        double[] status = await CpuTimes.MediansAsync(
            Rounds,
            sandbox.Forge.Path,
            sandbox.Environment,
            ([ci, "status", "--main", "main", "--head", "event", "--event", "sign/one", "--at", "2030-06-02T00:00:00Z", "--output", "json"], 1));
        limits.Add("status with one of 10,000 projects touched, CPU", status[0], 1000, "ms");
        await ReleaseAsync(limits, Path.Combine(tools, "playground", "playground"), sandbox);
    }

    /// <summary>Fetches, verifies, builds, judges, signs, pushes to a bare repository and says what is next. The first verifies all of main, and does not count.</summary>
    private static async Task ReleaseAsync(LimitTable limits, string playground, GitSandbox sandbox)
    {
        GitClone clone = sandbox.Clone("person", sandbox.Forge, "--no-checkout");
        string key = sandbox.PathOf("person.pem");
        await File.WriteAllTextAsync(key, ProjectCommunity.PersonPem);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        clone.Git("config", "playground.user", ProjectCommunity.Maintainer);
        clone.Git("config", "playground.key", "file:" + key);
        await File.WriteAllTextAsync(sandbox.PathOf("file.txt"), "hello\n");
        var ms = new double[Rounds];
        for (int round = -1; round < Rounds; round++)
        {
            string version = string.Create(CultureInfo.InvariantCulture, $"2.{round + 1}.0");
            double[] one = await CpuTimes.MediansAsync(
                1, clone.Path, sandbox.Environment, warm: false, ([playground, "release", "add", ProjectCommunity.Touched.Value, version, sandbox.PathOf("file.txt"), "--kind", "text", "--yes"], 0));
            if (round >= 0)
            {
                ms[round] = one[0];
            }
        }

        limits.Add("release add among 10,000 projects, to pushed, CPU", Stopwatches.Median(ms), 2000, "ms");
    }
}
