using Playground.CommandLine;
using Playground.Maintainer.Clone;
using Playground.Repository;
using Playground.Repository.Editing;
using Playground.Signing;
using Playground.Signing.Files;
using Playground.Tuf;
using Playground.Tuf.Model;

namespace Playground.Maintainer.Keys;

/// <summary>The key of the person at work: found in the settings, or chosen, or made; opened once.</summary>
internal sealed class PersonalKey(MaintainerDesk desk) : IDisposable
{
    private OpenSigner? _open;

    /// <summary>Accepts every invitation of the person and signs every role that waits for them.</summary>
    /// <returns>What was done, in words.</returns>
    internal async Task<IReadOnlyList<string>> AcceptAndSignAsync(RepositoryEditor editor, Signer user, CancellationToken stop)
    {
        var words = new List<string>();
        foreach (RoleName role in editor.InvitationsOf(user))
        {
            editor.AcceptInvitation(user, role, (await OpenAsync(user, stop)).PublicKey);
            words.Add($"accepts '{role}'");
        }

        IReadOnlyList<RoleName> left = [];
        if (editor.RolesToSign(user).Count > 0)
        {
            (IReadOnlyList<string> signed, left) = await SignAsync(editor, user, await OpenAsync(user, stop), stop);
            words.AddRange(signed);
        }

        if (left.Count > 0 && words.Count == 0)
        {
            throw new ToolException(
                ExitCode.Usage,
                $"{string.Join(", ", left)} waits for another key of {user} than {_open!.Uri}; nothing was signed. See the keys that are here with: playground key list, and give the right one: {Flags.Key.Name} URI",
                MaintainerProblemCodes.NotTheKey);
        }

        foreach (RoleName role in left)
        {
            Tool.Say($"'{role}' waits for another key of yours; sign again with: {Flags.Key.Name} URI");
        }

        return words;
    }

    /// <summary>Signs with a key every role that waits for the person and for this key.</summary>
    /// <returns>What was done, in words, and the roles that wait for another key of the person.</returns>
    private static async Task<(IReadOnlyList<string> Signed, IReadOnlyList<RoleName> Left)> SignAsync(RepositoryEditor editor, Signer user, OpenSigner signer, CancellationToken stop)
    {
        var signed = new List<string>();
        var left = new List<RoleName>();
        foreach (RoleName role in editor.RolesToSign(user))
        {
            if (editor.KeysToSign(user, role).Any(key => key.Key.Fingerprint == signer.PublicKey.Fingerprint))
            {
                await editor.SignAsync(role, signer, stop);
                signed.Add($"signs '{role}'");
            }
            else
            {
                left.Add(role);
            }
        }

        return (signed, left);
    }

    private async Task<OpenSigner> OpenAsync(Signer user, CancellationToken stop)
    {
        if (_open is null)
        {
            SigningSurroundings surroundings = Flags.Surroundings(desk.Given);
            SignerUri? known = await desk.Settings.FindKeyAsync(stop);
            SignerUri uri = known ?? await ChooseAsync(user, surroundings, stop);
            _open = await SignerSchemes.Default.OpenAsync(uri, surroundings, stop);
            if (known is null)
            {
                await desk.Settings.KeepKeyAsync(uri, stop);
            }
        }

        return _open;
    }

    private async Task<SignerUri> ChooseAsync(Signer user, SigningSurroundings surroundings, CancellationToken stop)
    {
        if (!desk.Console.IsInteractive)
        {
            throw ToolException.Usage($"Which key is yours? Nothing was changed. Make one with: playground key new, and say it with: {Flags.Key.Name} URI, or: git config {CloneSettings.KeyKey} URI");
        }

        const string Make = "Make a new key";
        const string Name = "Say where it is";
        KeyList found = await SignerSchemes.Default.ListAsync(surroundings, stop);
        Dictionary<string, SignerUri> usable = found.Keys.Where(key => key.UnusableBecause is null)
            .DistinctBy(key => key.Uri).ToDictionary(key => $"{Printable.Of(key.Name)}  {key.Uri}", key => key.Uri);
        string chosen = desk.Console.Choose($"Which key is {user}'s?", [.. usable.Keys, Make, Name]);
        if (chosen == Name)
        {
            return SignerUri.Parse(desk.Console.Ask("Where is your key (such as file:~/keys/alice.pem or ssh-agent:)?"));
        }

        if (usable.TryGetValue(chosen, out SignerUri uri))
        {
            return uri;
        }

        string path = Path.Combine(KeyFolder.PathIn(surroundings), user.Name[1..] + ".pem");
        await NewKey.MakeAsync(path, KeyKind.Ed25519, surroundings.Passphrases, stop);
        return SignerUri.Of("file", path);
    }

    public void Dispose() => _open?.Dispose();
}
