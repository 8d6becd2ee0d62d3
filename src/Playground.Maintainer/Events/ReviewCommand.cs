using System.CommandLine;
using Playground.CommandLine;
using Playground.Maintainer.Terminal;
using Playground.Maintainer.Trust;
using Playground.Repository.Editing;
using Playground.Repository.Events;

namespace Playground.Maintainer.Events;

/// <summary><c>playground review</c>: what an event changes, and the verdict on it. Changes nothing.</summary>
internal static class ReviewCommand
{
    internal static Command Create()
    {
        var name = new Argument<string>("EVENT") { Description = "The event, such as sign/add-carol." };
        Option<string> output = Flags.Output();
        var command = new Command("review", "Show what an event changes, and what CI says of it. Exit code 0 when it is verified, 1 when not.") { name, output };
        Flags.AddLooking(command);
        command.SetAction(async (result, stop) =>
        {
            await using MaintainerDesk desk = await MaintainerDesk.OpenAsync(result, stop);
            await desk.FetchAsync(stop);
            TrustedMain main = await desk.TrustAsync(stop);
            ProposedEvent open = await desk.RequireEventAsync(main, result.GetRequiredValue(name), stop);
            string? stale = open.Staleness(main);
            if (result.GetRequiredValue(output) == "json")
            {
                Console.Out.Write(VerdictJson.Write(open.Verdict));
            }
            else
            {
                ShownChange.Write(ChangeDescription.Of(open.Change));
                Console.WriteLine($"{open.Name}: {open.State()}");
                foreach (VerdictProblem problem in open.Problems)
                {
                    Console.WriteLine($"  {problem.Code}: {problem.Message}\n    Fix: {problem.Fix}");
                }
            }

            if (stale is not null)
            {
                Tool.Say($"{MaintainerProblemCodes.EventStale}: {stale}");
            }

            return open.Verdict.IsVerified && stale is null ? ExitCode.Done : ExitCode.No;
        });
        return command;
    }
}
