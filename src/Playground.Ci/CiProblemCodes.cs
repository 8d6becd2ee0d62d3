namespace Playground.Ci;

/// <summary>Codes of what this tool itself refuses.</summary>
internal static class CiProblemCodes
{
    /// <summary>A result is about another event or commit than the run that left it.</summary>
    internal const string OtherResult = "PG1711";

    /// <summary>A proposal from a fork has workflows of its own, so that what its run says of it proves nothing.</summary>
    internal const string OwnWorkflows = "PG1712";
}
