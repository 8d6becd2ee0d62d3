using System.CommandLine;
using Playground.CommandLine;
using Playground.Repository;
using Playground.Signing;
using Playground.Signing.Files;
using Playground.Tuf;
using Playground.Tuf.Model;

namespace Playground.Maintainer.Keys;

/// <summary><c>playground key</c>: keys of the person, wherever they are. Only <c>replace</c> needs a clone.</summary>
internal static class KeyCommands
{
    internal static Command Create() => new("key", "Make keys, see those that are here, and replace yours in the repository.") { New(), List(), Show(), ReplaceKeyCommand.Create() };

    private static Command New()
    {
        var kind = new Option<string>("--kind") { Description = $"One of: {string.Join(", ", KeyKind.All)}", DefaultValueFactory = _ => KeyKind.Ed25519.Name };
        var file = new Option<string>("--file") { Description = "The file to make; by default one in your key folder, named after you." };
        var none = new Option<bool>("--no-passphrase") { Description = "Do not encrypt the file: whoever reads it can sign as you." };
        var command = new Command("new", "Make a key file. The answer is its URI.") { kind, file, none, Flags.User, Flags.PassphraseDescriptor, Flags.PassphraseVariable };
        command.SetAction(async (result, stop) =>
        {
            SigningSurroundings surroundings = Flags.Surroundings(result);
            string name = result.GetValue(Flags.User) is { } user ? Signer.Parse(user).Name[1..] : "key";
            string path = Path.GetFullPath(result.GetValue(file) ?? Path.Combine(KeyFolder.PathIn(surroundings), name + ".pem"));
            await NewKey.MakeAsync(path, KeyKind.Parse(result.GetRequiredValue(kind)), result.GetValue(none) ? null : surroundings.Passphrases, stop);
            Console.WriteLine($"file:{path}");
            return ExitCode.Done;
        });
        return command;
    }

    private static Command List()
    {
        Option<string> output = Flags.Output();
        var command = new Command("list", "List the keys in your key folder and in the ssh-agent.") { output };
        command.SetAction(async (result, stop) =>
        {
            KeyList found = await SignerSchemes.Default.ListAsync(Flags.Surroundings(result), stop);
            if (result.GetRequiredValue(output) == "json")
            {
                WriteJson(found);
                return ExitCode.Done;
            }

            foreach (ListedKey key in found.Keys)
            {
                string state = key.UnusableBecause is { } why ? $"not usable: {Printable.Of(why)}"
                    : string.Join(' ', new[] { key.PublicKey?.KeyType, key.PublicKey is { } known ? Mark(known) : null, key.IsEncrypted ? "encrypted" : null }.OfType<string>());
                Console.WriteLine($"{key.Uri}\t{key.Name}\t{state}");
            }

            foreach (Problem problem in found.Problems)
            {
                Tool.Say(problem.ToString());
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static Command Show()
    {
        var uri = new Argument<string>("URI") { Description = "The key, such as file:alice.pem or ssh-agent:." };
        var command = new Command("show", "Show a key's public half, its fingerprint, and the keyid it gets in metadata as yours.") { uri, Flags.User, Flags.PassphraseDescriptor, Flags.PassphraseVariable };
        command.SetAction(async (result, stop) =>
        {
            using OpenSigner signer = await SignerSchemes.Default.OpenAsync(SignerUri.Parse(result.GetRequiredValue(uri)), Flags.Surroundings(result), stop);
            Key key = signer.PublicKey;
            Console.WriteLine($"kind\t{key.KeyType} {key.Scheme}");
            Console.WriteLine($"fingerprint\t{Mark(key)}");
            if (result.GetValue(Flags.User) is { } user)
            {
                Signer owner = Signer.Parse(user);
                Console.WriteLine($"keyid as {owner}\t{CustomFields.New.WithOwner(key, owner).ComputeId()}");
            }

            Console.WriteLine($"public\t{key.Public.Trim()}");
            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>What tells a key from others, as changes are described with.</summary>
    internal static string? Mark(Key key) => key.Fingerprint is { } fingerprint
        ? Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(fingerprint)))[..16]
        : null;

    private static void WriteJson(KeyList found) => JsonAnswer.Write(writer =>
    {
        writer.WriteStartArray();
        foreach (ListedKey key in found.Keys)
        {
            writer.WriteStartObject();
            writer.WriteString("uri", key.Uri.Value);
            writer.WriteString("name", key.Name);
            writer.WriteString("kind", key.PublicKey?.KeyType);
            writer.WriteString("fingerprint", key.PublicKey is { } known ? Mark(known) : null);
            writer.WriteBoolean("encrypted", key.IsEncrypted);
            writer.WriteString("unusableBecause", key.UnusableBecause);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });
}
