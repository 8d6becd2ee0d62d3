using System.Text.Json.Nodes;
using Playground.Testing;
using Playground.Tuf.Keys;
using Playground.Tuf.Model;
using Xunit;

namespace Playground.Tuf.Tests.Client;

/// <summary>What went wrong in clients of TUF, as published, does not go wrong here. Each test bears the number of its advisory.</summary>
public sealed partial class AdvisoryTests
{
    private static readonly byte[] Good = "good"u8.ToArray();
    private static readonly byte[] Evil = "evil"u8.ToArray();

    [Theory]
    [InlineData("snapshot", 0)]
    [InlineData("timestamp", 0)]
    [InlineData("targets", 0)]
    [InlineData("root", 0)]
    [InlineData("targets", -1)]
    public async Task CVE_2026_23992_a_top_level_threshold_of_nothing_is_refused(string role, int threshold)
    {
        await using var scenario = new Scenario();
        scenario.Repository.PublishEdited("root", root => root["roles"]![role]!["threshold"] = threshold);
        scenario.Repository.SignersOf(role).Clear();
        scenario.Repository.PublishThrough("targets");

        Assert.Equal(ProblemCodes.BadThreshold, await RefusalAsync(scenario));
        Assert.Equal(scenario.Repository.RootFile(), scenario.Stored()["root.json"]);
        Assert.Single(scenario.Server.Requests);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(null)]
    public async Task CVE_2026_23992_a_delegated_threshold_of_nothing_is_refused(int? threshold)
    {
        await using var scenario = new Scenario();
        scenario.Repository.Delegate("targets", "packages", paths: "*");
        scenario.Repository.AddArtifact("file.txt", Evil, "packages");
        scenario.Repository.SignersOf("packages").Clear();
        scenario.Repository.Publish("packages");
        scenario.Repository.PublishEdited("targets", targets =>
        {
            JsonObject role = targets["delegations"]!["roles"]![0]!.AsObject();
            role.Remove("threshold");
            if (threshold is not null)
            {
                role["threshold"] = threshold;
            }
        });
        scenario.Repository.Publish("snapshot", "timestamp");

        Assert.Equal(threshold is null ? ProblemCodes.MissingField : ProblemCodes.BadThreshold, await RefusalAsync(scenario));
    }

    [Fact]
    public async Task CVE_2020_15093_CVE_2020_6174_CVE_2026_6966_one_signature_given_twice_is_no_two()
    {
        foreach (string role in (string[])["root", "timestamp", "snapshot", "targets", "packages"])
        {
            await using var scenario = new Scenario();
            scenario.Repository.Delegate("targets", "packages", paths: "*");
            ISigner second = scenario.Repository.AddKey(role);
            scenario.Repository.SetThreshold(role, 2);
            scenario.Repository.SignersOf(role).Remove(second);
            scenario.Repository.Publish("root", "packages", "targets", "snapshot", "timestamp");
            scenario.Repository.Tamper(role, file => file["signatures"]!.AsArray().Add(file["signatures"]![0]!.DeepClone()));

            Assert.Equal(ProblemCodes.DuplicateKeyId, await RefusalAsync(scenario));
        }
    }

    [Fact]
    public async Task GHSA_3633_5h82_39pq_one_key_under_two_keyids_is_no_two()
    {
        foreach (string role in (string[])["timestamp", "snapshot", "targets", "packages"])
        {
            await using var scenario = new Scenario();
            scenario.Repository.Delegate("targets", "packages", paths: "*");
            byte[] seed = [.. Enumerable.Repeat((byte)7, Ed25519Signer.SeedLength)];
            scenario.Repository.RemoveKey(role, scenario.Repository.SignersOf(role)[0]);
            scenario.Repository.AddKey(role, Ed25519Signer.FromSeed(seed, keyId: KeyId.Parse("first name")));
            scenario.Repository.AddKey(role, Ed25519Signer.FromSeed(seed, keyId: KeyId.Parse("second name")));
            scenario.Repository.SetThreshold(role, 2);
            scenario.Repository.Publish("root", "packages", "targets", "snapshot", "timestamp");

            Assert.Equal(ProblemCodes.ThresholdNotMet, await RefusalAsync(scenario));
        }
    }

    [Fact]
    public async Task CVE_2020_15163_a_root_that_the_one_before_did_not_sign_is_refused_and_never_stored()
    {
        await using var scenario = new Scenario();
        var attacker = new TestRepository(name: "attacker");
        attacker.Publish("root");
        scenario.Server.Files["/metadata/2.root.json"] = attacker.FileOf("root");

        Assert.Equal(ProblemCodes.ThresholdNotMet, await RefusalAsync(scenario));
        Assert.Equal(["root.json", "root_history/1.root.json"], scenario.Stored().Keys.Order(StringComparer.Ordinal));
        Assert.Equal(scenario.Repository.RootFile(), scenario.Stored()["root.json"]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(9)]
    public async Task CVE_2025_2885_a_root_of_another_version_than_the_next_is_refused(long version)
    {
        await using var scenario = new Scenario();
        scenario.Server.Files["/metadata/2.root.json"] = SignedFile.Of(
            scenario.Repository.Root with { Version = version }, [.. scenario.Repository.SignersOf("root")]);

        Assert.Equal(ProblemCodes.RootVersionGap, await RefusalAsync(scenario));
        Assert.Equal(scenario.Repository.RootFile(), scenario.Stored()["root.json"]);
    }

    [Theory]
    [InlineData("timestamp", ProblemCodes.TimestampRollback)]
    [InlineData("snapshot", ProblemCodes.TimestampRollback)]
    [InlineData("targets", ProblemCodes.SnapshotRollback)]
    [InlineData("packages", ProblemCodes.SnapshotRollback)]
    public async Task CVE_2022_29173_CVE_2025_2887_no_role_goes_back(string role, string code)
    {
        await using var scenario = new Scenario();
        scenario.Repository.Delegate("targets", "packages", paths: "*");
        scenario.Repository.PublishThrough("packages", "targets");
        scenario.Repository.PublishThrough("packages", "targets");
        await scenario.Client().FindTargetAsync(TargetPath.Parse("missing"), scenario.Cancel);
        IReadOnlyDictionary<string, byte[]> before = scenario.Stored();

        scenario.Repository.PublishAs(role, 1);
        scenario.Repository.Publish(role switch { "timestamp" => [], "snapshot" => ["timestamp"], _ => ["snapshot", "timestamp"] });

        Assert.Equal(code, await RefusalAsync(scenario));
        Assert.Equal(before["snapshot.json"], scenario.Stored()["snapshot.json"]);
        Assert.Equal(before["packages.json"], scenario.Stored()["packages.json"]);
    }

    [Fact]
    public async Task CVE_2025_2888_a_timestamp_that_lists_an_older_snapshot_is_not_stored_and_good_ones_are_still_taken()
    {
        await using var scenario = new Scenario();
        scenario.Repository.PublishThrough("targets");
        await scenario.Client().RefreshAsync(scenario.Cancel);
        byte[] before = scenario.Stored()["timestamp.json"];
        Timestamp good = scenario.Repository.Timestamp;
        scenario.Repository.Timestamp = good with { Snapshot = new MetaFile { Version = 1 } };
        scenario.Repository.PublishAs("timestamp", 900);

        Assert.Equal(ProblemCodes.TimestampRollback, await RefusalAsync(scenario));
        Assert.Equal(before, scenario.Stored()["timestamp.json"]);

        scenario.Repository.Timestamp = good;
        scenario.Repository.PublishAs("timestamp", 3);
        await scenario.Client().RefreshAsync(scenario.Cancel);
        Assert.Equal(scenario.Repository.FileOf("timestamp"), scenario.Stored()["timestamp.json"]);
    }

    [Theory]
    [InlineData("expired", ProblemCodes.TargetsExpired)]
    [InlineData("another hash", ProblemCodes.FileMismatch)]
    [InlineData("another length", ProblemCodes.FetchTooLong)]
    [InlineData("another version", ProblemCodes.TargetsVersionMismatch)]
    public async Task CVE_2026_6967_a_delegated_role_is_checked_like_any_other(string fault, string code)
    {
        await using var scenario = new Scenario();
        scenario.Repository.Delegate("targets", "packages", paths: "*");
        scenario.Repository.AddArtifact("file.txt", Evil, "packages");
        if (fault == "expired")
        {
            scenario.Repository.SetExpiry("packages", TestRepository.Now);
        }

        scenario.Repository.Publish("packages", "targets");
        MetaFiles meta = scenario.Repository.Snapshot.Meta;
        var role = RoleName.Parse("packages");
        scenario.Repository.Snapshot = scenario.Repository.Snapshot with
        {
            Meta = fault switch
            {
                "another hash" => meta.With(role, meta[role] with { Hashes = Hashes.OfSha256(Good) }),
                "another length" => meta.With(role, meta[role] with { Length = 10 }),
                _ => meta,
            },
        };
        if (fault == "another version")
        {
            scenario.Server.Files[scenario.Repository.PathOf("packages")] = SignedFile.Of(
                scenario.Repository["packages"] with { Version = 7 }, [.. scenario.Repository.SignersOf("packages")]);
        }

        scenario.Repository.Publish("snapshot", "timestamp");

        Assert.Equal(code, await RefusalAsync(scenario));
        Assert.DoesNotContain("packages.json", scenario.Stored().Keys);
    }

    /// <summary>The code with which a search for a file that any role may list is refused.</summary>
    private static async Task<string> RefusalAsync(Scenario scenario) => (await Assert.ThrowsAsync<TufException>(
        () => scenario.Client().FindTargetAsync(TargetPath.Parse("file.txt"), scenario.Cancel))).Code;
}
