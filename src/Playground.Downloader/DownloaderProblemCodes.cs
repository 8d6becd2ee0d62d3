namespace Playground.Downloader;

/// <summary>Every code the downloader can answer with. <c>docs/errors.md</c> says of each what it means and what to do.</summary>
internal static class DownloaderProblemCodes
{
    /// <summary>There is neither a project nor a file of that name.</summary>
    internal const string NoSuchProject = "PG1601";

    /// <summary>No release of the project is what was asked for.</summary>
    internal const string NoSuchRelease = "PG1602";

    /// <summary>The project or release was stopped by administrators.</summary>
    internal const string Blocked = "PG1603";

    /// <summary>The release has no file that was asked for.</summary>
    internal const string NoSuchFile = "PG1604";

    /// <summary>Another file is where one would be put.</summary>
    internal const string FileInTheWay = "PG1605";

    /// <summary>Two different files would get the same name.</summary>
    internal const string OneNameTwice = "PG1606";

    /// <summary>What is signed now is not what was locked.</summary>
    internal const string NotAsLocked = "PG1607";

    /// <summary>The lock file cannot be understood.</summary>
    internal const string BadLock = "PG1608";

    /// <summary>There is no lock file, or nothing in it.</summary>
    internal const string NoLock = "PG1609";

    /// <summary>The repository has no index to search.</summary>
    internal const string NoIndex = "PG1610";

    /// <summary>The project is not in the lock file.</summary>
    internal const string NotLocked = "PG1611";
}
