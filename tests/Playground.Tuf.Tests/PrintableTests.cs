using Xunit;

namespace Playground.Tuf.Tests;

/// <summary>Text from outside, made safe to show.</summary>
public sealed class PrintableTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("plain text, with: signs!", "plain text, with: signs!")]
    [InlineData("é 漢字 😀 ع", "é 漢字 😀 ع")]
    [InlineData("a\nb\r\tc\0", "a\\u000ab\\u000d\\u0009c\\u0000")]
    [InlineData("\u001b[31mred", "\\u001b[31mred")]
    [InlineData("\u007f\u0085", "\\u007f\\u0085")]
    [InlineData("\u202egpj.exe", "\\u202egpj.exe")]
    [InlineData("\u2066\u200b\ufeff\u2028\u2029", "\\u2066\\u200b\\ufeff\\u2028\\u2029")]
    [InlineData("\ue000\uffff\U000e0041", "\\ue000\\uffff\\U000e0041")]
    [InlineData("\ufffd", "\\ufffd")]
    [InlineData("a\u3164b\u034f\ufe0f", "a\\u3164b\\u034f\\ufe0f")]
    [InlineData("##[error]a, ###[b", "##\\u005berror]a, ###\\u005bb")]
    [InlineData("${{ a }} ${ b }", "$\\u007b{ a }} ${ b }")]
    [InlineData("é ##[error]a", "é ##\\u005berror]a")]
    public void What_could_play_tricks_is_shown_by_its_number(string text, string shown) => Assert.Equal(shown, Printable.Of(text));

    [Fact]
    public void Half_a_surrogate_pair_is_shown_as_what_it_would_become() => Assert.Equal("a\\ufffdb", Printable.Of($"a{(char)0xd83d}b"));

    [Fact]
    public void Long_text_is_cut()
    {
        Assert.Equal(new string('a', 200), Printable.Of(new string('a', 200)));
        Assert.Equal(new string('a', 200) + "…", Printable.Of(new string('a', 201)));
        Assert.Equal(206, Printable.Of(new string('a', 199) + "\n" + new string('b', 10_000)).Length);
    }
}
