using Playground.Testing;
using Playground.Tuf.Model;
using Xunit;

namespace Playground.Tuf.Tests.Conformance;

/// <summary>Lengths and hashes that timestamp and snapshot may list of the files they list.</summary>
public sealed class HashedMetadataConformanceTests
{
    [Fact]
    public async Task Files_that_are_as_listed_are_accepted()
    {
        await using var published = new PublishedRepository();
        published.Repository.DescribesMetadata = true;
        published.Repository.PublishThrough("targets");

        await published.BeginAndRefreshAsync();
        Assert.Equal("root 1, snapshot 2, targets 2, timestamp 2", published.Trusted);
    }

    [Theory]
    [InlineData("targets", "another hash", "root 1, snapshot 3, targets 2, timestamp 3", ProblemCodes.FileMismatch)]
    [InlineData("targets", "too short", "root 1, snapshot 3, targets 2, timestamp 3", ProblemCodes.FetchTooLong)]
    [InlineData("targets", "too long", "root 1, snapshot 3, targets 2, timestamp 3", ProblemCodes.FileMismatch)]
    [InlineData("snapshot", "another hash", "root 1, snapshot 2, targets 2, timestamp 3", ProblemCodes.FileMismatch)]
    [InlineData("snapshot", "too short", "root 1, snapshot 2, targets 2, timestamp 3", ProblemCodes.FetchTooLong)]
    [InlineData("snapshot", "too long", "root 1, snapshot 2, targets 2, timestamp 3", ProblemCodes.FileMismatch)]
    public async Task A_file_that_is_not_as_listed_is_refused(string role, string listed, string trusted, string code)
    {
        await using var published = new PublishedRepository();
        TestRepository repository = published.Repository;
        repository.DescribesMetadata = true;
        repository.PublishThrough("targets");
        await published.BeginAndRefreshAsync();

        repository.Publish("targets");
        if (role == "targets")
        {
            repository.Snapshot = repository.Snapshot with { Meta = repository.Snapshot.Meta.With(RoleName.Targets, Wrong(repository.Snapshot.Meta[RoleName.Targets], listed)) };
        }

        repository.Publish("snapshot");
        if (role == "snapshot")
        {
            repository.Timestamp = repository.Timestamp with { Snapshot = Wrong(repository.Timestamp.Snapshot, listed) };
        }

        repository.Publish("timestamp");

        (await published.RefreshAsync()).FailsWith(code);
        Assert.Equal(trusted, published.Trusted);
    }

    private static MetaFile Wrong(MetaFile right, string how) => how switch
    {
        "another hash" => right with { Hashes = Hashes.OfSha256("something else"u8) },
        "too short" => right with { Length = right.Length - 1 },
        _ => right with { Length = right.Length + 1 },
    };
}
