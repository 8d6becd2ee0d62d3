using Playground.Testing;
using Playground.Tuf.Model;
using Playground.Tuf.Trust;
using Xunit;

namespace Playground.Tuf.Tests.Trust;

/// <summary>In which order roles are asked for a target (specification 5.6.7).</summary>
public sealed class DelegationSearchTests
{
    private static readonly Root Root = new TestRepository().Root;

    /// <summary>Each line: who delegates to whom, in order; <c>!</c> marks a terminating delegation, and a pattern may follow in brackets.</summary>
    [Theory]
    [InlineData("", "targets")]
    [InlineData("targets: a b c", "targets a b c")]
    [InlineData("targets: a b; a: c d; b: e", "targets a c d b e")]
    [InlineData("targets: a d; a: b; b: c", "targets a b c d")]
    [InlineData("targets: a b! c; b: d", "targets a b d")]
    [InlineData("targets: a! b", "targets a")]
    [InlineData("targets: a b; a: c! d; c: e", "targets a c e")]
    [InlineData("targets: a b; a: c!", "targets a c")]
    [InlineData("targets: a! b; a: c d", "targets a c d")]
    [InlineData("targets: a; a: b; b: a targets", "targets a b")]
    [InlineData("targets: a; a: a b", "targets a b")]
    [InlineData("targets: a b; a: c; b: c; c: d", "targets a c d b")]
    [InlineData("targets: a b; a: b c; b: d", "targets a b d c")]
    [InlineData("targets: a[x] b[file] c[y/*] d[*]; b: e[f*] g[g*]", "targets b e d")]
    [InlineData("targets: a[x]! b", "targets b")]
    public void Roles_are_asked_depth_first_and_none_twice(string delegations, string order) => Assert.Equal(order, string.Join(' ', Search(delegations)));

    [Theory]
    [InlineData(5, 4)]
    [InlineData(5, 5)]
    [InlineData(100, 33)]
    public void As_many_roles_are_asked_as_may_be_and_then_the_search_is_given_up(int roles, int most)
    {
        string delegations = "targets: " + string.Join(' ', Enumerable.Range(1, roles - 1).Select(i => $"r{i}"));
        var visited = new List<string>();
        if (roles <= most)
        {
            Search(delegations, most, visited);
            Assert.Equal(roles, visited.Count);
            return;
        }

        TufException refusal = Assert.Throws<TufException>(() => Search(delegations, most, visited));
        Assert.Equal(ProblemCodes.TooManyDelegations, refusal.Code);
        Assert.Equal(most, visited.Count);
    }

    [Fact]
    public void Roles_asked_before_do_not_count_again_towards_the_bound() =>
        Assert.Equal(["targets", "a", "b"], Search("targets: a b a2[no]; a: b a targets; b: a b", most: 3));

    [Fact]
    public void Every_step_names_the_delegator_and_holds_its_metadata()
    {
        Dictionary<string, Targets> graph = Graph("targets: a; a: b");
        var search = new DelegationSearch(Root, TargetPath.Parse("file"), 10);

        DelegationStep first = search.Next()!;
        Assert.Equal((RoleName.Targets, RoleName.Root, Root), (first.Role, first.Delegator, first.Source));
        search.Descend(graph["targets"]);
        DelegationStep second = search.Next()!;
        Assert.Equal((RoleName.Parse("a"), RoleName.Targets), (second.Role, second.Delegator));
        Assert.Same(graph["targets"].Delegations, second.Source);
        search.Descend(graph["a"]);
        DelegationStep third = search.Next()!;
        Assert.Equal((RoleName.Parse("b"), RoleName.Parse("a")), (third.Role, third.Delegator));
        Assert.Same(graph["a"].Delegations, third.Source);
        Assert.Null(search.Next());
        Assert.Null(search.Next());
    }

    [Fact]
    public void Of_bins_only_the_one_of_the_path_is_asked_and_nobody_after_it()
    {
        var bins = new SuccinctRoles { KeyIds = [], Threshold = 1, BitLength = 8, NamePrefix = "bin" };
        Targets binned = new() { Expires = default, Delegations = new Delegations { Keys = Root.Keys, SuccinctRoles = bins } };
        Dictionary<string, Targets> graph = Graph("targets: a b");
        graph["a"] = binned;

        // printf file042 | sha256sum begins with 64
        Assert.Equal(["targets", "a", "bin-64"], Search(graph, 10, [], "file042"));
    }

    [Fact]
    public void Roles_are_chosen_by_hash_prefix_too()
    {
        Targets targets = new()
        {
            Expires = default,
            Delegations = new Delegations { Keys = Root.Keys, Roles = [ByHash("no", "65"), ByHash("yes", "0", "64b14"), ByHash("also", "6")] },
        };

        Assert.Equal(["targets", "yes", "also"], Search(new() { ["targets"] = targets }, 10, [], "file042"));
    }

    private static DelegatedRole ByHash(string name, params string[] prefixes) =>
        new() { Name = RoleName.Parse(name), KeyIds = [], Threshold = 1, Terminating = false, PathHashPrefixes = prefixes };

    private static List<string> Search(string delegations, int most = 100, List<string>? visited = null) => Search(Graph(delegations), most, visited ?? [], "file");

    private static List<string> Search(Dictionary<string, Targets> graph, int most, List<string> visited, string path)
    {
        var search = new DelegationSearch(Root, TargetPath.Parse(path), most);
        Assert.Equal(path, search.Path.Value);
        while (search.Next() is { } step)
        {
            visited.Add(step.Role.Value);
            search.Descend(graph.GetValueOrDefault(step.Role.Value) ?? new Targets { Expires = default });
        }

        return visited;
    }

    private static Dictionary<string, Targets> Graph(string delegations) => delegations.Split(';', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => line.Split(':', StringSplitOptions.TrimEntries))
        .ToDictionary(line => line[0], line => new Targets
        {
            Expires = default,
            Delegations = new Delegations { Keys = Root.Keys, Roles = [.. line[1].Split(' ').Select(ByPattern)] },
        });

    private static DelegatedRole ByPattern(string text)
    {
        string[] parts = text.TrimEnd('!').TrimEnd(']').Split('[');
        return new DelegatedRole
        {
            Name = RoleName.Parse(parts[0]),
            KeyIds = [],
            Threshold = 1,
            Terminating = text.EndsWith('!'),
            Paths = [PathPattern.Parse(parts.Length > 1 ? parts[1] : "*")],
        };
    }
}
