using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using FsCheck;
using FsCheck.Fluent;
using Playground.Tuf.Json;
using Xunit;

namespace Playground.Tuf.Tests.Json;

/// <summary>Whatever the document: the two forms against a slow and plain writer, and what is refused against the platform's own reader.</summary>
public sealed class JsonProperties
{
    private static readonly Gen<string> Space = Gen.Elements("", "", "", " ", "\n", "\t\r\n  ");

    private static readonly Gen<string> Text =
        from pieces in Gen.Elements(
            "", "a", "b", "B", "0", " ", "é", "\\u00e9", "\\u00C9", "😀", "\\ud83d\\ude00", "\ufffd", "\\uFFFD", "\\\"", "\\\\", "\\/", "/",
            "\\n", "\\u000a", "\\b\\f\\r\\t", "\\u0000", "\\u001f", "\u007f", "\u0080", "\u2028", "\\uffff", "[", "]", "{", "}", ":", ",").ListOf()
        select "\"" + string.Concat(pieces.Take(4)) + "\"";

    private static readonly Gen<string> Scalar = Gen.OneOf(
        Text, Text, Gen.Elements("0", "-0", "7", "-12", "9223372036854775808", "123456789012345678901234567890", "true", "false", "null"));

    private static readonly Gen<string> Document = Gen.Sized(size => Value(Math.Min(size / 12, 5)));

    [Fact]
    public void The_canonical_form_is_that_of_a_plain_writer()
    {
        Forms(json => Assert.Equal(Reference(json), Encoding.UTF8.GetString(CanonicalJson.Encode(json))));
    }

    [Fact]
    public void The_canonical_form_is_never_longer_than_the_document()
    {
        Forms(json => Assert.True(CanonicalJson.Encode(json).Length <= json.Length));
    }

    [Fact]
    public void Both_forms_are_fixpoints_and_lead_to_each_other()
    {
        Forms(json =>
        {
            byte[] canonical = CanonicalJson.Encode(json);
            byte[] indented = IndentedJson.Format(json);
            Assert.Equal(indented, IndentedJson.Format(indented));
            Assert.Equal(canonical, CanonicalJson.Encode(indented));
            Assert.DoesNotContain(indented, b => b is > 0x7e or (< 0x20 and not (byte)'\n'));

            // Control characters stand in canonical strings as they are, where JSON would have them escaped.
            if (!canonical.Any(b => b < 0x20))
            {
                Assert.Equal(canonical, CanonicalJson.Encode(canonical));
            }
        });
    }

    [Fact]
    public void What_is_taken_and_what_is_refused_after_changes_to_some_bytes_is_what_the_platform_takes_and_refuses()
    {
        int taken = 0;
        int refused = 0;
        Gen<byte[]> changed =
            from document in Document
            from edits in ByteEdit.Any.ListOf()
            select edits.Take(2).Append(edits.FirstOrDefault() ?? new ByteEdit(0, 0, 32)).Aggregate(Encoding.UTF8.GetBytes(document), (bytes, edit) => edit.Apply(bytes));

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(10_000), Prop.ForAll(Arb.From(changed), json =>
        {
            string? expected = TryReference(json);
            string? canonical;
            try
            {
                canonical = Encoding.UTF8.GetString(CanonicalJson.Encode(json));
            }
            catch (TufException)
            {
                canonical = null;
            }

            _ = expected is null ? refused++ : taken++;
            return canonical == expected;
        }));

        Assert.True(taken > 1000 && refused > 1000, $"{taken} taken, {refused} refused: this tests nothing.");
    }

    private static void Forms(Action<byte[]> check) => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(2000).WithEndSize(80),
        Prop.ForAll(Arb.From(Document), json =>
        {
            byte[] bytes = Encoding.UTF8.GetBytes(json);
            if (TryReference(bytes) is not null)
            {
                check(bytes);
            }
        }));

    private static Gen<string> Value(int depth) => depth == 0 ? Padded(Scalar) : Gen.OneOf(
        Padded(Scalar),
        from items in Value(depth - 1).ListOf()
        from space in Space
        select $"[{space}{string.Join(',', items.Take(4))}]",
        from names in Padded(Text).ListOf()
        from values in Value(depth - 1).ListOf()
        from space in Space
        select $"{{{space}{string.Join(',', names.Zip(values, (name, value) => $"{name}:{value}").Take(5))}}}");

    private static Gen<string> Padded(Gen<string> value) =>
        from before in Space
        from text in value
        from after in Space
        select before + text + after;

    /// <summary>The canonical form by way of a document tree, or null where metadata may not be so.</summary>
    private static string? TryReference(byte[] json)
    {
        try
        {
            return Utf8.IsValid(json) ? Reference(json) : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    private static string Reference(byte[] json)
    {
        using JsonDocument document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 64 });
        return Plain(document.RootElement);
    }

    private static string Plain(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "{" + string.Join(',', element.EnumerateObject()
            .OrderBy(member => member.Name, Comparer<string>.Create((a, b) => string.CompareOrdinal(Utf32(a), Utf32(b))))
            .Select(member => Quote(member.Name) + ":" + Plain(member.Value))) + "}",
        JsonValueKind.Array => "[" + string.Join(',', element.EnumerateArray().Select(Plain)) + "]",
        JsonValueKind.String => Quote(element.GetString()!),
        JsonValueKind.Number when element.GetRawText().AsSpan().ContainsAny(".eE") => throw new FormatException("A float."),
        JsonValueKind.Number => element.GetRawText() is "-0" ? "0" : element.GetRawText(),
        _ => element.GetRawText(),
    };

    private static string Quote(string text) =>
        "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";

    /// <summary>The code points as fixed-width text, whose ordinal order is theirs.</summary>
    private static string Utf32(string text) => string.Concat(text.EnumerateRunes().Select(rune => rune.Value.ToString("x6")));
}
