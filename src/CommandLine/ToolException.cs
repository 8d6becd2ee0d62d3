using Playground.Tuf;

namespace Playground.CommandLine;

/// <summary>Ends a tool with an exit code of its own, where the problem's code does not say it.</summary>
internal sealed class ToolException(int exitCode, string message, string? code = null) : Exception(message)
{
    internal int ExitCode => exitCode;

    /// <summary>The code to show, or null for plain wrong usage.</summary>
    internal string? Code => code;

    internal static ToolException Usage(string message) => new(CommandLine.ExitCode.Usage, message);

    internal static ToolException No(Problem problem) => new(CommandLine.ExitCode.No, problem.Message, problem.Code);
}
