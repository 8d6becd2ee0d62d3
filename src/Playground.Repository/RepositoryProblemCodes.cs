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

    /// <summary>There is a repository already where one was to begin.</summary>
    public const string AlreadyBegun = "PG1201";

    /// <summary>There is no such role.</summary>
    public const string NoSuchRole = "PG1202";

    /// <summary>There is a role of that name already.</summary>
    public const string RoleExists = "PG1203";

    /// <summary>The role is signed by the CI; people do not edit it.</summary>
    public const string OnlineRole = "PG1204";

    /// <summary>The role is signed by people; it has no online key.</summary>
    public const string OfflineRole = "PG1205";

    /// <summary>More signatures are asked for than there are people, or none.</summary>
    public const string BadThreshold = "PG1206";

    /// <summary>The periods make no sense.</summary>
    public const string BadPeriods = "PG1207";

    /// <summary>The person is not invited to the role.</summary>
    public const string NotInvited = "PG1208";

    /// <summary>The key belongs to another person, or is not usable.</summary>
    public const string BadKey = "PG1209";

    /// <summary>The person or key may not sign the role.</summary>
    public const string NotASigner = "PG1210";

    /// <summary>The role cannot be edited: its file cannot be read.</summary>
    public const string Unreadable = "PG1211";

    /// <summary>The role's delegations are bins, or it is one: not edited role by role.</summary>
    public const string Bins = "PG1212";

    /// <summary>The role waits for invitations to be accepted.</summary>
    public const string InvitationsOpen = "PG1213";

    /// <summary>A role on main is not signed as its delegator asks.</summary>
    public const string NotVerified = "PG1301";

    /// <summary>A role's version is lower than what snapshot or timestamp listed before.</summary>
    public const string WentBack = "PG1302";

    /// <summary>The history of roots has a gap, or is not that of root.</summary>
    public const string BadRootHistory = "PG1303";

    /// <summary>Root does not say how long an online role lives, or where its key is.</summary>
    public const string OnlineIncomplete = "PG1304";

    /// <summary>Snapshot or timestamp do not list what is there; sign online first.</summary>
    public const string NotUpToDate = "PG1305";

    /// <summary>An artifact is missing, or is not what metadata says.</summary>
    public const string ArtifactMismatch = "PG1306";

    /// <summary>The public directory could not be written.</summary>
    public const string PublishFailed = "PG1307";

    /// <summary>Another process is publishing to the directory.</summary>
    public const string PublishBusy = "PG1308";

    /// <summary>Something in the published repository expires too soon.</summary>
    public const string ExpiresSoon = "PG1309";
}
