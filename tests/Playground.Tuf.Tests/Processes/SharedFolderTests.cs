using System.Text.Json.Nodes;
using Playground.Testing;
using Playground.Tuf.Client;
using Playground.Tuf.Model;
using Playground.Tuf.Tests.Client;
using Playground.Tuf.Tests.Conformance;
using Xunit;

namespace Playground.Tuf.Tests.Processes;

/// <summary>Several clients keep one folder up to date while the repository moves on.</summary>
public sealed class SharedFolderTests
{
    private const int Processes = 4;
    private const int RunsEach = 6;
    private const string Target = "pkg/tool";

    [Fact]
    public async Task Processes_that_share_a_folder_never_take_it_back_and_leave_it_sound()
    {
        await using var published = new PublishedRepository();
        TestRepository repository = published.Repository;
        repository.Delegate("targets", "packages", paths: "pkg/*");
        Publish(repository, 0);
        await published.BeginAndRefreshAsync();
        var seen = new Dictionary<string, long>();
        int started = 0;
        int refused = 0;

        await Task.WhenAll(Enumerable.Range(0, Processes).Select(async process =>
        {
            for (int run = 0; run < RunsEach; run++)
            {
                lock (repository)
                {
                    Publish(repository, ++started);
                }

                ClientRun client = (process + run) % 2 == 0 ? await published.RefreshAsync() : await published.DownloadAsync(Target);
                if (client.ExitCode != 0)
                {
                    // A root with another key for timestamp came between the client's question for roots and that for timestamp. It will see it next time.
                    client.FailsWith(ProblemCodes.ThresholdNotMet);
                    Interlocked.Increment(ref refused);
                }

                lock (seen)
                {
                    AssertNotTakenBack(published.MetadataFolder, seen);
                }
            }
        }));

        Assert.InRange(refused, 0, Processes * RunsEach / 2);
        (await published.DownloadAsync(Target)).Succeeds();
        Assert.All(
            ["root", "timestamp", "snapshot", "targets", "packages"], role => Assert.Equal(repository.FileOf(role), published.Stored(role)));
        Assert.Equal([$"content {started}"], published.Downloaded);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(published.MetadataFolder, ".tmp")));
    }

    [Fact]
    public async Task A_client_that_was_passed_by_another_one_does_not_store_an_older_role_over_the_newer()
    {
        await using var scenario = new Scenario();
        scenario.Repository.Delegate("targets", "packages", paths: "pkg/*");
        Publish(scenario.Repository, 1);
        Updater passed = scenario.Client();
        await passed.RefreshAsync(scenario.Cancel);
        Publish(scenario.Repository, 2);
        await scenario.Client().FindTargetAsync(TargetPath.Parse(Target), scenario.Cancel);

        FoundTarget? older = await passed.FindTargetAsync(TargetPath.Parse(Target), scenario.Cancel);

        Assert.Equal(TargetFile.Describe("content 1"u8), older!.File);
        Assert.Equal(scenario.Repository.FileOf("packages"), scenario.Stored()["packages.json"]);
        FoundTarget? newer = await scenario.Client(options => options with { Offline = true }).FindTargetAsync(TargetPath.Parse(Target), scenario.Cancel);
        Assert.Equal(TargetFile.Describe("content 2"u8), newer!.File);
    }

    /// <summary>A new artifact and all that lists it; every now and then timestamp gets another key, and one may not see root and timestamp at once.</summary>
    private static void Publish(TestRepository repository, int number)
    {
        if (number % 5 == 4)
        {
            repository.RotateKeys("timestamp");
            repository.Publish("root");
        }

        repository.AddArtifact(Target, [.. $"content {number}".Select(c => (byte)c)], "packages");
        repository.PublishThrough("packages", "targets");
    }

    private static void AssertNotTakenBack(string folder, Dictionary<string, long> seen)
    {
        foreach (string file in Directory.EnumerateFiles(folder, "*.json"))
        {
            string role = Path.GetFileNameWithoutExtension(file);
            try
            {
                long version = JsonNode.Parse(File.ReadAllBytes(file))!["signed"]!["version"]!.GetValue<long>();
                Assert.True(version >= seen.GetValueOrDefault(role), $"The stored {role} went from version {seen.GetValueOrDefault(role)} to {version}.");
                seen[role] = version;
            }
            catch (FileNotFoundException)
            {
                // Another process has just removed it, because root has other keys for it now.
            }
        }
    }
}
