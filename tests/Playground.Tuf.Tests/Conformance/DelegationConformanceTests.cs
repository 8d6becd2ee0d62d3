using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Playground.Testing;
using Playground.Tuf.Model;
using Xunit;

namespace Playground.Tuf.Tests.Conformance;

/// <summary>
/// Which roles are asked for a target, in which order, seen in the requests. <c>A>C(*.py)!</c> is a delegation from A to C for Python files
/// that ends the search; without parentheses it is for every file at the top.
/// </summary>
public sealed partial class DelegationConformanceTests
{
    [Theory]
    [InlineData("A", "targets>A")]
    [InlineData("A B", "targets>A", "targets>B")]
    [InlineData("A B C", "targets>A", "targets>B", "B>C")]
    [InlineData("A C D B", "targets>A", "targets>B", "A>C", "A>D")]
    [InlineData("A C D B", "targets>A", "targets>B", "A>C", "C>D")]
    [InlineData("A C", "targets>A", "targets>B", "A>C!", "A>D")]
    [InlineData("A C D", "targets>A", "targets>B", "A>C!", "C>D")]
    [InlineData("A", "targets>A!", "targets>B")]
    [InlineData("B", "targets>A(*.py)!", "targets>B")]
    [InlineData("B", "targets>A(*.py)", "targets>B", "A>C")]
    [InlineData("A B", "targets>A", "targets>B", "A>C(*.py)", "C>D")]
    [InlineData("A B C D", "targets>A", "targets>B", "B>C", "C>D", "D>B")]
    [InlineData("A", "targets>A", "A>A")]
    [InlineData("A C B", "targets>A", "targets>B", "B>C", "A>C")]
    [InlineData("A B C", "targets>A", "targets>B", "B>C", "A>C(*.py)")]
    public async Task Roles_are_asked_depth_first_in_the_order_of_their_delegator(string expected, params string[] delegations)
    {
        await using var published = new PublishedRepository();
        PublishGraph(published.Repository, delegations);

        (await published.Begin().DownloadAsync("missing")).Fails();
        Assert.Equal(expected, string.Join(' ', published.RolesAskedFor));
        Assert.All(published.MetadataRequests.Skip(4), file => Assert.StartsWith("1.", file, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("artifact", "", true)]
    [InlineData("README.md", "A", true)]
    [InlineData("releases/x/x_v1", "B C", true)]
    [InlineData("releases/y/y_v1.zip", "B D", true)]
    [InlineData("releases/z/z_v1.zip", "B", false)]
    [InlineData("releases/x/deeper/x_v1", "", false)]
    public async Task A_target_is_found_where_every_role_on_the_way_is_trusted_for_it(string target, string asked, bool isFound)
    {
        await using var published = new PublishedRepository();
        PublishGraph(
            published.Repository,
            ["targets>A(*.doc,*.md)", "targets>B(releases/*/*)", "B>C(releases/x/*)", "B>D(releases/y/*.zip)"],
            [
                ("targets", "artifact"), ("A", "README.md"), ("C", "releases/x/x_v1"), ("D", "releases/y/y_v1.zip"),
                ("D", "releases/z/z_v1.zip"), ("C", "releases/x/deeper/x_v1"),
            ]);

        ClientRun download = await published.Begin().DownloadAsync(target);
        if (isFound)
        {
            download.Succeeds();
        }
        else
        {
            download.Fails();
        }

        Assert.Equal(isFound ? [target] : [], published.Downloaded);
        Assert.Equal(asked, string.Join(' ', published.RolesAskedFor));
    }

    [Theory]
    [InlineData(1, "boo", "bin-0")]
    [InlineData(1, "too", "bin-1")]
    [InlineData(2, "foo", "bin-0")]
    [InlineData(2, "doo", "bin-1")]
    [InlineData(2, "too", "bin-2")]
    [InlineData(2, "bar", "bin-3")]
    [InlineData(8, "bar", "bin-fc")]
    public async Task Of_succinct_bins_only_the_one_for_the_target_is_asked(int bitLength, string target, string bin)
    {
        await using var published = new PublishedRepository();
        IReadOnlyList<string> bins = published.Repository.DelegateToBins("targets", bitLength);
        published.Repository.AddArtifact(target, Encoding.UTF8.GetBytes(target), bin);
        published.Repository.PublishThrough([.. bins, "targets"]);

        (await published.Begin().DownloadAsync(target)).Succeeds();
        Assert.Equal([bin], published.RolesAskedFor);
        Assert.Equal($"{bin} 1, root 1, snapshot 2, targets 2, timestamp 2", published.Trusted);
        Assert.Equal([target], published.Downloaded);
    }

    [Fact]
    public async Task Of_bins_by_hash_prefix_only_the_one_for_the_target_is_asked()
    {
        await using var published = new PublishedRepository();
        string hash = Convert.ToHexStringLower(SHA256.HashData("file.txt"u8));
        foreach (char digit in "0123456789abcdef")
        {
            published.Repository.Delegate("targets", new DelegatedRole
            {
                Name = RoleName.Parse($"bin-{digit}"),
                KeyIds = [],
                Threshold = 1,
                Terminating = false,
                PathHashPrefixes = [digit + "0", .. "123456789abcdef".Select(second => $"{digit}{second}")],
            });
            published.Repository.Publish($"bin-{digit}");
        }

        published.Repository.PublishThrough("targets");

        (await published.Begin().DownloadAsync("file.txt")).Fails();
        Assert.Equal([$"bin-{hash[0]}"], published.RolesAskedFor);
    }

    private static void PublishGraph(TestRepository repository, string[] delegations, (string Role, string Target)[]? artifacts = null)
    {
        var roles = new List<string>();
        foreach (string text in delegations)
        {
            Match match = Delegation().Match(text);
            string role = match.Groups["role"].Value;
            string[] paths = match.Groups["paths"].Success ? match.Groups["paths"].Value.Split(',') : ["*"];
            repository.Delegate(match.Groups["by"].Value, role, match.Groups["terminating"].Success, paths);
            roles.Add(role);
        }

        foreach ((string role, string target) in artifacts ?? [])
        {
            repository.AddArtifact(target, Encoding.UTF8.GetBytes(target), role);
        }

        repository.PublishThrough([.. roles.Distinct(), "targets"]);
    }

    [GeneratedRegex(@"^(?<by>\w+)>(?<role>\w+)(\((?<paths>.+)\))?(?<terminating>!)?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Delegation();
}
