using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Playground.Tuf.Model;
using Xunit;

namespace Playground.Tuf.Tests.Model;

/// <summary>The tables of target files and of metadata files, which stay in the bytes they came in.</summary>
public sealed partial class JsonMapTests
{
    [Fact]
    public void Entries_are_found_whatever_their_order_and_spelling_in_the_file()
    {
        TargetFiles files = Read("""
            { "z" : 1 , "\ufffd":2, "\ud83d\ude00":3, "a\u0022b":4, "a!b":5, "a#b":6, "\u0061/\u0062":7, "é":8, "a\/c":9, "a" : 10 }
            """);

        Assert.Equal(10, files.Count);
        foreach ((string path, int length) in new[] { ("z", 1), ("\ufffd", 2), ("😀", 3), ("a\"b", 4), ("a!b", 5), ("a#b", 6), ("a/b", 7), ("é", 8), ("a/c", 9), ("a", 10) })
        {
            Assert.Equal(length, files[TargetPath.Parse(path)].Length);
            Assert.True(files.ContainsKey(TargetPath.Parse(path)));
        }

        foreach (string path in new[] { "A", "a b", "b", "e\u0301", "zz", "\ufffe", "a\"" })
        {
            Assert.False(files.TryGetValue(TargetPath.Parse(path), out TargetFile? none));
            Assert.Null(none);
            Assert.False(files.ContainsKey(TargetPath.Parse(path)));
        }

        Assert.Throws<KeyNotFoundException>(() => files[TargetPath.Parse("absent")]);
    }

    [Fact]
    public void Entries_come_by_code_point_and_then_those_that_were_added()
    {
        TargetFiles files = Read("""{"😀":1,"\ufffd":2,"b":3,"a":4}""").With(TargetPath.Parse("c"), File(5)).With(TargetPath.Parse("A"), File(6));

        Assert.Equal(["a", "b", "\ufffd", "😀", "c", "A"], files.Keys.Select(path => path.Value));
        Assert.Equal([4, 3, 2, 1, 5, 6], files.Values.Select(file => file.Length));
    }

    [Fact]
    public void Edits_give_a_new_table_and_leave_the_old()
    {
        TargetFiles files = Read("""{"b":1,"a":2,"c":3}""");
        TargetPath a = TargetPath.Parse("a");
        TargetPath b = TargetPath.Parse("b");
        TargetPath d = TargetPath.Parse("d");

        TargetFiles edited = files.With(a, File(20)).Without(b).With(d, File(4)).With(d, File(40));

        Assert.Equal(3, edited.Count);
        Assert.Equal([("a", 20L), ("c", 3L), ("d", 40L)], edited.Select(entry => (entry.Key.Value, entry.Value.Length)));
        Assert.False(edited.ContainsKey(b));
        Assert.False(edited.TryGetValue(b, out _));
        Assert.Equal([("a", 2L), ("b", 1L), ("c", 3L)], files.Select(entry => (entry.Key.Value, entry.Value.Length)));

        TargetFiles back = edited.With(b, File(1)).Without(d).Without(d).Without(TargetPath.Parse("absent"));
        Assert.Equal(3, back.Count);
        Assert.Equal([("a", 20L), ("b", 1L), ("c", 3L)], back.Select(entry => (entry.Key.Value, entry.Value.Length)));

        Assert.Empty(edited.Without(a).Without(TargetPath.Parse("c")).Without(d));
        Assert.Empty(TargetFiles.Empty.Without(a));
    }

    [Fact]
    public void A_table_given_by_entries_is_read_again_as_it_was()
    {
        Dictionary<TargetPath, TargetFile> entries = Enumerable.Range(0, 200).ToDictionary(i => TargetPath.Parse($"{i * 37 % 200}/é\"{i}"), i => File(i));

        TargetFiles files = TargetFiles.From(entries);
        TargetFiles read = Metadata.Parse<Targets>(Metadata.Of(new Targets { Expires = default, Files = files }).ToBytes()).Signed.Files;

        Assert.Equal(200, read.Count);
        Assert.Equal(entries.OrderBy(entry => entry.Key).Select(entry => (entry.Key, entry.Value.Length)), read.Select(entry => (entry.Key, entry.Value.Length)));
        Assert.All(entries, entry => Assert.Equal(entry.Value, read[entry.Key]));
        Assert.Throws<ArgumentException>(() => TargetFiles.From([.. entries, entries.First()]));
    }

    [Fact]
    public void Metadata_files_are_found_by_role()
    {
        MetaFiles files = Metadata.Parse<Snapshot>(Examples.Edited("snapshot", document => document["signed"]!["meta"] = JsonNode.Parse(
            """{"targets.json":{"version":1},"a.json.json":{"version":2},"a.json":{"version":3},"../é😀.json":{"version":4},".json.json":{"version":5}}"""))).Signed.Meta;

        Assert.Equal(5, files.Count);
        Assert.Equal([5, 4, 3, 2, 1], Versions(files, ".json", "../é😀", "a", "a.json", "targets"));
        Assert.False(files.ContainsKey(RoleName.Parse("targets.json")));

        MetaFiles edited = files.With(RoleName.Parse("a"), new MetaFile { Version = 30 }).Without(RoleName.Targets).With(RoleName.Parse("b"), new MetaFile { Version = 6 });
        Assert.Equal(["../é😀", ".json", "a", "a.json", "b"], edited.Keys.Select(role => role.Value));
        Assert.Equal([30, 6], Versions(edited, "a", "b"));
        Assert.Equal(5, edited.Count);

        MetaFiles read = Metadata.Parse<Snapshot>(Metadata.Of(new Snapshot { Expires = default, Meta = edited }).ToBytes()).Signed.Meta;
        Assert.Equal([5, 4, 30, 2, 6], Versions(read, ".json", "../é😀", "a", "a.json", "b"));
        Assert.Equal(5, read.Count);
    }

    [Fact]
    public void Everything_an_entry_holds_is_given_back()
    {
        TargetFile file = Metadata.Parse<Targets>(Encoding.UTF8.GetBytes(Examples.Json("targets"))).Signed.Files[TargetPath.Parse("dir/b.txt")];

        Assert.Equal(0, file.Length);
        Assert.True(file.Hashes.Match([]));
        Assert.Equal(["md5", "sha256", "sha512"], file.Hashes.All.Select(hash => hash.Key));
        Assert.Equal(["x-custom"], file.Custom.Names);
        Assert.Equal(["x-target"], file.UnknownFields.Names);
    }

    private static IEnumerable<long> Versions(MetaFiles files, params string[] roles) => roles.Select(role => files[RoleName.Parse(role)].Version);

    private static TargetFile File(long length) => new() { Length = length, Hashes = Hashes.OfSha256([]) };

    /// <summary>A table of these names, each with the length given.</summary>
    private static TargetFiles Read(string lengthsByName)
    {
        string entries = NameAndLength().Replace(lengthsByName, "\" : { \"hashes\":{\"md5\":\"00\"}, \"length\" : ${length} }");
        byte[] file = Encoding.UTF8.GetBytes("""
            {"signatures":[],"signed":{"targets":(ENTRIES),"_type":"targets","version":1,"spec_version":"1.0","expires":"2030-01-01T00:00:00Z"}}
            """.Replace("(ENTRIES)", entries, StringComparison.Ordinal));
        return Metadata.Parse<Targets>(file).Signed.Files;
    }

    [GeneratedRegex("\"\\s*:\\s*(?<length>[0-9]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NameAndLength();
}
