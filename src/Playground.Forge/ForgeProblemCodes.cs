namespace Playground.Forge;

/// <summary>Every code this library can answer with; <c>docs/errors.md</c> says of each what it means and what to do.</summary>
public static class ForgeProblemCodes
{
    /// <summary>The token is missing, or may not do what was asked.</summary>
    public const string NoAccess = "PG1701";

    /// <summary>What was asked for is not there, or not for this token.</summary>
    public const string NotThere = "PG1702";

    /// <summary>The service does not take what was sent.</summary>
    public const string NotTaken = "PG1703";

    /// <summary>Too much was asked, and the service asks to wait longer than is waited here.</summary>
    public const string RateLimited = "PG1704";

    /// <summary>The service failed, each time it was tried.</summary>
    public const string ServiceFailed = "PG1705";

    /// <summary>The service was not reached, did not answer in time, or broke off, each time it was tried.</summary>
    public const string Unreachable = "PG1706";

    /// <summary>The answer is not what the service's own description says.</summary>
    public const string BadAnswer = "PG1707";

    /// <summary>Something was sent, the answer was lost, and it could not be found out whether it arrived.</summary>
    public const string MayBeThere = "PG1708";

    /// <summary>Another file has the name of one that is to be uploaded.</summary>
    public const string OtherAsset = "PG1709";

    /// <summary>A run left no artifact of that name, or not one file of a sensible size in it.</summary>
    public const string BadArtifact = "PG1710";
}
