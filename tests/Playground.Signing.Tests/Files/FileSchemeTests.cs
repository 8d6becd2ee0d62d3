using Playground.Signing.Passphrases;
using Playground.Tuf;
using Playground.Tuf.Keys;
using Playground.Tuf.Model;
using Xunit;

namespace Playground.Signing.Tests.Files;

public sealed class FileSchemeTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("ed25519")]
    [InlineData("ecdsa-sha2-nistp256")]
    [InlineData("ecdsa-sha2-nistp384")]
    [InlineData("rsassa-pss-sha256")]
    public async Task Keys_that_openssl_makes_sign_with_and_without_a_passphrase(string scheme)
    {
        OpenSslKeys.Need();
        string plain = OpenSslKeys.Make(scheme, _folder["plain.pem"]);
        string encrypted = OpenSslKeys.Make(scheme, _folder["encrypted.pem"], "tr0ub4dor");

        Key plainKey = await Surroundings.In(_folder.Path).SignAndVerifyAsync("file:plain.pem");
        Key encryptedKey = await Surroundings.In(_folder.Path)
            .Knowing(new GivenPassphrases("tr0ub4dor")).SignAndVerifyAsync("file:encrypted.pem");

        Assert.Equal((scheme, plain), (plainKey.Scheme, SubjectPublicKey.ToPem(plainKey)));
        Assert.Equal((scheme, encrypted), (encryptedKey.Scheme, SubjectPublicKey.ToPem(encryptedKey)));
    }

    [Fact]
    public async Task A_path_is_absolute_or_relative_to_the_working_or_the_home_folder()
    {
        string path = _folder.Write("100% mine.pem", OpenSslKeys.Plain);
        SigningSurroundings away = Surroundings.In("/nonexistent");

        await away.SignAndVerifyAsync($"file:{path}");
        await (away with { WorkingFolder = _folder.Path }).SignAndVerifyAsync("file:100% mine.pem");
        await (away with { HomeFolder = _folder.Path }).SignAndVerifyAsync("file:~/100% mine.pem");
    }

    [Theory]
    [InlineData(0, SigningProblemCodes.PassphraseNeeded, 1)]
    [InlineData(1, SigningProblemCodes.PassphraseWrong, 2)]
    [InlineData(2, SigningProblemCodes.PassphraseWrong, 3)]
    [InlineData(9, SigningProblemCodes.PassphraseWrong, 3)]
    public async Task A_passphrase_is_asked_for_three_times_at_most(int wrongOnes, string code, int asked)
    {
        _folder.Write("key.pem", OpenSslKeys.Encrypted);
        GivenPassphrases passphrases = new([.. Enumerable.Repeat("wrong", wrongOnes)]);

        Problem problem = await Surroundings.In(_folder.Path).Knowing(passphrases).RefusalAsync("file:key.pem");

        Assert.Equal(code, problem.Code);
        Assert.Equal([.. Enumerable.Range(1, asked).Select(attempt => new PassphraseRequest("file:key.pem", attempt))], passphrases.Requests);
    }

    [Fact]
    public async Task The_third_passphrase_still_opens_the_key_and_all_are_wiped()
    {
        _folder.Write("key.pem", OpenSslKeys.Encrypted);
        GivenPassphrases passphrases = new("wrong", "", OpenSslKeys.Passphrase);

        Key key = await Surroundings.In(_folder.Path).Knowing(passphrases).SignAndVerifyAsync("file:key.pem");

        Assert.Equal(OpenSslKeys.PublicHex, key.Public);
        Assert.Equal(3, passphrases.Given.Count);
        Assert.All(passphrases.Given, given => Assert.Throws<ObjectDisposedException>(() => given.Chars.Length));
    }

    [Fact]
    public async Task Nobody_is_asked_for_a_passphrase_that_is_not_needed()
    {
        _folder.Write("key.pem", OpenSslKeys.Plain);
        GivenPassphrases passphrases = new("any");

        await Surroundings.In(_folder.Path).Knowing(passphrases).SignAndVerifyAsync("file:key.pem");

        Assert.Empty(passphrases.Requests);
    }

    [Theory]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite, false)]
    [InlineData(UnixFileMode.UserRead, false)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.GroupRead, true)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.OtherRead, true)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.GroupWrite, true)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.OtherWrite, true)]
    public async Task A_key_file_open_to_others_is_used_with_a_warning(UnixFileMode mode, bool warned)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        _folder.Write("key.pem", OpenSslKeys.Plain, mode);
        List<Problem> warnings = [];

        await (Surroundings.In(_folder.Path) with { Warn = warnings.Add }).SignAndVerifyAsync("file:key.pem");

        Assert.Equal(warned ? [SigningProblemCodes.KeyFileExposed] : [], warnings.Select(warning => warning.Code));
        Assert.All(warnings, warning => Assert.Contains($"chmod 600 '{_folder["key.pem"]}'", warning.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("file:", SigningProblemCodes.BadSignerUri)]
    [InlineData("file:missing.pem", SigningProblemCodes.KeyNotFound)]
    [InlineData("file:missing/key.pem", SigningProblemCodes.KeyNotFound)]
    [InlineData("file:.", SigningProblemCodes.KeyNotReadable)]
    [InlineData("file:text.pem/key.pem", SigningProblemCodes.KeyNotFound)]
    [InlineData("file:text.pem", SigningProblemCodes.KeyNotUsable)]
    [InlineData("file:long.pem", SigningProblemCodes.KeyNotUsable)]
    public async Task A_place_without_a_key_is_refused(string uri, string code)
    {
        _folder.Write("text.pem", "no key");
        _folder.Write("long.pem", OpenSslKeys.Plain + new string('\n', 64 * 1024));

        Assert.Equal(code, (await Surroundings.In(_folder.Path).RefusalAsync(uri)).Code);
    }

    [Fact]
    public async Task A_key_in_the_format_of_OpenSSH_is_answered_with_the_way_through_the_agent()
    {
        Tool.Run("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", _folder["id_ed25519"]]);

        Problem problem = await Surroundings.In(_folder.Path).RefusalAsync("file:id_ed25519");

        Assert.Equal(SigningProblemCodes.KeyNotUsable, problem.Code);
        Assert.Contains("ssh-add", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_whose_public_half_is_another_keys_is_refused()
    {
        using Ed25519Signer other = Ed25519Signer.Generate();
        Key own = new("ed25519", "ed25519", OpenSslKeys.PublicHex);
        _folder.Write("good.pem", OpenSslKeys.Plain + "\n" + SubjectPublicKey.ToPem(own));
        _folder.Write("bad.pem", OpenSslKeys.Plain + "\n" + SubjectPublicKey.ToPem(other.PublicKey));

        Assert.Equal(own, await Surroundings.In(_folder.Path).SignAndVerifyAsync("file:good.pem"));
        Assert.Equal(SigningProblemCodes.PublicHalfMismatch, (await Surroundings.In(_folder.Path).RefusalAsync("file:bad.pem")).Code);
    }
}
