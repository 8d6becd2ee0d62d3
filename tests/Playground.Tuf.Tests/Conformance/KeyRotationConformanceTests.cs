using System.Globalization;
using Playground.Testing;
using Playground.Tuf.Keys;
using Xunit;

namespace Playground.Tuf.Tests.Conformance;

/// <summary>
/// Sequences of keys and thresholds. <c>3 of 01345 by 0245</c> is a version in whose words three of the keys 0, 1, 3, 4 and 5 must sign,
/// and which the keys 0, 2, 4 and 5 did sign.
/// </summary>
public sealed class KeyRotationConformanceTests
{
    [Theory]
    [InlineData("the only key is replaced", "1 of 1 by 1", "1 of 2 by 21", "1 of 2 by 2")]
    [InlineData("signatures of strangers do no harm", "1 of 1 by 314", "1 of 2 by 3214", "1 of 2 by 324")]
    [InlineData("any three of five will do", "3 of 01234 by 024", "3 of 01234 by 041", "3 of 01234 by 013", "3 of 01234 by 013")]
    [InlineData("one of five is replaced", "3 of 01234 by 024", "3 of 01345 by 041")]
    [InlineData("one of five is replaced, signing a last time", "3 of 01234 by 024", "3 of 01345 by 0245", "3 of 01345 by 045")]
    [InlineData("all five are replaced", "3 of 01234 by 024", "3 of 56789 by 024567", "3 of 56789 by 567")]
    [InlineData("the threshold rises", "1 of 123 by 1", "2 of 123 by 12")]
    [InlineData("the threshold sinks", "2 of 123 by 12", "1 of 123 by 12", "1 of 123 by 1")]
    [InlineData("the threshold rises with a new key", "1 of 1 by 1", "2 of 12 by 12")]
    public async Task A_root_that_the_one_before_and_itself_ask_for_is_taken(string why, params string[] roots)
    {
        await using var published = new PublishedRepository();
        byte[] first = PublishRoots(published.Repository, roots);

        (await published.Begin(first).RefreshAsync()).Succeeds();
        Assert.True(published.Stored("root").AsSpan().SequenceEqual(published.Repository.FileOf("root")), why);
    }

    [Theory]
    [InlineData("not signed with the old key", "1 of 1 by 1", "1 of 2 by 234")]
    [InlineData("not signed with the new key", "1 of 1 by 1", "1 of 2 by 134")]
    [InlineData("too few of the new keys", "3 of 01234 by 024", "3 of 01345 by 024")]
    [InlineData("too few of the old keys", "3 of 01234 by 024", "3 of 01345 by 045")]
    [InlineData("below the new threshold", "1 of 123 by 1", "2 of 123 by 2")]
    [InlineData("below the old threshold", "2 of 123 by 12", "1 of 123 by 1")]
    public async Task A_root_that_lacks_signatures_is_refused_and_the_one_before_stays(string why, params string[] roots)
    {
        await using var published = new PublishedRepository();
        byte[] first = PublishRoots(published.Repository, roots);

        (await published.Begin(first).RefreshAsync()).FailsWith(ProblemCodes.ThresholdNotMet);
        Assert.True(published.Stored("root").AsSpan().SequenceEqual(published.Repository.RootFile(roots.Length - 1)), why);
    }

    [Theory]
    [InlineData("the new key", "1 of 2 by 2", true)]
    [InlineData("the key among strangers", "1 of 1 by 314", true)]
    [InlineData("strangers and the old key", "1 of 2 by 134", false)]
    [InlineData("two of three", "3 of 01345 by 024", false)]
    [InlineData("two of three, alone", "3 of 01345 by 04", false)]
    [InlineData("three of five: first combination", "3 of 01234 by 024", true)]
    [InlineData("three of five: second combination", "3 of 01234 by 041", true)]
    [InlineData("three of five: third combination", "3 of 01234 by 013", true)]
    [InlineData("three of five: fourth combination", "3 of 01234 by 123", true)]
    [InlineData("three of five: fifth combination", "3 of 01234 by 234", true)]
    public async Task Each_online_role_and_targets_are_judged_by_the_keys_of_the_newest_root(string why, string rule, bool isGood)
    {
        await using var published = new PublishedRepository();
        published.Begin();
        InMemorySigner[] keys = TenKeys(published.Repository);
        foreach (string role in (string[])["timestamp", "snapshot", "targets"])
        {
            Apply(published.Repository, role, rule, keys);
            published.Repository.Publish("root", "targets", "snapshot", "timestamp");

            ClientRun refresh = await published.RefreshAsync();
            if (!isGood)
            {
                refresh.FailsWith(ProblemCodes.ThresholdNotMet);
                break;
            }

            refresh.Succeeds();
            Assert.True(published.Stored(role).AsSpan().SequenceEqual(published.Repository.FileOf(role)), why);
        }
    }

    [Theory]
    [InlineData("timestamp")]
    [InlineData("snapshot")]
    [InlineData("targets")]
    public async Task Signatures_of_strangers_are_no_signatures_of(string role)
    {
        await using var published = new PublishedRepository();
        Apply(published.Repository, role, "1 of 2 by 134", TenKeys(published.Repository));
        published.Repository.Publish("root", "targets", "snapshot", "timestamp");

        (await published.Begin().RefreshAsync()).FailsWith(ProblemCodes.ThresholdNotMet);
        Assert.DoesNotContain(role, published.Trusted, StringComparison.Ordinal);
    }

    /// <summary>Publishes roots from version 1 on; gives the first.</summary>
    private static byte[] PublishRoots(TestRepository repository, string[] rules)
    {
        InMemorySigner[] keys = TenKeys(repository);
        for (int i = 0; i < rules.Length; i++)
        {
            Apply(repository, "root", rules[i], keys);
            repository.PublishAs("root", i + 1);
        }

        return repository.RootFile();
    }

    private static InMemorySigner[] TenKeys(TestRepository repository) => [.. Enumerable.Range(0, 10).Select(_ => repository.NewSigner())];

    private static void Apply(TestRepository repository, string role, string rule, InMemorySigner[] keys)
    {
        string[] words = rule.Split(' ');
        foreach (ISigner signer in repository.SignersOf(role).ToArray())
        {
            repository.RemoveKey(role, signer);
        }

        repository.Root = repository.Root with
        {
            Roles = repository.Root.Roles.ToDictionary(known => known.Key, known => known.Key.Value == role ? known.Value with { KeyIds = [] } : known.Value),
        };
        Assert.All(words[2], digit => repository.AddKey(role, keys[digit - '0']));
        repository.SetThreshold(role, long.Parse(words[0], CultureInfo.InvariantCulture));
        repository.SignersOf(role).Clear();
        Assert.All(words[4], digit => repository.SignersOf(role).Add(keys[digit - '0']));
    }
}
