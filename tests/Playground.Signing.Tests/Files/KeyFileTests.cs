using Playground.Signing.Files;
using Playground.Tuf;
using Playground.Tuf.Model;
using Xunit;

namespace Playground.Signing.Tests.Files;

public sealed class KeyFileTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly TempFolder _folder = new();

    public static TheoryData<string> Kinds => [.. KeyKind.All.Select(kind => kind.Name)];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_new_key_signs_and_shows_its_public_half(string kind)
    {
        Key key = KeyFile.Create(_folder["new.pem"], KeyKind.Parse(kind));

        Assert.Equal(key, await Surroundings.In(_folder.Path).SignAndVerifyAsync("file:new.pem"));
        KeyFile read = KeyFile.Read(_folder["new.pem"]);
        Assert.Equal((true, false, key), (read.HoldsPrivateKey, read.IsEncrypted, read.PublicKey));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_new_key_with_a_passphrase_shows_its_public_half_without_it(string kind)
    {
        using SecretText passphrase = new("pässphrase");
        Key key = KeyFile.Create(_folder["new.pem"], KeyKind.Parse(kind), passphrase);

        KeyFile read = KeyFile.Read(_folder["new.pem"]);
        Assert.Equal((true, true, key), (read.HoldsPrivateKey, read.IsEncrypted, read.PublicKey));
        SigningSurroundings surroundings = Surroundings.In(_folder.Path);
        Assert.Equal(SigningProblemCodes.PassphraseNeeded, (await surroundings.RefusalAsync("file:new.pem")).Code);
        Assert.Equal(key, await surroundings.Knowing(new GivenPassphrases("pässphrase")).SignAndVerifyAsync("file:new.pem"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Openssl_reads_a_new_key(string kind)
    {
        OpenSslKeys.Need();
        using SecretText passphrase = new("tr0ub4dor");
        Key plain = KeyFile.Create(_folder["plain.pem"], KeyKind.Parse(kind));
        Key encrypted = KeyFile.Create(_folder["encrypted.pem"], KeyKind.Parse(kind), passphrase);

        Assert.Equal(SubjectPublicKey.ToPem(plain), OpenSslKeys.PublicOf(_folder["plain.pem"]));
        Assert.Equal(SubjectPublicKey.ToPem(encrypted), OpenSslKeys.PublicOf(_folder["encrypted.pem"], "tr0ub4dor"));
    }

    [Fact]
    public void A_new_key_is_ed25519_and_its_owners_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        string path = _folder["a/b/new.pem"];

        Assert.Equal("ed25519", KeyFile.Create(path).KeyType);

        Assert.Equal(OwnerOnly, new FileInfo(path).UnixFileMode);
        Assert.Equal(OwnerOnly | UnixFileMode.UserExecute, new DirectoryInfo(_folder["a/b"]).UnixFileMode);
        Assert.Equal([path], Directory.EnumerateFileSystemEntries(_folder["a/b"]));
    }

    [Fact]
    public void A_file_that_is_there_is_never_replaced()
    {
        string path = _folder.Write("taken.pem", "precious");
        File.CreateSymbolicLink(_folder["dangling.pem"], _folder["nowhere"]);

        Assert.Equal(SigningProblemCodes.KeyFileExists, Refusal(path).Code);
        Refusal(_folder["dangling.pem"]);
        Assert.Equal(SigningProblemCodes.KeyFileExists, Refusal(_folder.Path).Code);

        Assert.Equal("precious", File.ReadAllText(path));
        Assert.Equal(["dangling.pem", "taken.pem"], Directory.EnumerateFileSystemEntries(_folder.Path).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void Of_many_who_make_the_same_file_at_once_one_wins_and_the_file_is_theirs()
    {
        string path = _folder["race.pem"];
        Key?[] made = new Key?[8];

        Parallel.For(0, made.Length, new ParallelOptions { MaxDegreeOfParallelism = made.Length }, i =>
        {
            try
            {
                made[i] = KeyFile.Create(path);
            }
            catch (TufException e) when (e.Code == SigningProblemCodes.KeyFileExists)
            {
                // Somebody else was first.
            }
        });

        Assert.Equal(KeyFile.Read(path).PublicKey, Assert.Single(made, key => key is not null));
        Assert.Equal([path], Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void A_folder_that_cannot_be_made_leaves_no_key()
    {
        _folder.Write("file", "");
        Assert.Equal(SigningProblemCodes.KeyFileNotWritten, Refusal(_folder["file/new.pem"]).Code);
    }

    [Fact]
    public void A_kind_that_cannot_be_made_is_answered_with_those_that_can()
    {
        TufException refused = Assert.Throws<TufException>(() => KeyKind.Parse("dsa"));
        Assert.Contains("ed25519, ecdsa-p256, ecdsa-p384, rsa-3072", refused.Message, StringComparison.Ordinal);
    }

    private static Problem Refusal(string path)
    {
        Problem problem = Assert.Throws<TufException>(() => KeyFile.Create(path)).Problem;
        Assert.Contains("there is no new key", problem.Message, StringComparison.Ordinal);
        return problem;
    }
}
