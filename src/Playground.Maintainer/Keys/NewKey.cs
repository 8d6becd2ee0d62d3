using Playground.CommandLine;
using Playground.Signing;
using Playground.Signing.Files;
using Playground.Signing.Passphrases;
using Playground.Tuf.Model;

namespace Playground.Maintainer.Keys;

/// <summary>Makes a key file, encrypted unless the person says that it shall not be.</summary>
internal static class NewKey
{
    internal static async Task<Key> MakeAsync(string path, KeyKind kind, IPassphraseSource? passphrases, CancellationToken stop)
    {
        using SecretText? passphrase = passphrases is null ? null
            : await passphrases.AskAsync(new PassphraseRequest($"file:{path}") { IsForNewKey = true }, stop)
                ?? throw ToolException.Usage("A passphrase for the new key? Nobody is here to type one, so there is no new key. Say it with: --passphrase-fd N, --passphrase-env NAME, or --no-passphrase");
        Key key = KeyFile.Create(path, kind, passphrase);
        Tool.Say($"Made {path}. Keep a copy in a safe place: nobody else can sign as you.");
        return key;
    }
}
