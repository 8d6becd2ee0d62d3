using System.Text;
using Playground.Tuf.Json;
using Xunit;

namespace Playground.Tuf.Tests.Json;

/// <summary>The bytes that are signed. Expected forms are written out by hand from the definition of OLPC canonical JSON.</summary>
public sealed class CanonicalJsonTests
{
    [Theory]
    [InlineData("{}", "{}")]
    [InlineData("[]", "[]")]
    [InlineData(" { } ", "{}")]
    [InlineData("\t[ ]\r\n", "[]")]
    [InlineData("{\"a\":{},\"b\":[],\"c\":[{},[]]}", "{\"a\":{},\"b\":[],\"c\":[{},[]]}")]
    [InlineData("{ \"b\" : 1 ,\n \"a\" : [ 1 , 2 ] }", "{\"a\":[1,2],\"b\":1}")]
    [InlineData("[true,false,null]", "[true,false,null]")]
    [InlineData("\"text\"", "\"text\"")]
    [InlineData("7", "7")]
    public void White_space_is_left_out(string json, string canonical) => Assert.Equal(canonical, Encode(json));

    [Theory]
    [InlineData("{\"b\":1,\"a\":2}", "{\"a\":2,\"b\":1}")]
    [InlineData("{\"aa\":1,\"a\":2,\"\":3,\"B\":4}", "{\"\":3,\"B\":4,\"a\":2,\"aa\":1}")]
    [InlineData("{\"10\":1,\"9\":2,\"1\":3}", "{\"1\":3,\"10\":1,\"9\":2}")]
    [InlineData("[{\"b\":1,\"a\":2},1,{\"a\":1,\"b\":2}]", "[{\"a\":2,\"b\":1},1,{\"a\":1,\"b\":2}]")]
    [InlineData("{\"é\":1,\"z\":2,\"\u007f\":3}", "{\"z\":2,\"\u007f\":3,\"é\":1}")]
    public void Names_are_ordered(string json, string canonical) => Assert.Equal(canonical, Encode(json));

    [Fact]
    public void Disorder_is_mended_at_every_level_however_it_is_nested()
    {
        const string Disordered = """{"c":{"z":[{"b":{"y":1,"x":{}},"a":[]}],"y":{"b":2,"a":1}},"b":0,"a":{"n":{"m":{"l":3,"k":4}},"a":[{},{"d":1,"c":2}]}}""";

        Assert.Equal(
            """{"a":{"a":[{},{"c":2,"d":1}],"n":{"m":{"k":4,"l":3}}},"b":0,"c":{"y":{"a":1,"b":2},"z":[{"a":[],"b":{"x":{},"y":1}}]}}""",
            Encode(Disordered));
    }

    [Theory]
    [InlineData("{\"😀\":1,\"\ufffd\":2,\"\ue000\":3}")]
    [InlineData("{\"\\ud83d\\ude00\":1,\"\\ufffd\":2,\"\\ue000\":3}")]
    [InlineData("{\"\ufffd\":2,\"\\ud83d\\uDE00\":1,\"\\uE000\":3}")]
    public void Names_beyond_16_bits_come_after_those_within(string json) =>
        Assert.Equal("{\"\ue000\":3,\"\ufffd\":2,\"😀\":1}", Encode(json));

    [Fact]
    public void Names_are_ordered_by_what_they_say_and_not_by_how_they_are_escaped()
    {
        Assert.Equal("""{"[":1,"\\":2,"]":3}""", Encode("""{"]":3,"\\":2,"[":1}"""));
        Assert.Equal("""{"a!":1,"a\"":2,"a#":3}""", Encode("""{"a#":3,"a\"":2,"a!":1}"""));
        Assert.Equal("""{"A":1,"B":2,"C":3}""", Encode("""{"\u0043":3,"B":2,"\u0041":1}"""));
        Assert.Equal("{\"\0\":1,\"\u0001\":2,\"\t\":3,\" \":4}", Encode("""{" ":4,"\t":3,"\u0001":2,"\u0000":1}"""));
    }

    [Fact]
    public void Every_order_of_the_names_gives_the_same_bytes()
    {
        string[] names = ["\"a\":1", "\"b\":{\"y\":2,\"x\":[1]}", "\"c\":\"\\u0022\"", "\"d\\n\":[]", "\"é\":-5"];
        var forms = new HashSet<string>();
        foreach (string[] order in Permutations(names))
        {
            forms.Add(Encode("{" + string.Join(", ", order) + "}"));
        }

        Assert.Equal(["{\"a\":1,\"b\":{\"x\":[1],\"y\":2},\"c\":\"\\\"\",\"d\n\":[],\"é\":-5}"], forms);
    }

    [Fact]
    public void Strings_have_only_quote_and_backslash_escaped()
    {
        Assert.Equal("\"\\\"\\\\/\"", Encode("""  "\"\\\/"  """));
        Assert.Equal("\"\0\u0001\b\t\n\u000b\f\r\u001f\u007f\"", Encode("""  "\u0000\u0001\b\t\n\u000B\f\r\u001f\u007f"  """));
        Assert.Equal("\"é€😀\u2028\uffff\"", Encode("""  "\u00e9\u20ac\ud83d\ude00\u2028\uffff"  """));
        Assert.Equal("\"é€😀\u2028\uffff\"", Encode("\"é€😀\u2028\uffff\""));
        Assert.Equal("{\"\\\"\\\\\n\":\"\"}", Encode("""{"\"\\\n":""}"""));
    }

    [Theory]
    [InlineData("0", "0")]
    [InlineData("-0", "0")]
    [InlineData("[-0,0,-1]", "[0,0,-1]")]
    [InlineData("9223372036854775807", "9223372036854775807")]
    [InlineData("-9223372036854775809", "-9223372036854775809")]
    [InlineData("123456789012345678901234567890123456789012345678901234567890", "123456789012345678901234567890123456789012345678901234567890")]
    public void Integers_are_kept_whatever_their_size(string json, string canonical) => Assert.Equal(canonical, Encode(json));

    [Fact]
    public void Objects_of_many_members_are_ordered_too()
    {
        List<string> names = [.. Enumerable.Range(0, 2000).Select(i => $"n{i * 7919 % 2000}")];
        string json = "{" + string.Join(",", names.Select(name => $$"""
            "{{name}}":{"v":1,"u":{{name[1..]}}}
            """)) + "}";

        names.Sort(StringComparer.Ordinal);

        Assert.Equal("{" + string.Join(",", names.Select(name => $$"""
            "{{name}}":{"u":{{name[1..]}},"v":1}
            """)) + "}", Encode(json));
    }

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{\"a\":", "}")]
    public void Sixty_four_levels_are_enough_and_one_more_is_refused(string open, string close)
    {
        string deepest = Nested(64);
        Assert.Equal(deepest, Encode(deepest));

        string place = open == "[" ? "[0]" : ".a";
        Refusal.Of(() => Encode(Nested(65)), ProblemCodes.TooDeep, "$" + string.Concat(Enumerable.Repeat(place, 64)));
        Refusal.Of(() => Encode(Nested(100_000)), ProblemCodes.TooDeep, "$" + string.Concat(Enumerable.Repeat(place, 64)));

        string Nested(int depth) => string.Concat(Enumerable.Repeat(open, depth - 1)) + (open == "[" ? "[]" : "{}") + new string(close[0], depth - 1);
    }

    [Fact]
    public void The_answer_is_an_array_of_just_its_own_length_and_shares_nothing()
    {
        byte[] json = "{\"a\":1}"u8.ToArray();

        byte[] canonical = CanonicalJson.Encode(json);
        json[2] = (byte)'b';

        Assert.Equal("{\"a\":1}"u8, canonical);
    }

    private static string Encode(string json) => Encoding.UTF8.GetString(CanonicalJson.Encode(Encoding.UTF8.GetBytes(json)));

    private static IEnumerable<string[]> Permutations(string[] items)
    {
        if (items.Length == 0)
        {
            yield return [];
        }

        for (int i = 0; i < items.Length; i++)
        {
            foreach (string[] rest in Permutations([.. items[..i], .. items[(i + 1)..]]))
            {
                yield return [items[i], .. rest];
            }
        }
    }
}
