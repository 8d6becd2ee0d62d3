using System.Text;
using Playground.Tuf;
using Playground.Tuf.Model;
using Xunit;

namespace Playground.Signing.Tests.Files;

public sealed class EnvSchemeTests
{
    private static readonly Dictionary<string, string> Forms = new(StringComparer.Ordinal)
    {
        ["as it stands"] = OpenSslKeys.Plain,
        ["with line ends of Windows"] = OpenSslKeys.Plain.ReplaceLineEndings("\r\n"),
        ["with line ends written out"] = OpenSslKeys.Plain.ReplaceLineEndings(@"\n"),
        ["with line ends of Windows written out"] = OpenSslKeys.Plain.ReplaceLineEndings(@"\r\n"),
        ["in base64"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(OpenSslKeys.Plain)),
        ["in base64 of several lines"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(OpenSslKeys.Plain), Base64FormattingOptions.InsertLineBreaks) + "\n",
    };

    public static TheoryData<string> FormNames => [.. Forms.Keys];

    [Theory]
    [MemberData(nameof(FormNames))]
    public async Task A_key_is_read_from_a_variable(string form)
    {
        Key key = await In(("ONLINE_KEY", Forms[form])).SignAndVerifyAsync("env:ONLINE_KEY");
        Assert.Equal(OpenSslKeys.PublicHex, key.Public);
    }

    [Fact]
    public async Task Its_passphrase_is_asked_for_or_read_from_another_variable()
    {
        SigningSurroundings surroundings = In(("ONLINE_KEY", OpenSslKeys.Encrypted), ("ITS_PASSPHRASE", OpenSslKeys.Passphrase));

        await surroundings.SignAndVerifyAsync("env:ONLINE_KEY?passphrase=ITS_PASSPHRASE");
        await surroundings.Knowing(new GivenPassphrases(OpenSslKeys.Passphrase)).SignAndVerifyAsync("env:ONLINE_KEY");
        Assert.Equal(SigningProblemCodes.PassphraseNeeded, (await surroundings.RefusalAsync("env:ONLINE_KEY")).Code);
    }

    [Theory]
    [InlineData("env:UNSET", SigningProblemCodes.KeyNotFound)]
    [InlineData("env:EMPTY", SigningProblemCodes.KeyNotFound)]
    [InlineData("env:TEXT", SigningProblemCodes.KeyNotUsable)]
    [InlineData("env:BASE64", SigningProblemCodes.KeyNotUsable)]
    [InlineData("env:PUBLIC", SigningProblemCodes.KeyNotUsable)]
    [InlineData("env:LONG", SigningProblemCodes.KeyNotUsable)]
    [InlineData("env:KEY?passphrase=UNSET", SigningProblemCodes.PassphraseNotReadable)]
    [InlineData("env:KEY?passphrase=TEXT", SigningProblemCodes.PassphraseWrong)]
    [InlineData("env:", SigningProblemCodes.BadSignerUri)]
    [InlineData("env:A B", SigningProblemCodes.BadSignerUri)]
    [InlineData("env:KEY?password=TEXT", SigningProblemCodes.BadSignerUri)]
    [InlineData("env:KEY?passphrase=", SigningProblemCodes.BadSignerUri)]
    public async Task A_variable_without_a_key_is_refused(string uri, string code)
    {
        SigningSurroundings surroundings = In(
            ("EMPTY", ""),
            ("TEXT", "no key!"),
            ("BASE64", "bm8ga2V5"),
            ("PUBLIC", "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEArJzRPviLE3+TuAi5gBauKFE5InUDzIxWbW/wk/xDyOs=\n-----END PUBLIC KEY-----"),
            ("LONG", OpenSslKeys.Plain + new string(' ', 200_000)),
            ("KEY", OpenSslKeys.Encrypted));

        Assert.Equal(code, (await surroundings.RefusalAsync(uri)).Code);
    }

    [Fact]
    public async Task A_key_that_a_shell_put_in_place_of_the_name_is_not_repeated()
    {
        string value = Convert.ToBase64String(Encoding.UTF8.GetBytes(OpenSslKeys.Plain));

        Problem problem = await In().RefusalAsync($"env:{value}");

        Assert.Equal(SigningProblemCodes.BadSignerUri, problem.Code);
        Assert.DoesNotContain(value[..8], problem.Message, StringComparison.Ordinal);
    }

    private static SigningSurroundings In(params (string, string)[] variables) => Surroundings.In("/nonexistent", variables);
}
