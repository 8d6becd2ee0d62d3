using System.Text.Json;
using System.Text.Json.Nodes;
using Playground.Testing;
using Playground.Tuf.Keys;
using Playground.Tuf.Model;
using Xunit;

namespace Playground.Tuf.Tests.Conformance;

/// <summary>The plain course of an update, seen from outside: requests, files, exit codes.</summary>
public sealed class UpdateConformanceTests
{
    private static readonly string[] FirstRequests = ["2.root.json", "timestamp.json", "1.snapshot.json", "1.targets.json"];

    [Fact]
    public async Task A_first_update_asks_for_each_file_once_and_keeps_what_it_got()
    {
        await using var published = new PublishedRepository();
        (await published.InitAsync()).Succeeds();
        Assert.Empty(published.MetadataRequests);

        (await published.RefreshAsync()).Succeeds();

        Assert.Equal(FirstRequests, published.MetadataRequests);
        Assert.All(["root", "timestamp", "snapshot", "targets"], role => Assert.Equal(published.Repository.FileOf(role), published.Stored(role)));
    }

    [Fact]
    public async Task A_download_updates_first_and_a_target_nobody_lists_is_refused()
    {
        await using var published = new PublishedRepository();
        published.Begin();

        (await published.DownloadAsync("no such artifact")).Fails();

        Assert.Equal(FirstRequests, published.MetadataRequests);
        Assert.Equal("root 1, snapshot 1, targets 1, timestamp 1", published.Trusted);
        Assert.Empty(published.Downloaded);
    }

    [Theory]
    [InlineData("has no version")]
    [InlineData("has another signature")]
    [InlineData("has no signature")]
    [InlineData("is empty")]
    [InlineData("is no JSON")]
    public async Task Nothing_is_fetched_for_an_initial_root_that(string fault)
    {
        await using var published = new PublishedRepository();
        JsonNode root = JsonNode.Parse(published.Repository.RootFile())!;
        string text = fault switch
        {
            "is empty" => "",
            "is no JSON" => "<html>",
            _ => Spoil(root, fault).ToJsonString(),
        };

        (await published.InitAsync([.. text.Select(c => (byte)c)])).Fails();
        (await published.RefreshAsync()).FailsWith(ProblemCodes.NotInitialized);
        Assert.Empty(published.MetadataRequests);
    }

    [Theory]
    [InlineData("root", "root 1")]
    [InlineData("timestamp", "root 2")]
    [InlineData("snapshot", "root 2, timestamp 2")]
    [InlineData("targets", "root 2, snapshot 2, timestamp 2")]
    public async Task A_role_that_nobody_signed_stops_the_update_there(string role, string trusted)
    {
        await using var published = new PublishedRepository();
        published.Repository.SignersOf(role).Clear();
        published.Repository.Publish("root", "targets", "snapshot", "timestamp");
        published.Begin();

        (await published.RefreshAsync()).FailsWith(ProblemCodes.ThresholdNotMet);
        Assert.Equal(trusted, published.Trusted);
    }

    [Theory]
    [InlineData("root", "root 1", ProblemCodes.RootVersionGap)]
    [InlineData("snapshot", "root 2, timestamp 2", ProblemCodes.SnapshotVersionMismatch)]
    [InlineData("targets", "root 2, snapshot 2, timestamp 2", ProblemCodes.TargetsVersionMismatch)]
    public async Task A_file_whose_name_says_another_version_than_it_does_itself_is_refused(string role, string trusted, string code)
    {
        await using var published = new PublishedRepository();
        TestRepository repository = published.Repository;
        repository.Publish("root", "targets", "snapshot", "timestamp");
        Signed next = role switch { "root" => repository.Root, "snapshot" => repository.Snapshot, _ => repository.Targets };
        repository.Files[repository.PathOf(role)] = SignedFile.Of(next with { Version = 3 }, [.. repository.SignersOf(role)]);
        published.Begin();

        (await published.RefreshAsync()).FailsWith(code);
        Assert.Equal(trusted, published.Trusted);
    }

    [Fact]
    public async Task Another_timestamp_of_the_same_version_is_not_kept_and_nothing_it_lists_is_fetched()
    {
        await using var published = new PublishedRepository();
        await published.BeginAndRefreshAsync();
        byte[] first = published.Stored("timestamp");
        published.Repository.Timestamp = published.Repository.Timestamp with { Snapshot = new MetaFile { Version = 100 } };
        published.Repository.PublishAs("timestamp", 1);

        (await published.RefreshAsync()).Succeeds();

        Assert.Equal([.. FirstRequests, "2.root.json", "timestamp.json"], published.MetadataRequests);
        Assert.Equal(first, published.Stored("timestamp"));
    }

    [Fact]
    public async Task A_file_is_kept_just_as_it_came()
    {
        await using var published = new PublishedRepository();
        byte[] unusual = [.. published.Repository.FileOf("timestamp"), (byte)' '];
        published.Repository.PublishFile("timestamp", unusual);
        await published.BeginAndRefreshAsync();

        Assert.Equal(unusual, published.Stored("timestamp"));
    }

    [Fact]
    public async Task A_new_targets_is_not_fetched_before_snapshot_lists_it()
    {
        await using var published = new PublishedRepository();
        await published.BeginAndRefreshAsync();
        published.Repository.Publish("targets");

        (await published.RefreshAsync()).Succeeds();

        Assert.Equal("timestamp.json", published.MetadataRequests[^1]);
        Assert.Equal("root 1, snapshot 1, targets 1, timestamp 1", published.Trusted);
    }

    [Theory]
    [InlineData("snapshot", "root 1, snapshot 1, targets 1, timestamp 2", "2.snapshot.json")]
    [InlineData("targets", "root 1, snapshot 2, targets 1, timestamp 2", "2.targets.json")]
    [InlineData("timestamp", "root 1, snapshot 1, targets 1, timestamp 1", "timestamp.json")]
    public async Task A_file_that_is_listed_and_not_there_fails_the_update(string role, string trusted, string lastRequest)
    {
        await using var published = new PublishedRepository();
        await published.BeginAndRefreshAsync();
        published.Repository.PublishThrough("targets");
        published.Repository.Withdraw(role);

        (await published.RefreshAsync()).FailsWith(ProblemCodes.FetchNotFound);
        Assert.Equal(lastRequest, published.MetadataRequests[^1]);
        Assert.Equal(trusted, published.Trusted);
    }

    [Fact]
    public async Task Fields_that_nobody_knows_are_signed_like_the_others_and_do_no_harm()
    {
        await using var published = new PublishedRepository();
        await published.BeginAndRefreshAsync();
        TestRepository repository = published.Repository;
        repository.AddKey("root", WithField("extra-field", """{"b":2,"a":[1,"é"]}"""));
        repository.Root = repository.Root with
        {
            UnknownFields = repository.Root.UnknownFields.With("custom-field", "value"),
            Roles = repository.Root.Roles.ToDictionary(known => known.Key, known => known.Value with { UnknownFields = known.Value.UnknownFields.With("another-field", 7) }),
        };
        repository.Publish("root");

        (await published.RefreshAsync()).Succeeds();
        Assert.Equal("root 2, snapshot 1, targets 1, timestamp 1", published.Trusted);
    }

    [Fact]
    public async Task The_old_field_of_keys_that_names_a_hash_algorithm_means_nothing()
    {
        await using var published = new PublishedRepository();
        published.Begin();
        TestRepository repository = published.Repository;
        repository.RemoveKey("snapshot", repository.SignersOf("snapshot")[0]);
        repository.AddKey("snapshot", WithField("keyid_hash_algorithms", "\"md5\""));
        repository.Publish("root", "snapshot", "timestamp");

        (await published.RefreshAsync()).Succeeds();
        Assert.Equal("root 2, snapshot 2, targets 1, timestamp 2", published.Trusted);
    }

    [Fact]
    public async Task Metadata_of_another_type_is_refused_even_where_all_else_about_it_is_right()
    {
        await using var published = new PublishedRepository();
        published.Begin();
        TestRepository repository = published.Repository;
        repository.AddKey("snapshot", repository.SignersOf("timestamp")[0]);
        repository.Snapshot = repository.Snapshot with { Meta = MetaFiles.Empty.With(RoleName.Snapshot, new MetaFile { Version = 1 }) };
        repository.Publish("root", "snapshot");
        repository.Files[repository.PathOf("timestamp")] = repository.FileOf("snapshot");

        (await published.RefreshAsync()).FailsWith(ProblemCodes.WrongMetadataType);
        Assert.Equal("root 2", published.Trusted);
    }

    private static Ed25519Signer WithField(string name, string json)
    {
        byte[] seed = new byte[Ed25519Signer.SeedLength];
        Key plain = Ed25519Signer.FromSeed(seed).PublicKey;
        return Ed25519Signer.FromSeed(seed, plain with { UnknownFields = plain.UnknownFields.With(name, JsonElement.Parse(json)) });
    }

    private static JsonNode Spoil(JsonNode root, string fault)
    {
        switch (fault)
        {
            case "has no version": root["signed"]!.AsObject().Remove("version"); break;
            case "has another signature": root["signatures"]![0]!["sig"] = new string('5', 128); break;
            case "has no signature": root["signatures"] = new JsonArray(); break;
            default: throw new ArgumentOutOfRangeException(nameof(fault), fault, "Unknown.");
        }

        return root;
    }
}
