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

        // Names that a person typed: of a key, a branch, a remote, a setting, a person; and what a person asked an editor to do.
        "PG0501" or "PG0502" or "PG0611" or "PG0612" or "PG0614" or "PG1001" => Usage,

        // A package that is to be released cannot be read, or not here.
        "PG1219" => Refused,
        "PG1220" => Surroundings,
        _ when problem.Code.StartsWith("PG12", StringComparison.Ordinal) => Usage,

        // Names, versions and ranges that a person typed; and what was signed of releases and cannot be understood.
        "PG1501" or "PG1502" or "PG1503" => Usage,
        "PG1505" or "PG1506" => Refused,

        // Publishing failed, rather than refused.
        "PG1307" or "PG1308" => Surroundings,
        "PG1309" => No,
        "PG1801" => Refused,
        _ when problem.Code.StartsWith("PG13", StringComparison.Ordinal) => Refused,
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
