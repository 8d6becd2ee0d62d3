using System.CommandLine;
using System.Security.Cryptography;
using Playground.CommandLine;
using Playground.Tuf;
using Playground.Tuf.Client;
using Playground.Tuf.Model;

namespace Playground.Downloader;

/// <summary><c>playget trust</c>: which repositories this person trusts, and why.</summary>
internal static class TrustCommands
{
    private const int MaxRootLength = 512 * 1024;

    internal static Command Create()
    {
        var trust = new Command("trust", "Say which repositories to trust.") { Add(), List(), Remove() };
        return trust;
    }

    private static Command Add()
    {
        var name = new Argument<string>("NAME") { Description = "What to call the repository." };
        var address = new Argument<string>("URL") { Description = "Where it is published." };
        var root = new Option<FileInfo>("--root") { Description = "The file of a root that you got in a way you trust." };
        var sha256 = new Option<string>("--sha256") { Description = "The SHA-256 of the repository's first root, from somebody you trust." };
        var firstUse = new Option<bool>("--trust-on-first-use") { Description = "Trust whatever root the repository shows now. Whoever controls the connection now controls what you install." };
        var command = new Command("add", "Begin to trust a repository.") { name, address, root, sha256, firstUse };
        command.SetAction(async (result, cancellationToken) =>
        {
            string url = result.GetRequiredValue(address);
            if (!TrustedRepository.TryParseUrl(url, out Uri? parsed))
            {
                throw ToolException.Usage($"'{Printable.Of(url)}' is not an http, https or file URL.");
            }

            string chosen = TrustedRepository.CheckedName(result.GetRequiredValue(name));
            byte[] file = result.GetValue(root) is { } given
                ? await File.ReadAllBytesAsync(given.FullName, cancellationToken)
                : await FetchFirstRootAsync(parsed, result.GetValue(sha256), result.GetValue(firstUse), cancellationToken);
            TrustedRepository repository = TrustedRepository.Add(chosen, parsed, file);
            Tool.Say($"'{repository.Name}' is trusted from root version {Metadata.Parse<Root>(file).Signed.Version} on.");
            return ExitCode.Done;
        });
        return command;
    }

    private static Command List()
    {
        var command = new Command("list", "Show the repositories that are trusted.");
        command.SetAction(_ =>
        {
            foreach (TrustedRepository repository in TrustedRepository.All())
            {
                Console.WriteLine($"{repository.Name}\t{repository.Url}");
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static Command Remove()
    {
        var name = new Argument<string>("NAME") { Description = "The repository." };
        var command = new Command("remove", "Trust a repository no longer. Files that were downloaded stay.") { name };
        command.SetAction(result =>
        {
            TrustedRepository.Choose(result.GetRequiredValue(name)).Remove();
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task<byte[]> FetchFirstRootAsync(Uri url, string? sha256, bool firstUse, CancellationToken cancellationToken)
    {
        if (sha256 is null && !firstUse)
        {
            throw ToolException.Usage("Say why to trust it: --root FILE, --sha256 HEX, or --trust-on-first-use.");
        }

        using var fetcher = new HttpFetcher();
        IFetcher source = url.IsFile ? new FileFetcher() : fetcher;
        byte[] file = await source.ReadAllAsync(new Uri(url, "metadata/1.root.json"), MaxRootLength, cancellationToken);
        string actual = Convert.ToHexStringLower(SHA256.HashData(file));
        if (sha256 is not null && !string.Equals(actual, sha256, StringComparison.OrdinalIgnoreCase))
        {
            throw new ToolException(
                ExitCode.Refused, $"The repository's first root has the SHA-256 {actual}, not the one you gave; nothing was trusted. Ask the person who gave it to you.");
        }

        Tool.Say(sha256 is null ? $"Trusting on first use: the first root has the SHA-256 {actual}. Compare it with somebody you trust." : "The SHA-256 of the first root is right.");
        return file;
    }
}
