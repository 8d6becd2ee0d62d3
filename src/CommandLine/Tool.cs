using System.CommandLine;
using Playground.Tuf;

namespace Playground.CommandLine;

/// <summary>
/// What all tools have in common: stdout is the answer and stderr is talk, problems are told with their codes and never with a stack trace unless
/// <c>--verbose</c> asks for it, and Ctrl-C ends the work without leaving anything half done.
/// </summary>
internal static class Tool
{
    internal static Option<bool> Verbose { get; } = new("--verbose") { Description = "Tell more when something goes wrong.", Recursive = true };

    /// <summary>Parses and runs a command line; the answer is the exit code.</summary>
    internal static async Task<int> RunAsync(RootCommand command, string[] arguments)
    {
        command.Add(Verbose);

        // A leading @ is a person here, never a file of further arguments.
        ParseResult parsed = command.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                await Console.Error.WriteLineAsync(error.Message);
            }

            await Console.Error.WriteLineAsync($"To see what there is: {command.Name} {Path(parsed)}--help");
            return ExitCode.Usage;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Stopped. Nothing was left half done.");
            return ExitCode.Surroundings;
        }
        catch (ToolException e)
        {
            await TellAsync(e, e.Code, e.Message, parsed.GetValue(Verbose));
            return e.ExitCode;
        }
        catch (TufException e)
        {
            await TellAsync(e, e.Code, e.Problem.JsonPath is null ? e.Problem.Message : $"{e.Problem.Message} (at {e.Problem.JsonPath})", parsed.GetValue(Verbose));
            return ExitCode.Of(e.Problem);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await TellAsync(e, null, e.Message, parsed.GetValue(Verbose));
            return ExitCode.Surroundings;
        }
    }

    /// <summary>Says something to the person, not to the script.</summary>
    internal static void Say(string text) => Console.Error.WriteLine(text);

    private static async Task TellAsync(Exception e, string? code, string message, bool verbose)
    {
        await Console.Error.WriteLineAsync(code is null ? message : $"{code}: {message}");
        if (verbose)
        {
            await Console.Error.WriteLineAsync(e.ToString());
        }
    }

    private static string Path(ParseResult parsed)
    {
        string path = "";
        for (CommandResultWalk at = new(parsed.CommandResult); at.Parent is not null; at = at.Parent)
        {
            path = at.Name + " " + path;
        }

        return path;
    }

    /// <summary>A command on the way from the root to the one that was typed.</summary>
    private sealed class CommandResultWalk(System.CommandLine.Parsing.CommandResult result)
    {
        internal string Name => result.Command.Name;

        internal CommandResultWalk? Parent => result.Parent is System.CommandLine.Parsing.CommandResult parent ? new(parent) : null;
    }
}
