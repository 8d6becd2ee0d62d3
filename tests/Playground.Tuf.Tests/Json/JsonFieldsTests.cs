using System.Text.Json;
using Playground.Tuf.Json;
using Xunit;

namespace Playground.Tuf.Tests.Json;

/// <summary>Unknown fields as a small immutable table.</summary>
public sealed class JsonFieldsTests
{
    private static readonly JsonFields Fields = JsonFields.Empty.With("text", "a\"é\n").With("number", -5).With("tree", Json("""{"b":[1],"a":null}"""));

    [Fact]
    public void Values_are_found_by_name_and_type()
    {
        Assert.Equal(["text", "number", "tree"], Fields.Names);
        Assert.Equal(3, Fields.Count);
        Assert.Equal("a\"é\n", Fields.GetString("text"));
        Assert.Equal(-5, Fields.GetInteger("number"));
        Assert.True(Fields.TryGet("tree", out JsonElement tree));
        Assert.Equal(1, tree.GetProperty("b")[0].GetInt32());

        Assert.Null(Fields.GetString("number"));
        Assert.Null(Fields.GetInteger("text"));
        Assert.Null(Fields.GetString("absent"));
        Assert.Null(Fields.GetInteger("absent"));
        Assert.Null(JsonFields.Empty.With("big", Json("9223372036854775808")).GetInteger("big"));
        Assert.False(Fields.TryGet("Text", out _));
    }

    [Fact]
    public void Edits_give_new_fields_and_leave_the_old()
    {
        JsonFields edited = Fields.With("text", "b").Without("number").Without("absent").With("more", 1);

        Assert.Equal("b", edited.GetString("text"));
        Assert.Null(edited.GetInteger("number"));
        Assert.Equal(3, edited.Count);
        Assert.Equal("a\"é\n", Fields.GetString("text"));
        Assert.Equal(-5, Fields.GetInteger("number"));
        Assert.Same(Fields, Fields.Without("absent"));
    }

    [Fact]
    public void Fields_are_equal_when_they_say_the_same_in_whatever_order_and_spelling()
    {
        JsonFields other = JsonFields.Empty.With("tree", Json("""{ "a" : null , "\u0062" : [ 1 ] }""")).With("number", -5).With("text", "a\"é\n");

        Assert.Equal(Fields, other);
        Assert.Equal(Fields.GetHashCode(), other.GetHashCode());
        Assert.NotEqual(Fields, other.With("number", -6));
        Assert.NotEqual(Fields, other.With("number", "-5"));
        Assert.NotEqual(Fields, other.Without("number"));
        Assert.NotEqual(Fields, other.Without("number").With("numbers", -5));
    }

    [Theory]
    [InlineData("1.5", ProblemCodes.NotAnInteger)]
    [InlineData("""{"a":1,"a":2}""", ProblemCodes.DuplicateName)]
    public void What_metadata_must_not_hold_is_refused_as_a_value(string json, string code) =>
        Assert.Equal(code, Assert.Throws<TufException>(() => JsonFields.Empty.With("x", Json(json))).Code);

    private static JsonElement Json(string json) => JsonElement.Parse(json);
}
