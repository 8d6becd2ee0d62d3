using System.CommandLine;
using Playground.CommandLine;
using Playground.Maintainer.Events;
using Playground.Maintainer.Trust;
using Playground.Repository;
using Playground.Signing;
using Playground.Tuf;
using Playground.Tuf.Model;

namespace Playground.Maintainer.Clone;

/// <summary><c>playground status</c>: who is at work here, what is trusted, what expires when, and what is open.</summary>
internal static class StatusCommand
{
    internal static Command Create()
    {
        Option<string> output = Flags.Output();
        var command = new Command("status", "Say who you are here, whether your key can be used, which root is trusted, when roles expire, and which events are open.") { output, Flags.Key };
        Flags.AddLooking(command);
        command.Add(Flags.PassphraseDescriptor);
        command.Add(Flags.PassphraseVariable);
        command.SetAction(async (result, stop) =>
        {
            await using MaintainerDesk desk = await MaintainerDesk.OpenAsync(result, stop);
            await desk.FetchAsync(stop);
            TrustedMain main = await desk.TrustAsync(stop);
            Signer? user = await desk.Settings.FindUserAsync(stop);
            SignerUri? key = await desk.Settings.FindKeyAsync(stop);
            string usable = key is { } uri ? await TryAsync(uri, result, stop) : "none is configured; make one with: playground key new";
            List<(ProposedEvent Event, bool Waits)> events = await EventsCommand.ReadAsync(desk, main, user, stop);
            if (result.GetRequiredValue(output) == "json")
            {
                WriteJson(user, key, usable, main, events);
                return ExitCode.Done;
            }

            Console.WriteLine($"you:   {user?.Name ?? $"nobody yet; say who with: git config {CloneSettings.UserKey} @NAME"}");
            Console.WriteLine($"key:   {(key is { } place ? $"{place} ({usable})" : usable)}");
            Console.WriteLine($"root:  {Describe(main)}");
            foreach ((RoleName role, Signed signed) in Roles(main))
            {
                Console.WriteLine($"  '{role}' version {signed.Version} {(signed.IsExpired(desk.Now) ? "EXPIRED" : "expires")} {signed.Expires:u}");
            }

            EventsCommand.Write(events);
            return ExitCode.Done;
        });
        return command;
    }

    private static string Describe(TrustedMain main) => main is { Root: { } root, View.Root: { } present }
        ? $"version {present.Version} is trusted, SHA-256 {TrustedMain.Fingerprint(root)}"
        : "main holds no repository yet; begin one with: playground init";

    private static IEnumerable<(RoleName Role, Signed Signed)> Roles(TrustedMain main) => (main.View?.Roles ?? new Dictionary<RoleName, ParsedRole>())
        .Where(entry => entry.Value.Signed is not null)
        .Select(entry => (entry.Key, entry.Value.Signed!))
        .OrderBy(entry => entry.Item2.Expires).ThenBy(entry => entry.Key);

    private static async Task<string> TryAsync(SignerUri uri, ParseResult result, CancellationToken stop)
    {
        try
        {
            using OpenSigner signer = await SignerSchemes.Default.OpenAsync(uri, Flags.Surroundings(result), stop);
            await signer.SignAsync("playground status"u8.ToArray(), stop);
            return "usable";
        }
        catch (TufException e)
        {
            return $"not usable: {e.Problem}";
        }
    }

    private static void WriteJson(Signer? user, SignerUri? key, string usable, TrustedMain main, List<(ProposedEvent Event, bool Waits)> events) => JsonAnswer.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("user", user?.Name);
        writer.WriteString("key", key?.Value);
        writer.WriteBoolean("keyUsable", usable == "usable");
        writer.WriteString("rootSha256", main.Root is { } root ? TrustedMain.Fingerprint(root) : null);
        writer.WriteStartArray("roles");
        foreach ((RoleName role, Signed signed) in Roles(main))
        {
            writer.WriteStartObject();
            writer.WriteString("role", role.Value);
            writer.WriteNumber("version", signed.Version);
            writer.WriteString("expires", signed.Expires);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("events");
        foreach ((ProposedEvent open, bool waits) in events)
        {
            writer.WriteStartObject();
            writer.WriteString("event", open.Name.Value);
            writer.WriteBoolean("waitsForMe", waits);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });
}
