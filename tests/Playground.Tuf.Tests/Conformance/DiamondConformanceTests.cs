using Playground.Testing;
using Playground.Tuf.Keys;
using Xunit;

namespace Playground.Tuf.Tests.Conformance;

/// <summary>
/// Two roles delegate to a third, each with keys of its own: A to C for Python files, B to C for text. What C says of a path is worth what the
/// delegator on the way to it asks for, whether or not C was accepted on another way already.
/// </summary>
public sealed class DiamondConformanceTests
{
    [Fact]
    public async Task Signed_for_both_delegators_a_role_serves_both_and_is_fetched_once()
    {
        await using var published = Diamond(signedForA: true, signedForB: true);

        (await published.Begin().DownloadAsync("a.py", "b.txt", "also.py")).Succeeds();
        Assert.Equal(["a.py", "also.py", "b.txt"], published.Downloaded);
        Assert.Equal(["A", "C", "B"], published.RolesAskedFor);
    }

    [Theory]
    [InlineData(true, "a.py", "b.txt")]
    [InlineData(false, "b.txt", "a.py")]
    public async Task Accepted_through_one_delegator_a_role_is_refused_through_the_other_whose_keys_did_not_sign(bool signedForA, string good, string bad)
    {
        await using var published = Diamond(signedForA, signedForB: !signedForA);

        (await published.Begin().DownloadAsync(good, bad)).FailsWith(ProblemCodes.ThresholdNotMet);
        Assert.Equal([good], published.Downloaded);

        (await published.DownloadAsync(bad)).FailsWith(ProblemCodes.ThresholdNotMet);
        (await published.DownloadAsync(good)).Succeeds();
        Assert.Equal([good], published.Downloaded);
    }

    [Fact]
    public async Task The_threshold_of_the_delegator_on_the_way_decides()
    {
        await using var published = Diamond(signedForA: true, signedForB: true);
        TestRepository repository = published.Repository;
        ISigner late = repository.AddKey("C", by: "B");
        repository.SetThreshold("C", 2, by: "B");
        repository.SignersOf("C").Remove(late);
        repository.PublishThrough("C", "B");

        (await published.Begin().DownloadAsync("a.py", "b.txt")).FailsWith(ProblemCodes.ThresholdNotMet);
        Assert.Equal(["a.py"], published.Downloaded);

        repository.SignersOf("C").Add(late);
        repository.PublishThrough("C");
        (await published.DownloadAsync("a.py", "b.txt")).Succeeds();
        Assert.Equal(["a.py", "b.txt"], published.Downloaded);
    }

    private static PublishedRepository Diamond(bool signedForA, bool signedForB)
    {
        var published = new PublishedRepository();
        TestRepository repository = published.Repository;
        repository.Delegate("targets", "A", paths: "*.py");
        repository.Delegate("targets", "B", paths: "*.txt");
        repository.Delegate("A", "C", paths: "*.py");
        repository.Delegate("B", "C", paths: "*.txt");
        ISigner[] keys = [.. repository.SignersOf("C")];
        foreach (string path in (string[])["a.py", "also.py", "b.txt"])
        {
            repository.AddArtifact(path, [.. path.Select(c => (byte)c)], "C");
        }

        if (!signedForA)
        {
            repository.SignersOf("C").Remove(keys[0]);
        }

        if (!signedForB)
        {
            repository.SignersOf("C").Remove(keys[1]);
        }

        repository.PublishThrough("C", "A", "B", "targets");
        return published;
    }
}
