using System.Diagnostics;
using System.Text;
using Playground.Tuf.Json;
using Xunit;

namespace Playground.Tuf.Tests.Json;

/// <summary>The form of files: what Python writes with <c>json.dumps(sort_keys=True, indent=1)</c>, and a newline.</summary>
public sealed class IndentedJsonTests
{
    private const string Document = """
        {"z":{"b":[],"a":{}},"a":[1,-2,{"y":null,"x":[true,false]},"t"],"n":123456789012345678901234567890,"":"",
        "\u00e9":"\u0000\u0001\b\t\n\u000b\f\r\u001f \"\\\/\u007f\u0080é€😀\u2028\ufeff\uffff","\ud83d\ude00":1,"\ufffd":2,"Z":[[],[[]],{}]}
        """;

    private const string Expected = """
        {
         "": "",
         "Z": [
          [],
          [
           []
          ],
          {}
         ],
         "a": [
          1,
          -2,
          {
           "x": [
            true,
            false
           ],
           "y": null
          },
          "t"
         ],
         "n": 123456789012345678901234567890,
         "z": {
          "a": {},
          "b": []
         },
         "\u00e9": "\u0000\u0001\b\t\n\u000b\f\r\u001f \"\\/\u007f\u0080\u00e9\u20ac\ud83d\ude00\u2028\ufeff\uffff",
         "\ufffd": 2,
         "\ud83d\ude00": 1
        }

        """;

    [Fact]
    public void Files_are_ordered_indented_by_one_and_ascii() => Assert.Equal(Expected, Format(Document));

    [Theory]
    [InlineData("{}", "{}\n")]
    [InlineData(" [ ] ", "[]\n")]
    [InlineData("1", "1\n")]
    [InlineData("-0", "0\n")]
    [InlineData("\"\\/é\"", "\"/\\u00e9\"\n")]
    [InlineData("[{}]", "[\n {}\n]\n")]
    [InlineData("{\"b\":1,\"a\":{\"d\":1,\"c\":2}}", "{\n \"a\": {\n  \"c\": 2,\n  \"d\": 1\n },\n \"b\": 1\n}\n")]
    public void Small_documents(string json, string file) => Assert.Equal(file, Format(json));

    [Fact]
    public void What_is_in_this_form_stays_as_it_is() => Assert.Equal(Expected, Format(Expected));

    [Fact]
    public void Both_forms_have_the_same_canonical_form() => Assert.Equal(
        CanonicalJson.Encode(Encoding.UTF8.GetBytes(Document)), CanonicalJson.Encode(Encoding.UTF8.GetBytes(Expected)));

    [Fact]
    public void Disorder_is_mended_at_every_depth()
    {
        const int Depth = 63;
        string disordered = string.Concat(Enumerable.Repeat("{\"b\":0,\"a\":", Depth)) + "[1,2]" + new string('}', Depth);

        string[] lines = Format(disordered).Split('\n');

        var expected = new List<string> { "{" };
        for (int i = 1; i < Depth; i++)
        {
            expected.Add(new string(' ', i) + "\"a\": {");
        }

        expected.AddRange([new string(' ', Depth) + "\"a\": [", new string(' ', Depth + 1) + "1,", new string(' ', Depth + 1) + "2", new string(' ', Depth) + "],"]);
        for (int i = Depth; i > 0; i--)
        {
            expected.AddRange([new string(' ', i) + "\"b\": 0", new string(' ', i - 1) + (i > 1 ? "}," : "}")]);
        }

        Assert.Equal([.. expected, ""], lines);
    }

    [Fact]
    public async Task Python_writes_the_same()
    {
        using Process? python = StartPython("import json,sys; print(json.dumps(json.loads(sys.stdin.buffer.read()), sort_keys=True, indent=1))");
        Assert.SkipWhen(python is null, "There is no python3 here.");

        await python.StandardInput.WriteAsync(Document.AsMemory(), TestContext.Current.CancellationToken);
        python.StandardInput.Close();

        Assert.Equal(await python.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), Format(Document));
    }

    private static string Format(string json) => Encoding.UTF8.GetString(IndentedJson.Format(Encoding.UTF8.GetBytes(json)));

    private static Process? StartPython(string program)
    {
        try
        {
            return Process.Start(new ProcessStartInfo("python3", ["-c", program])
            {
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            });
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
