using Playground.Signing.Files;
using Playground.Tuf.Model;
using Xunit;

namespace Playground.Signing.Tests.Files;

public sealed class KeyFolderTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_folder_is_where_the_users_configuration_is()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has a folder of its own for this.");
        Assert.Equal("/home/a/.config/playground/keys", KeyFolder.PathIn(Surroundings.In("/home/a")));
        Assert.Equal("/xdg/playground/keys", KeyFolder.PathIn(Surroundings.In("/home/a", ("XDG_CONFIG_HOME", "/xdg"))));
        Assert.Equal("/home/a/.config/playground/keys", KeyFolder.PathIn(Surroundings.In("/home/a", ("XDG_CONFIG_HOME", "relative"))));
    }

    [Fact]
    public async Task Private_keys_in_it_are_listed_with_what_opens_them()
    {
        SigningSurroundings surroundings = Surroundings.In(_folder.Path);
        string keys = KeyFolder.PathIn(surroundings);
        using SecretText passphrase = new("secret");
        Key locked = KeyFile.Create(Path.Combine(keys, "b-locked.pem"), passphrase: passphrase);
        Key plain = KeyFile.Create(Path.Combine(keys, "a-plain.pem"), KeyKind.EcdsaP256);
        File.WriteAllText(Path.Combine(keys, "c-foreign.pem"), OpenSslKeys.Encrypted);
        File.WriteAllText(Path.Combine(keys, "d-broken.pem"), "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----");
        File.WriteAllText(Path.Combine(keys, "e-public.pem"), SubjectPublicKey.ToPem(plain));
        File.WriteAllText(Path.Combine(keys, "f-notes.txt"), "no key");
        File.WriteAllText(Path.Combine(keys, "g-empty"), "");
        File.WriteAllText(Path.Combine(keys, "h-long"), OpenSslKeys.Plain + new string(' ', 100_000));
        Directory.CreateDirectory(Path.Combine(keys, "i-folder"));

        KeyList list = await SignerSchemes.Default.ListAsync(surroundings, TestContext.Current.CancellationToken);

        Assert.Equal(
            [("a-plain.pem", plain, false, true), ("b-locked.pem", locked, true, true), ("c-foreign.pem", null, true, true), ("d-broken.pem", null, false, false)],
            list.Keys.Select(key => (key.Name, key.PublicKey, key.IsEncrypted, key.UnusableBecause is null)));
        Assert.Equal(plain, await surroundings.SignAndVerifyAsync(list.Keys[0].Uri.Value));
        Assert.Equal([SigningProblemCodes.NoAgent], list.Problems.Select(problem => problem.Code));
    }

    [Fact]
    public void Where_there_is_no_folder_there_are_no_keys() => Assert.Empty(KeyFolder.List(_folder["missing"], TestContext.Current.CancellationToken));
}
