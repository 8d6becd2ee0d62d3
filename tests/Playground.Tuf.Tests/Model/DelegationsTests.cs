using Playground.Tuf.Model;
using Xunit;

namespace Playground.Tuf.Tests.Model;

/// <summary>To whom a targets role delegates a path: by pattern, by the hash of the path, or in bins (TAP 15).</summary>
public sealed class DelegationsTests
{
    private static readonly IReadOnlyDictionary<KeyId, Key> NoKeys = new Dictionary<KeyId, Key>();

    [Fact]
    public void A_role_is_trusted_for_the_paths_that_any_of_its_patterns_matches()
    {
        DelegatedRole role = ByPattern("r", "a/*", "b");

        Assert.True(role.Covers(TargetPath.Parse("a/x")));
        Assert.True(role.Covers(TargetPath.Parse("b")));
        Assert.False(role.Covers(TargetPath.Parse("a/x/y")));
        Assert.False(ByPattern("r").Covers(TargetPath.Parse("b")));
    }

    /// <summary>The hashes are what sha256sum says of the paths.</summary>
    [Theory]
    [InlineData("a.txt", "18b7cb099a9ea3f50ba899b5ba81e0d377a5f3b16f8f6eeb8b3e58cd4692b993")]
    [InlineData("dir/file-1.0.tar.gz", "5cb906e1ef52e4d66945429f0ae872d4b20bbc60e08f04a6e39e02fcce00d3db")]
    [InlineData("projects/é/😀.zip", "c3d0d731440e3e3e42377490c5aa5effba6c4fc2f2b37e1343e81a842689688a")]
    public void Or_by_the_hash_of_the_path(string text, string hash)
    {
        TargetPath path = TargetPath.Parse(text);

        Assert.All(Enumerable.Range(1, 64), length => Assert.True(ByHash(hash[..length]).Covers(path)));
        Assert.True(ByHash("00", "ff", hash[..3]).Covers(path));
        Assert.False(ByHash(hash[1..3]).Covers(path));
        Assert.False(ByHash(hash[..63] + (hash[63] == '0' ? '1' : '0')).Covers(path));
        Assert.False(ByHash().Covers(path));
    }

    [Fact]
    public void Long_paths_have_their_hash_too() => Assert.True(
        ByHash("b0967f9b19dd1ec33f8487c394fc3ca2453efcf6010e465dfd4b063632b0493b").Covers(TargetPath.Parse("d/" + new string('é', 600))));

    [Fact]
    public void Roles_are_asked_in_the_order_in_which_they_are_delegated_to()
    {
        var delegations = new Delegations
        {
            Keys = NoKeys,
            Roles = [ByPattern("z", "*"), ByPattern("no", "b"), ByPattern("a", "a*") with { Terminating = true }, ByPattern("m", "a")],
        };

        Assert.Equal([("z", false), ("a", true), ("m", false)], delegations.RolesFor(TargetPath.Parse("a")).Select(role => (role.Name.Value, role.Terminating)));
        Assert.Empty(delegations.RolesFor(TargetPath.Parse("a/b")));
        Assert.Same(delegations.Roles[2], delegations.FindRole(RoleName.Parse("a")));
        Assert.Null(delegations.FindRole(RoleName.Parse("b")));
        Assert.Null(delegations.FindRole(RoleName.Targets));
    }

    /// <summary>Bins computed with sha256sum: the first bits of the hash of the path, in as many hexadecimal digits as the last bin needs.</summary>
    [Theory]
    [InlineData("a.txt", "0", "1", "03", "18", "062", "062d", "18b7", "18b7cb09")]
    [InlineData("dir/file-1.0.tar.gz", "0", "5", "0b", "5c", "172", "172e", "5cb9", "5cb906e1")]
    [InlineData("projects/é/😀.zip", "1", "c", "18", "c3", "30f", "30f4", "c3d0", "c3d0d731")]
    [InlineData("file042", "0", "6", "0c", "64", "192", "192c", "64b1", "64b14f70")]
    [InlineData("bin", "0", "5", "0a", "51", "146", "1468", "51a1", "51a1f05a")]
    public void A_path_belongs_to_the_bin_that_its_hash_begins_with(string path, params string[] suffixes)
    {
        int[] bitLengths = [1, 4, 5, 8, 10, 14, 16, 32];
        foreach ((int bits, string suffix) in bitLengths.Zip(suffixes))
        {
            SuccinctRoles bins = Bins(bits, "a-prefix");
            var delegations = new Delegations { Keys = NoKeys, SuccinctRoles = bins };

            (RoleName name, bool terminating) = Assert.Single(delegations.RolesFor(TargetPath.Parse(path)));

            Assert.Equal("a-prefix-" + suffix, name.Value);
            Assert.True(terminating);
            Assert.Same(bins, delegations.FindRole(name));
            Assert.Equal(Convert.ToInt64(suffix, 16), bins.BinOf(TargetPath.Parse(path)));
        }
    }

    [Theory]
    [InlineData(1, 2, "b-0", "b-1")]
    [InlineData(3, 8, "b-0", "b-7")]
    [InlineData(4, 16, "b-0", "b-f")]
    [InlineData(5, 32, "b-00", "b-1f")]
    [InlineData(8, 256, "b-00", "b-ff")]
    [InlineData(9, 512, "b-000", "b-1ff")]
    [InlineData(16, 65536, "b-0000", "b-ffff")]
    public void Bins_are_numbered_from_zero_in_hexadecimal_of_one_width(int bits, int count, string first, string last)
    {
        List<RoleName> names = [.. Bins(bits, "b").AllNames()];

        Assert.Equal((count, first, last), (names.Count, names[0].Value, names[^1].Value));
        Assert.Equal(count, names.Distinct().Count());
        Assert.Equal(names.Order(), names);
        Assert.All(names.Take(300), name => Assert.True(Bins(bits, "b").IsBin(name)));
    }

    [Fact]
    public void Four_thousand_million_bins_are_named_too()
    {
        SuccinctRoles bins = Bins(32, "b");

        Assert.Equal(4294967296, bins.BinCount);
        Assert.Equal("b-ffffffff", bins.NameOf(bins.BinCount - 1).Value);
        Assert.True(bins.IsBin(RoleName.Parse("b-ffffffff")));
        Assert.False(bins.IsBin(RoleName.Parse("b-100000000")));
    }

    [Theory]
    [InlineData("b-20")]
    [InlineData("b-ff")]
    [InlineData("b-0")]
    [InlineData("b-000")]
    [InlineData("b-1F")]
    [InlineData("b-0x")]
    [InlineData("b- 1")]
    [InlineData("b--1")]
    [InlineData("b00")]
    [InlineData("b_00")]
    [InlineData("B-00")]
    [InlineData("bb-00")]
    [InlineData("-00")]
    [InlineData("b-")]
    [InlineData("b-00 ")]
    [InlineData("b-٠٠")]
    public void Other_names_are_not_bins(string name)
    {
        var delegations = new Delegations { Keys = NoKeys, SuccinctRoles = Bins(5, "b") };

        Assert.False(delegations.SuccinctRoles.IsBin(RoleName.Parse(name)));
        Assert.Null(delegations.FindRole(RoleName.Parse(name)));
    }

    [Fact]
    public void A_prefix_that_leaves_no_room_for_the_number_is_refused()
    {
        Assert.Null(Examples.Read("succinct", WithPrefix(new string('p', 1021))));
        Refusal.Is(
            Examples.Read("succinct", WithPrefix(new string('p', 1022))), ProblemCodes.BadRoleName, "$.signed.delegations.succinct_roles.name_prefix");

        static byte[] WithPrefix(string prefix) =>
            Examples.Edited("succinct", document => JsonPlaces.Set(document, "$.signed.delegations.succinct_roles.name_prefix", $"\"{prefix}\""));
    }

    [Fact]
    public void What_cannot_be_written_cannot_be_made()
    {
        KeyId id = KeyId.Parse("k");
        Assert.Throws<ArgumentException>(() => new Delegations { Keys = NoKeys, Roles = [ByPattern("a"), ByPattern("a")] });
        Assert.Throws<ArgumentException>(() => new Role { KeyIds = [id, id], Threshold = 1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Role { KeyIds = [id], Threshold = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => Bins(0, "b"));
        Assert.Throws<ArgumentOutOfRangeException>(() => Bins(33, "b"));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MetaFile { Version = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new MetaFile { Version = 1, Length = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new TargetFile { Length = -1, Hashes = Hashes.OfSha256([]) });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Targets { Expires = default, Version = 0 });
    }

    private static DelegatedRole ByPattern(string name, params string[] patterns) => new()
    {
        Name = RoleName.Parse(name),
        KeyIds = [],
        Threshold = 1,
        Terminating = false,
        Paths = [.. patterns.Select(PathPattern.Parse)],
    };

    private static DelegatedRole ByHash(params string[] prefixes) => new()
    {
        Name = RoleName.Parse("r"),
        KeyIds = [],
        Threshold = 1,
        Terminating = false,
        PathHashPrefixes = prefixes,
    };

    private static SuccinctRoles Bins(int bitLength, string prefix) => new() { KeyIds = [], Threshold = 1, BitLength = bitLength, NamePrefix = prefix };
}
