using Playground.Tuf.Client;
using Playground.Tuf.Model;
using Xunit;

namespace Playground.Tuf.Tests.Client;

/// <summary>What killed downloads leave next to the artifact, and who clears it away.</summary>
public sealed class AbandonedDownloadTests
{
    private const string Target = "tool";

    [Fact]
    public async Task The_next_download_into_a_folder_clears_away_what_was_abandoned_and_nothing_else()
    {
        await using var scenario = new Scenario();
        scenario.Repository.AddArtifact(Target, "content"u8.ToArray());
        scenario.Repository.PublishThrough("targets");
        string folder = scenario.Folder["artifacts"];
        Directory.CreateDirectory(folder);
        DateTime now = scenario.Clock.Now.UtcDateTime;
        Leave(".abandoned.tuf-part", now.AddMinutes(-61));
        Leave(".recent.tuf-part", now.AddMinutes(-59));
        Leave(".other.part", now.AddYears(-1));
        Leave("visible.tuf-part", now.AddYears(-1));

        await DownloadAsync(scenario);

        Assert.Equal([".other.part", ".recent.tuf-part", Target, "visible.tuf-part"], Names(folder));
        void Leave(string name, DateTime lastWritten)
        {
            File.WriteAllText(Path.Combine(folder, name), "");
            File.SetLastWriteTimeUtc(Path.Combine(folder, name), lastWritten);
        }
    }

    [Fact]
    public async Task A_download_that_goes_on_is_not_cleared_away_however_long_ago_its_last_byte_came()
    {
        await using var scenario = new Scenario();
        scenario.Repository.AddArtifact(Target, "content"u8.ToArray());
        scenario.Repository.PublishThrough("targets");
        using (PartFile slow = PartFile.In(scenario.Folder["artifacts"], scenario.Clock))
        {
            slow.Content.Write("slow"u8);
            File.SetLastWriteTimeUtc(Directory.EnumerateFiles(scenario.Folder["artifacts"]).Single(), scenario.Clock.Now.UtcDateTime.AddYears(-1));

            await DownloadAsync(scenario);
            slow.KeepAs(scenario.Folder["artifacts", "slow"]);
        }

        Assert.Equal(["slow", Target], Names(scenario.Folder["artifacts"]));
        Assert.Equal("slow", await File.ReadAllTextAsync(scenario.Folder["artifacts", "slow"], scenario.Cancel));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_a_problem_with_a_code()
    {
        await using var scenario = new Scenario();
        scenario.Repository.AddArtifact(Target, "content"u8.ToArray());
        scenario.Repository.PublishThrough("targets");
        await File.WriteAllTextAsync(scenario.Folder["file"], "", scenario.Cancel);
        Updater client = scenario.Client();
        FoundTarget? found = await client.FindTargetAsync(TargetPath.Parse(Target), scenario.Cancel);

        TufException refusal = await Assert.ThrowsAsync<TufException>(() => client.DownloadAsync(found!, scenario.Folder["file", "tool"], null, scenario.Cancel));

        Assert.Equal(ProblemCodes.StorageFailed, refusal.Code);
    }

    private static async Task DownloadAsync(Scenario scenario)
    {
        Updater client = scenario.Client();
        FoundTarget? found = await client.FindTargetAsync(TargetPath.Parse(Target), scenario.Cancel);
        await client.DownloadAsync(found!, scenario.Folder["artifacts", Target], null, scenario.Cancel);
    }

    private static IEnumerable<string> Names(string folder) =>
        Directory.EnumerateFiles(folder).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal);
}
