namespace Playground.Repository;

/// <summary>
/// The codes of what can be wrong with a repository or an event. 10xx: reading it; 11xx: rules of an event; 12xx: editing; 13xx: publishing.
/// <c>docs/errors.md</c> says of each what it means and what to do.
/// </summary>
public static class RepositoryProblemCodes
{
    /// <summary>A text does not name a person.</summary>
    public const string BadSigner = "PG1001";

    /// <summary>The file of invitations is malformed.</summary>
    public const string BadEventState = "PG1002";

    /// <summary>The commit holds no repository: there is no root.</summary>
    public const string NoRoot = "PG1003";

    /// <summary>Where a file belongs there is a link, a submodule or something else.</summary>
    public const string NotAFile = "PG1004";
}
