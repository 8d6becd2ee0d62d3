using Playground.Testing;
using Playground.Tuf.Client;
using Playground.Tuf.Model;
using Xunit;

namespace Playground.Tuf.Tests.Client;

/// <summary>How much a client takes before it says that it is enough.</summary>
public sealed class LimitTests
{
    [Theory]
    [InlineData("root")]
    [InlineData("timestamp")]
    [InlineData("snapshot")]
    [InlineData("targets")]
    [InlineData("packages")]
    public async Task A_file_may_be_as_long_as_the_limit_and_not_a_byte_longer(string role)
    {
        await using var scenario = new Scenario();
        scenario.Repository.Delegate("targets", "packages", paths: "pkg/*");
        Assert.All(Enumerable.Range(0, 20), i => scenario.Repository.AddArtifact($"pkg/{i}", [(byte)i], "packages"));
        scenario.Repository.Publish("root");
        scenario.Repository.PublishThrough("packages", "targets");
        long length = scenario.Repository.FileOf(role).Length;

        TufException refused = await Assert.ThrowsAsync<TufException>(() => FindAsync(length - 1));
        Assert.Equal(ProblemCodes.FetchTooLong, refused.Code);
        if (role == "targets")
        {
            await Limited(length).RefreshAsync(scenario.Cancel);
        }
        else
        {
            Assert.Null(await FindAsync(length));
        }

        Task<FoundTarget?> FindAsync(long limit) => Limited(limit).FindTargetAsync(TargetPath.Parse("pkg/missing"), scenario.Cancel);

        Updater Limited(long limit) => scenario.Client(options => role switch
        {
            "root" => options with { MaxRootLength = limit },
            "timestamp" => options with { MaxTimestampLength = limit },
            "snapshot" => options with { MaxSnapshotLength = limit },
            _ => options with { MaxTargetsLength = limit },
        });
    }

    [Theory]
    [InlineData("snapshot")]
    [InlineData("targets")]
    public async Task A_length_that_is_listed_limits_what_is_read(string role)
    {
        await using var scenario = new Scenario();
        scenario.Repository.DescribesMetadata = true;
        scenario.Repository.PublishThrough("targets");
        scenario.Server.Inject(scenario.Repository.PathOf(role), HttpFault.Endless);
        long before = scenario.Server.BytesSent;

        TufException refused = await Assert.ThrowsAsync<TufException>(() => scenario.Client().RefreshAsync(scenario.Cancel));
        Assert.Equal(ProblemCodes.FetchTooLong, refused.Code);
        Assert.InRange(scenario.Server.BytesSent - before, 1, 32 * 1024 * 1024);
    }

    [Fact]
    public async Task So_many_roots_and_no_more_are_taken_in_one_update_and_the_next_goes_on_from_there()
    {
        await using var scenario = new Scenario();
        scenario.Repository.Publish("root", "root", "root", "root", "root");
        Updater Client() => scenario.Client(options => options with { MaxRootRotations = 3 });

        TufException refused = await Assert.ThrowsAsync<TufException>(() => Client().RefreshAsync(scenario.Cancel));
        Assert.Equal(ProblemCodes.TooManyRoots, refused.Code);
        Assert.Equal(scenario.Repository.RootFile(4), scenario.Stored()["root.json"]);
        Assert.DoesNotContain("timestamp.json", scenario.Stored().Keys);

        await Client().RefreshAsync(scenario.Cancel);
        Assert.Equal(scenario.Repository.RootFile(6), scenario.Stored()["root.json"]);
    }

    [Fact]
    public async Task So_many_roles_and_no_more_are_asked_for_one_target()
    {
        await using var scenario = new Scenario();
        string[] roles = ["a", "b", "c", "d"];
        string by = "targets";
        foreach (string role in roles)
        {
            scenario.Repository.Delegate(by, role, paths: "*");
            by = role;
        }

        scenario.Repository.AddArtifact("file.txt", "content"u8.ToArray(), "d");
        scenario.Repository.PublishThrough([.. roles, "targets"]);

        TufException refused = await Assert.ThrowsAsync<TufException>(() => FindAsync(4));
        Assert.Equal(ProblemCodes.TooManyDelegations, refused.Code);
        Assert.Equal("d", (await FindAsync(5))?.Role.Value);

        Task<FoundTarget?> FindAsync(int limit) => scenario
            .Client(options => options with { MaxDelegations = limit }).FindTargetAsync(TargetPath.Parse("file.txt"), scenario.Cancel);
    }
}
