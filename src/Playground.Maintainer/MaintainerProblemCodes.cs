namespace Playground.Maintainer;

/// <summary>The codes of what can go wrong between a maintainer and a repository: 14xx. <c>docs/errors.md</c> says of each what to do.</summary>
internal static class MaintainerProblemCodes
{
    /// <summary>Main has an older root than this clone trusted before.</summary>
    internal const string RootWentBack = "PG1401";

    /// <summary>Main has a root that the trusted one does not lead to.</summary>
    internal const string RootNotOurs = "PG1402";

    /// <summary>Nobody said yet which root to trust in this clone.</summary>
    internal const string RootNotTrustedYet = "PG1403";

    /// <summary>A role on main is not signed as the trusted root asks.</summary>
    internal const string KnownGoodBad = "PG1404";

    /// <summary>An event breaks rules, so that it is not to be signed.</summary>
    internal const string EventRefused = "PG1405";

    /// <summary>An event began before main changed the same role.</summary>
    internal const string EventStale = "PG1406";

    /// <summary>There is no such event.</summary>
    internal const string NoSuchEvent = "PG1407";

    /// <summary>The person said no.</summary>
    internal const string Declined = "PG1408";

    /// <summary>The key given is none that the role waits for.</summary>
    internal const string NotTheKey = "PG1409";

    /// <summary>The event is begun already.</summary>
    internal const string EventExists = "PG1410";

    /// <summary>A local branch is in the way.</summary>
    internal const string LocalBranch = "PG1411";

    /// <summary>A file of this tool in the clone could not be read.</summary>
    internal const string BrokenPin = "PG1412";

    /// <summary>An event and main changed the same thing in ways that cannot be brought together.</summary>
    internal const string EventConflicts = "PG1413";
}
