using System.CommandLine;
using Playground.CommandLine;
using Playground.Forge;
using Playground.Tuf;

namespace Playground.Ci.Reporting;

/// <summary><c>playground-ci failure</c>: one open issue per workflow that fails, until it works again.</summary>
internal static class FailureCommand
{
    internal static Command Create()
    {
        var workflow = new Option<string>("--workflow") { Description = "The name of the workflow.", Required = true };
        var run = new Option<string>("--run") { Description = "The page of the run; by default of the one that this is part of." };
        var resolved = new Option<bool>("--resolved") { Description = "It works: close the issue, if one is open." };
        var command = new Command("failure", "Open an issue about a workflow that fails, say in it that it failed again, or close it.") { workflow, run, resolved };
        command.SetAction((result, stop) => ForgeWorkplace.UseAsync(async forge =>
        {
            string name = result.GetRequiredValue(workflow);
            Uri page = result.GetValue(run) is { } text
                ? Workplace.ParsePage(text)
                : ForgeWorkplace.RunPage() ?? throw ToolException.Usage("Which run? --run URL");
            if (name.Length is 0 or > 100 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
            {
                throw ToolException.Usage($"'{Printable.Of(name)}' is not the name of a workflow.");
            }

            var failure = new WorkflowFailure(name, page);
            long? issue = result.GetValue(resolved) ? await forge.ResolveFailureAsync(failure, stop) : await forge.ReportFailureAsync(failure, stop);
            Tool.Say(issue is null ? $"No issue about {name} is open." : result.GetValue(resolved) ? $"Issue {issue} is closed: {name} works again." : $"Issue {issue} tells that {name} fails.");
            if (issue is { } number)
            {
                Console.WriteLine(number);
            }

            return ExitCode.Done;
        }));
        return command;
    }
}
