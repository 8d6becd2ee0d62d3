using System.Text;
using Playground.Tuf.Json;
using Xunit;

namespace Playground.Tuf.Tests.Json;

/// <summary>What is JSON to others, or to nobody, and not to us: each with its code and, where there is one, its place.</summary>
public sealed class RefusedJsonTests
{
    [Theory]
    [InlineData("")]
    [InlineData(" \r\n\t")]
    [InlineData("{")]
    [InlineData("[1,2")]
    [InlineData("{\"a\"}")]
    [InlineData("{\"a\":}")]
    [InlineData("{\"a\":1,}")]
    [InlineData("[1,]")]
    [InlineData("[,1]")]
    [InlineData("[1 2]")]
    [InlineData("{a:1}")]
    [InlineData("{'a':1}")]
    [InlineData("{1:1}")]
    [InlineData("]")]
    [InlineData("[}")]
    [InlineData("nul")]
    [InlineData("True")]
    [InlineData("NaN")]
    [InlineData("-Infinity")]
    [InlineData("01")]
    [InlineData("-01")]
    [InlineData("+1")]
    [InlineData("-")]
    [InlineData(".5")]
    [InlineData("0x10")]
    [InlineData("1_000")]
    [InlineData("\"abc")]
    [InlineData("\"abc\\\"")]
    [InlineData("\"a\nb\"")]
    [InlineData("\"a\tb\"")]
    [InlineData("\"\0\"")]
    [InlineData("\"\\x41\"")]
    [InlineData("\"\\u12\"")]
    [InlineData("\"\\u12g4\"")]
    [InlineData("\"\\U00000041\"")]
    [InlineData("// comment\n{}")]
    [InlineData("{}/* comment */")]
    [InlineData("\u00a0{}")]
    public void Text_that_is_not_json_is_refused(string text) => RefusedAsNotJson(Encoding.UTF8.GetBytes(text));

    [Theory]
    [InlineData("{} x")]
    [InlineData("{}{}")]
    [InlineData("{},")]
    [InlineData("{}]")]
    [InlineData("1 2")]
    [InlineData("{}\0")]
    public void Nothing_may_follow_the_document(string text) => RefusedAsNotJson(Encoding.UTF8.GetBytes(text));

    [Theory]
    [InlineData("\"\\ud800\"")]
    [InlineData("\"\\udc00\"")]
    [InlineData("\"\\ud800\\ud800\"")]
    [InlineData("\"\\ude00\\ud83d\"")]
    [InlineData("\"\\ud83dx\"")]
    [InlineData("\"\\ud83d\\n\"")]
    [InlineData("{\"\\ud800\":1}")]
    [InlineData("{\"a\":1,\"\\ud800\":1}")]
    [InlineData("{\"b\":1,\"a\\udfff\":1,\"c\":2}")]
    public void Half_a_surrogate_pair_is_refused(string text) => RefusedAsNotJson(Encoding.UTF8.GetBytes(text));

    [Theory]
    [InlineData("{\"a\":\"\\ud800\"}", "$.a")]
    [InlineData("{\"a\":[0,\"\\u12\"]}", "$.a[1]")]
    [InlineData("{\"a\":{\"b\":1,\"\\ud800\":1}}", "$.a")]
    public void A_bad_escape_is_named_by_its_place_and_one_in_a_name_by_the_object(string text, string path) =>
        Refusal.Of(() => CanonicalJson.Encode(Encoding.UTF8.GetBytes(text)), ProblemCodes.NotJson, path);

    [Theory]
    [InlineData("80")]
    [InlineData("C080")]
    [InlineData("C1BF")]
    [InlineData("E08080")]
    [InlineData("F0808080")]
    [InlineData("C3")]
    [InlineData("E282")]
    [InlineData("F09F98")]
    [InlineData("EDA080")]
    [InlineData("EDBFBF")]
    [InlineData("F4908080")]
    [InlineData("FF")]
    public void Bytes_that_are_not_utf8_are_refused_in_strings_names_and_outside(string hex)
    {
        byte[] bad = Convert.FromHexString(hex);

        RefusedAsNotJson([.. "\""u8, .. bad, .. "\""u8]);
        RefusedAsNotJson([.. "{\""u8, .. bad, .. "\":1}"u8]);
        RefusedAsNotJson([.. "{}"u8, .. bad]);
        RefusedAsNotJson(bad);
    }

    [Theory]
    [InlineData("EFBBBF")]
    [InlineData("FEFF")]
    [InlineData("FFFE")]
    public void A_byte_order_mark_is_refused(string hex) => RefusedAsNotJson([.. Convert.FromHexString(hex), .. "{}"u8]);

    [Fact]
    public void Other_encodings_are_refused()
    {
        RefusedAsNotJson(Encoding.Unicode.GetBytes("{\"a\":1}"));
        RefusedAsNotJson(Encoding.UTF32.GetBytes("{\"a\":1}"));
        RefusedAsNotJson(Encoding.Latin1.GetBytes("{\"é\":1}"));
    }

    [Fact]
    public void The_message_says_where_the_text_stops_making_sense()
    {
        Assert.Contains("line 2, byte 7", RefusedAsNotJson("{\n \"a\": x}"u8.ToArray()).Message, StringComparison.Ordinal);
        Assert.Contains("empty", RefusedAsNotJson([]).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1.0", "$")]
    [InlineData("1e2", "$")]
    [InlineData("1E2", "$")]
    [InlineData("-0.0", "$")]
    [InlineData("0e0", "$")]
    [InlineData("1e-2", "$")]
    [InlineData("1.", "$")]
    [InlineData("10000000000000000000000000000000.5", "$")]
    [InlineData("{\"a\":[1,2,{\"b\":3.5}]}", "$.a[2].b")]
    [InlineData("[[],[1],[{},{\"x\":{\"y\":[0.1]}}]]", "$[2][1].x.y[0]")]
    [InlineData("{\"a\":{\"b\":1},\"c\":1.5}", "$.c")]
    [InlineData("{\"x-y_Z0\":1.5}", "$.x-y_Z0")]
    [InlineData("{\"\":1.5}", "$['']")]
    [InlineData("{\"a.b\":{\"it's\":1.5}}", "$['a.b']['it\\'s']")]
    [InlineData("{\"\\u202e\\n\":1.5}", "$['\\u202e\\u000a']")]
    public void Numbers_that_are_not_integers_are_refused(string json, string path)
    {
        Refusal.Of(() => CanonicalJson.Encode(Encoding.UTF8.GetBytes(json)), ProblemCodes.NotAnInteger, path);
        Refusal.Of(() => IndentedJson.Format(Encoding.UTF8.GetBytes(json)), ProblemCodes.NotAnInteger, path);
    }

    [Theory]
    [InlineData("{\"a\":1,\"a\":2}", "$.a")]
    [InlineData("{\"a\":1,\"a\":1}", "$.a")]
    [InlineData("{\"a\":1,\"b\":2,\"a\":3}", "$.a")]
    [InlineData("{\"b\":1,\"a\":2,\"c\":3,\"b\":4}", "$.b")]
    [InlineData("{\"b\":1,\"a\":2,\"b\":3,\"a\":4,\"b\":5}", "$.a")]
    [InlineData("{\"\":1,\"\":2}", "$['']")]
    [InlineData("{\"a\":[0,{\"x\":1,\"y\":2,\"x\":3}]}", "$.a[1].x")]
    [InlineData("{\"z\":{\"b\":{\"q\":1,\"q\":1},\"a\":1},\"a\":1}", "$.z.b.q")]
    [InlineData("{\"é\":1,\"\\u00e9\":2}", "$['é']")]
    [InlineData("{\"\\u00e9\":1,\"a\":2,\"\\u00E9\":2}", "$['é']")]
    [InlineData("{\"\\/\":1,\"/\":2}", "$['/']")]
    [InlineData("{\"\\ud83d\\ude00\":1,\"b\":0,\"😀\":2}", "$['😀']")]
    [InlineData("{\"a\":1,\"\\u0061\":2}", "$.a")]
    public void A_name_that_stands_twice_is_refused(string json, string path)
    {
        Refusal.Of(() => CanonicalJson.Encode(Encoding.UTF8.GetBytes(json)), ProblemCodes.DuplicateName, path);
        Refusal.Of(() => IndentedJson.Format(Encoding.UTF8.GetBytes(json)), ProblemCodes.DuplicateName, path);
    }

    [Fact]
    public void The_same_name_in_different_objects_is_no_duplicate() =>
        Assert.Equal("""{"a":{"a":[{"a":1},{"a":2}]},"b":{"a":3}}"""u8, CanonicalJson.Encode("""{"b":{"a":3},"a":{"a":[{"a":1},{"a":2}]}}"""u8));

    private static Problem RefusedAsNotJson(byte[] bytes)
    {
        Assert.Equal(ProblemCodes.NotJson, Assert.Throws<TufException>(() => IndentedJson.Format(bytes)).Code);
        Problem problem = Assert.Throws<TufException>(() => CanonicalJson.Encode(bytes)).Problem;
        Assert.Equal(ProblemCodes.NotJson, problem.Code);
        return problem;
    }
}
