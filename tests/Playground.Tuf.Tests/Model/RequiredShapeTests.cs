using System.Text;
using System.Text.Json.Nodes;
using Xunit;

namespace Playground.Tuf.Tests.Model;

/// <summary>Every known value of every kind of metadata, one at a time: of another type, left out, or there twice.</summary>
public sealed class RequiredShapeTests
{
    /// <summary>What may be left out, and what leaving it out is called where it is not a missing field.</summary>
    private static readonly Dictionary<string, string?> NotRequired = new(StringComparer.Ordinal)
    {
        ["$.signed.consistent_snapshot"] = null,
        ["$.signed.delegations"] = null,
        ["$.signed.delegations.roles"] = ProblemCodes.BadDelegations,
        ["$.signed.delegations.succinct_roles"] = ProblemCodes.BadDelegations,
        ["$.signed.delegations.roles[0].paths"] = ProblemCodes.BadPaths,
        ["$.signed.delegations.roles[1].path_hash_prefixes"] = ProblemCodes.BadPaths,
        ["$.signed.targets['dir/b.txt'].custom"] = null,
        ["$.signed.targets['dir/b.txt']"] = null,
        ["$.signed.targets['a.txt']"] = null,
        ["$.signed.targets['a.txt'].hashes.sha256"] = ProblemCodes.BadHashes,
        ["$.signed.meta['targets.json']"] = null,
        ["$.signed.meta['other.json']"] = null,
    };

    public static TheoryData<string> Kinds => [.. Examples.Kinds];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_value_of_another_type_is_refused_where_it_stands(string kind)
    {
        string[] types = ["null", "true", "7", "\"text\"", "[]", "{}"];
        foreach ((string path, JsonNode? value) in Known(kind).Where(known => known.Path != "$"))
        {
            foreach (string other in types.Where(json => TypeOf(JsonNode.Parse(json)) != TypeOf(value)))
            {
                byte[] file = Examples.Edited(kind, document => JsonPlaces.Set(document, path, other));
                Refusal.Is(Examples.Read(kind, file), ProblemCodes.WrongType, path);
            }
        }
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"signed\"")]
    public void A_file_that_is_no_object_is_refused(string json) =>
        Refusal.Is(Examples.Read("root", Encoding.UTF8.GetBytes(json)), ProblemCodes.WrongType, "$");

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_required_field_that_is_missing_is_named(string kind)
    {
        int required = 0;
        foreach ((string path, JsonNode? value) in Known(kind).Where(known => known.Value?.Parent is JsonObject))
        {
            bool isRequired = !NotRequired.TryGetValue(path, out string? code) && !IsOptional(path);
            Problem? problem = Examples.Read(kind, Examples.Edited(kind, document => JsonPlaces.Set(document, path, null)));
            if (isRequired)
            {
                required++;
                Refusal.Is(problem, ProblemCodes.MissingField, path);
            }
            else
            {
                Assert.Equal(code, problem?.Code);
            }
        }

        Assert.True(required > 8);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_name_that_stands_twice_is_refused_in_every_object(string kind)
    {
        JsonNode document = JsonNode.Parse(Examples.Json(kind))!;
        foreach ((string path, JsonNode? value) in JsonPlaces.Known(document))
        {
            if (value is JsonObject { Count: > 0 } members)
            {
                string text = JsonPlaces.WithFirstMemberTwice(document, path);
                Refusal.Is(Examples.Read(kind, Encoding.UTF8.GetBytes(text)), ProblemCodes.DuplicateName, JsonPlaces.Member(path, members.First().Key));
            }
        }
    }

    [Fact]
    public void Names_that_stand_twice_are_refused_inside_unknown_fields_too()
    {
        Refusal.Is(Read("""{"x":{"a":1,"b":2,"a":3},"signed":{},"signatures":[]}"""), ProblemCodes.DuplicateName, "$.x.a");
        Refusal.Is(Read("""{"signed":{},"signatures":[{"keyid":"a","sig":"","x":[{"a":1,"a":3}]}]}"""), ProblemCodes.DuplicateName, "$.signatures[0].x[0].a");
        Refusal.Is(Read("""{"signed":{"x":[0,1.5]},"signatures":[]}"""), ProblemCodes.NotAnInteger, "$.signed.x[1]");
    }

    [Fact]
    public void Metadata_may_nest_sixty_four_levels_and_no_more()
    {
        Assert.Null(Examples.Read("root", WithNested(62)));
        Assert.Equal(ProblemCodes.TooDeep, Examples.Read("root", WithNested(63))?.Code);

        static byte[] WithNested(int levels) => Encoding.UTF8.GetBytes(Examples.Json("root").Replace(
            "\"_type\":", $"\"x-deep\":{new string('[', levels)}{new string(']', levels)},\"_type\":", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_no_json_is_refused_before_anything_else()
    {
        Assert.Equal(ProblemCodes.NotJson, Read("")?.Code);
        Assert.Equal(ProblemCodes.NotJson, Read(Examples.Json("root") + "x")?.Code);
        Assert.Equal(ProblemCodes.NotJson, Read(Examples.Json("root")[..^2])?.Code);
        Assert.Equal(ProblemCodes.NotJson, Read("\ufeff" + Examples.Json("root"))?.Code);
        Assert.Equal(ProblemCodes.NotJson, Read(Examples.Json("root").Replace("@someone", "\\ud800", StringComparison.Ordinal))?.Code);
        Assert.Equal(ProblemCodes.NotJson, Examples.Read("root", [.. "{\"signed\":\""u8, 0xff, .. "\"}"u8])?.Code);
    }

    private static IEnumerable<(string Path, JsonNode? Value)> Known(string kind) => JsonPlaces.Known(JsonNode.Parse(Examples.Json(kind)));

    private static Problem? Read(string json) => Examples.Read("root", Encoding.UTF8.GetBytes(json));

    /// <summary>Fields of maps by name, and what the specification lets metadata leave out wherever it stands.</summary>
    private static bool IsOptional(string path) => path.EndsWith(".keyval.public", StringComparison.Ordinal)
        || path.EndsWith(".keys.k1", StringComparison.Ordinal) || path.EndsWith(".keys.k2", StringComparison.Ordinal)
        || (path.StartsWith("$.signed.meta['", StringComparison.Ordinal) && !path.EndsWith(".version", StringComparison.Ordinal)
            && path != "$.signed.meta['snapshot.json']")
        || path.Contains(".targets['dir/b.txt'].hashes.", StringComparison.Ordinal);

    private static string TypeOf(JsonNode? node) => node?.GetValueKind().ToString().Replace("False", "True", StringComparison.Ordinal) ?? "Null";
}
