using FsCheck;
using FsCheck.Fluent;
using Playground.Signing.Files;
using Playground.Signing.Tests.Files;
using Playground.Tuf;
using Xunit;

namespace Playground.Signing.Tests;

/// <summary>Whatever goes wrong, neither a passphrase nor a private key is in what is said about it.</summary>
public sealed class SecretsStaySecretTests : IDisposable
{
    // Letters of an alphabet that no message is written in: a passphrase found is one that leaked.
    private static readonly Gen<string> Passphrases =
        from length in Gen.Choose(1, 40)
        from letters in Gen.ArrayOf(Gen.Choose('α', 'ω').Select(c => (char)c), length)
        select new string(letters);

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void No_passphrase_is_in_any_exception()
    {
        string truncated = OpenSslKeys.Encrypted.Replace("KR7D4cz4CZc++QqqIgzkdf3XgZFFhyAwYZsvxXZwS6L8xq3qlIn3PuwVqaOMimwy", "", StringComparison.Ordinal);
        _folder.Write("key.pem", OpenSslKeys.Encrypted, (UnixFileMode)0b110_100_100);
        _folder.Write("truncated.pem", truncated);

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(50), Prop.ForAll(Arb.From(Passphrases), passphrase =>
        {
            List<string> said = [];
            SigningSurroundings world = Surroundings.In(_folder.Path, ("KEY", OpenSslKeys.Encrypted), ("PASS", passphrase), ("TEXT", passphrase)) with
            {
                Warn = problem => said.Add(problem.ToString()),
            };
            foreach (string uri in (string[])["file:key.pem", "file:truncated.pem", "env:KEY", "env:KEY?passphrase=PASS", "env:TEXT"])
                said.Add(Failure(() => world.Knowing(new GivenPassphrases(passphrase, passphrase, passphrase)).OpenAsync(uri).AsTask().GetAwaiter().GetResult()));
            using SecretText secret = new(passphrase);
            said.Add(Failure(() => KeyFile.Create(_folder["key.pem"], passphrase: secret)));
            said.Add(secret.ToString());
            return said.Count == 8 && said.TrueForAll(text => text.Length > 0 && !text.Contains(passphrase, StringComparison.Ordinal));
        }));
    }

    [Fact]
    public async Task No_private_key_is_in_any_exception()
    {
        string body = OpenSslKeys.Plain.Split('\n')[1].Trim();
        string broken = OpenSslKeys.Plain.Replace(body, body[..^4], StringComparison.Ordinal);
        _folder.Write("broken.pem", broken);
        SigningSurroundings world = Surroundings.In(_folder.Path, ("BROKEN", broken), ("BODY", body));

        foreach (string uri in (string[])["file:broken.pem", "env:BROKEN", "env:BODY", "env:" + body])
        {
            TufException refused = await Assert.ThrowsAsync<TufException>(async () => await world.OpenAsync(uri));
            Assert.DoesNotContain(body[..8], refused.ToString(), StringComparison.Ordinal);
        }
    }

    private static string Failure(Action action) => Assert.Throws<TufException>(action).ToString();
}
