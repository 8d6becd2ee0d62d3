using Playground.Testing;
using Playground.Tuf.Client;
using Playground.Tuf.Model;
using Xunit;

namespace Playground.Tuf.Tests.Client;

/// <content>In which order roles are believed, and where their names lead.</content>
public sealed partial class AdvisoryTests
{
    [Fact]
    public async Task CVE_2024_47534_what_the_first_role_delegates_to_comes_before_the_second_role()
    {
        await using var scenario = new Scenario();
        TestRepository repository = scenario.Repository;
        repository.Delegate("targets", "first", paths: "*");
        repository.Delegate("targets", "second", paths: "*");
        repository.Delegate("first", "below-first-1", paths: "*");
        repository.Delegate("first", "below-first-2", paths: "*");
        repository.AddArtifact("file.txt", Evil, "second");
        repository.AddArtifact("file.txt", Good, "below-first-2");
        repository.PublishThrough("below-first-1", "below-first-2", "first", "second", "targets");

        FoundTarget? found = await scenario.Client().FindTargetAsync(TargetPath.Parse("file.txt"), scenario.Cancel);
        Assert.Equal("below-first-2", found?.Role.Value);
        Assert.Equal(TargetFile.Describe(Good), found?.File);
    }

    [Fact]
    public async Task CVE_2025_2886_behind_a_terminating_role_nobody_is_asked()
    {
        await using var scenario = new Scenario();
        TestRepository repository = scenario.Repository;
        repository.Delegate("targets", "outer", paths: "*");
        repository.Delegate("targets", "last", paths: "*");
        repository.Delegate("outer", "owner", terminating: true, "*");
        repository.Delegate("outer", "squatter", paths: "*");
        repository.AddArtifact("file.txt", Evil, "squatter");
        repository.AddArtifact("file.txt", Evil, "last");
        repository.PublishThrough("owner", "squatter", "outer", "last", "targets");

        Assert.Null(await scenario.Client().FindTargetAsync(TargetPath.Parse("file.txt"), scenario.Cancel));
        Assert.DoesNotContain(scenario.Server.Requests, request => request.Target.Contains("squatter", StringComparison.Ordinal) || request.Target.Contains("last", StringComparison.Ordinal));
    }

    [Fact]
    public async Task GHSA_j8x2_777p_23fc_delegations_in_a_circle_come_to_an_end()
    {
        await using var scenario = new Scenario();
        TestRepository repository = scenario.Repository;
        repository.Delegate("targets", "a", paths: "*");
        repository.Delegate("a", "b", paths: "*");
        repository.Delegate("b", "a", paths: "*");
        repository.Delegate("b", "b", paths: "*");
        repository.PublishThrough("a", "b", "targets");

        Assert.Null(await scenario.Client().FindTargetAsync(TargetPath.Parse("file.txt"), scenario.Cancel));
        Assert.Equal(6, scenario.Server.Requests.Count);
    }

    [Theory]
    [InlineData("../../escaped")]
    [InlineData("/escaped")]
    [InlineData("..\\escaped")]
    [InlineData("root_history/1.root")]
    [InlineData("./timestamp")]
    [InlineData("Timestamp")]
    [InlineData(".")]
    [InlineData("..")]
    public async Task CVE_2021_41131_CVE_2021_41150_a_role_s_name_leads_to_no_other_file(string role)
    {
        await using var scenario = new Scenario();
        scenario.Repository.Delegate("targets", role, paths: "*");
        scenario.Repository.AddArtifact("file.txt", Good, role);
        scenario.Repository.PublishThrough(role, "targets");
        IReadOnlyDictionary<string, byte[]> outside = scenario.Folder.Files();

        Updater client = scenario.Client();
        FoundTarget? found = await client.FindTargetAsync(TargetPath.Parse("file.txt"), scenario.Cancel);

        Assert.Equal(role, found?.Role.Value);
        IReadOnlyDictionary<string, byte[]> after = scenario.Folder.Files();
        Assert.All(outside, file => Assert.Equal(file.Value, after[file.Key]));
        Assert.All(after.Keys, name => Assert.StartsWith("metadata", name, StringComparison.Ordinal));
        Assert.All(["timestamp", "snapshot", "targets"], known => Assert.Equal(scenario.Repository.FileOf(known), scenario.Stored()[known + ".json"]));
        Assert.Contains(scenario.Repository.FileOf(role), scenario.Stored().Values);
    }

    [Theory]
    [InlineData("root")]
    [InlineData("timestamp")]
    [InlineData("snapshot")]
    [InlineData("targets")]
    public async Task CVE_2021_41131_a_delegated_role_does_not_bear_the_name_of_a_top_level_one(string role)
    {
        await using var scenario = new Scenario();
        scenario.Repository.Delegate("targets", "innocent", paths: "*");
        scenario.Repository.Publish("innocent");
        scenario.Repository.PublishEdited("targets", targets => targets["delegations"]!["roles"]![0]!["name"] = role);
        scenario.Repository.Publish("snapshot", "timestamp");

        Assert.Equal(ProblemCodes.BadRoleName, await RefusalAsync(scenario));
    }

    [Theory]
    [InlineData("../escaped")]
    [InlineData("/escaped")]
    [InlineData("a/../../escaped")]
    [InlineData("..")]
    [InlineData("a\\..\\escaped")]
    [InlineData("a/./b")]
    [InlineData("a//b")]
    [InlineData("a/")]
    [InlineData("")]
    [InlineData("a\u0000b")]
    public async Task CVE_2021_41149_a_target_s_name_that_leads_elsewhere_is_refused_with_all_of_its_role(string target)
    {
        await using var scenario = new Scenario();
        TargetFile file = scenario.Repository.AddArtifact("file.txt", Good);
        scenario.Repository.PublishEdited("targets", targets => targets["targets"]![target] = targets["targets"]!["file.txt"]!.DeepClone());
        scenario.Repository.Publish("snapshot", "timestamp");

        Assert.Equal(ProblemCodes.BadTargetPath, await RefusalAsync(scenario));
        Assert.Equal(ProblemCodes.BadTargetPath, Assert.Throws<TufException>(() => TargetPath.Parse(target)).Code);
        Assert.Equal(4, file.Length);
    }

    [Fact]
    public async Task CVE_2026_6968_a_link_in_the_place_of_a_download_is_replaced_and_not_written_through()
    {
        await using var scenario = new Scenario();
        scenario.Repository.AddArtifact("file.txt", Good);
        scenario.Repository.PublishThrough("targets");
        Directory.CreateDirectory(scenario.Folder["downloads"]);
        await File.WriteAllBytesAsync(scenario.Folder["precious"], Evil, scenario.Cancel);
        File.CreateSymbolicLink(scenario.Folder["downloads", "file.txt"], scenario.Folder["precious"]);

        Updater client = scenario.Client();
        FoundTarget? found = await client.FindTargetAsync(TargetPath.Parse("file.txt"), scenario.Cancel);
        await client.DownloadAsync(found!, scenario.Folder["downloads", "file.txt"], cancellationToken: scenario.Cancel);

        Assert.Equal(Evil, await File.ReadAllBytesAsync(scenario.Folder["precious"], scenario.Cancel));
        Assert.Equal(Good, await File.ReadAllBytesAsync(scenario.Folder["downloads", "file.txt"], scenario.Cancel));
        Assert.Null(new FileInfo(scenario.Folder["downloads", "file.txt"]).LinkTarget);
    }
}
