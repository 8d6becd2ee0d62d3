using System.CommandLine;
using Playground.CommandLine;
using Playground.Maintainer.Trust;
using Playground.Repository;
using Playground.Repository.Git;

namespace Playground.Maintainer.Events;

/// <summary><c>playground events</c>: the signing events that are open, and which of them wait for the person at work.</summary>
internal static class EventsCommand
{
    internal static Command Create()
    {
        Option<string> output = Flags.Output();
        var command = new Command("events", "List the open signing events; * marks those that wait for you.") { output };
        Flags.AddLooking(command);
        command.SetAction(async (result, stop) =>
        {
            await using MaintainerDesk desk = await MaintainerDesk.OpenAsync(result, stop);
            await desk.FetchAsync(stop);
            TrustedMain main = await desk.TrustAsync(stop);
            Signer? user = await desk.Settings.FindUserAsync(stop);
            List<(ProposedEvent Event, bool Waits)> events = await ReadAsync(desk, main, user, stop);
            if (result.GetRequiredValue(output) == "json")
            {
                WriteJson(events);
                return ExitCode.Done;
            }

            Write(events);
            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>Every open event, and whether it waits for a person.</summary>
    internal static async Task<List<(ProposedEvent Event, bool Waits)>> ReadAsync(MaintainerDesk desk, TrustedMain main, Signer? user, CancellationToken stop)
    {
        var events = new List<(ProposedEvent Event, bool Waits)>();
        foreach (GitBranch branch in await desk.EventBranchesAsync(stop))
        {
            // What is merged is over; its branch only has not been deleted.
            if (main.Tip is { } tip && await desk.Git.IsAncestorAsync(branch.Tip, tip, stop))
            {
                continue;
            }

            ProposedEvent open = await desk.ReadEventAsync(main, branch.Name, branch.Tip, stop);
            events.Add((open, user is { } person && open.WaitsFor(person)));
        }

        return events;
    }

    internal static void Write(List<(ProposedEvent Event, bool Waits)> events)
    {
        foreach ((ProposedEvent open, bool waits) in events)
        {
            Console.WriteLine($"{(waits ? '*' : ' ')} {open.Name}  {open.State()}");
        }

        if (events.Count == 0)
        {
            Tool.Say("No signing event is open.");
        }
    }

    private static void WriteJson(List<(ProposedEvent Event, bool Waits)> events) => JsonAnswer.Write(writer =>
    {
        writer.WriteStartArray();
        foreach ((ProposedEvent open, bool waits) in events)
        {
            writer.WriteStartObject();
            writer.WriteString("event", open.Name.Value);
            writer.WriteString("head", open.Verdict.Head.Value);
            writer.WriteBoolean("verified", open.Verdict.IsVerified);
            writer.WriteBoolean("waitsForMe", waits);
            writer.WriteString("state", open.State());
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });
}
