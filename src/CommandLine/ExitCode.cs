using Playground.Tuf;

namespace Playground.CommandLine;

/// <summary>How every tool ends; docs/errors.md lists them. Scripts may rely on it.</summary>
internal static class ExitCode
{
    /// <summary>Done.</summary>
    internal const int Done = 0;

    /// <summary>The answer is no: not verified, not found.</summary>
    internal const int No = 1;

    /// <summary>The command was wrong: an unknown option, a name that is none.</summary>
    internal const int Usage = 2;

    /// <summary>The surroundings failed: git, the network, the disk, a key device.</summary>
    internal const int Surroundings = 3;

    /// <summary>Refused: data that must not be trusted.</summary>
    internal const int Refused = 4;

    /// <summary>Which of these a problem is: its code's first two digits say it, but for a few.</summary>
    internal static int Of(Problem problem) => problem.Code switch
    {
        ProblemCodes.TargetMismatch or ProblemCodes.OtherRootTrusted => Refused,
        ProblemCodes.BadTargetPath or ProblemCodes.BadRoleName or ProblemCodes.NotInitialized => Usage,
        _ when problem.Code.StartsWith("PG00", StringComparison.Ordinal)
            || problem.Code.StartsWith("PG01", StringComparison.Ordinal)
            || problem.Code.StartsWith("PG03", StringComparison.Ordinal) => Refused,
        _ when problem.Code.StartsWith("PG02", StringComparison.Ordinal)
            || problem.Code.StartsWith("PG04", StringComparison.Ordinal)
            || problem.Code.StartsWith("PG05", StringComparison.Ordinal)
            || problem.Code.StartsWith("PG06", StringComparison.Ordinal) => Surroundings,
        _ => No,
    };
}
