namespace Playground.Repository;

/// <summary>
/// The codes of what can be wrong with a repository or an event. 10xx: reading it; 11xx: rules of an event; 12xx: editing; 13xx: publishing; 18xx: reporting.
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

    /// <summary>An event changes something beside metadata and artifacts.</summary>
    public const string OutsideChange = "PG1101";

    /// <summary>An event adds a link, a submodule, or a metadata file that may be run.</summary>
    public const string NotPlainFile = "PG1102";

    /// <summary>A file is longer than it may be.</summary>
    public const string TooLong = "PG1103";

    /// <summary>A file has a name that some systems cannot hold, or that is not what it seems.</summary>
    public const string OddFileName = "PG1104";

    /// <summary>Two names are the same file on systems that take upper and lower case for equal.</summary>
    public const string CollidingNames = "PG1105";

    /// <summary>A file under <c>metadata/</c> is none that belongs there.</summary>
    public const string UnknownMetadataFile = "PG1106";

    /// <summary>A metadata file, or the file of invitations, cannot be read.</summary>
    public const string UnreadableMetadata = "PG1107";

    /// <summary>A changed metadata file is not written in the one form that metadata has.</summary>
    public const string NotInForm = "PG1108";

    /// <summary>An event changes a role that the CI signs.</summary>
    public const string OnlineRoleTouched = "PG1109";

    /// <summary>The history of roots lacks the proposed one, or an older one was changed.</summary>
    public const string RootHistoryBroken = "PG1110";

    /// <summary>Root does not ask for consistent snapshots.</summary>
    public const string NoConsistentSnapshot = "PG1111";

    /// <summary>Snapshot and timestamp do not have the same keys and threshold.</summary>
    public const string OnlineSignersDiffer = "PG1112";

    /// <summary>A person's key signs an online role, or an online key a role of people.</summary>
    public const string OnlineKeyMisplaced = "PG1113";

    /// <summary>A role's expiry or signing period is missing or makes no sense.</summary>
    public const string PeriodsNotSane = "PG1114";

    /// <summary>Metadata has expired, or lives longer than its role's period.</summary>
    public const string ExpiryOutOfPeriod = "PG1115";

    /// <summary>A changed role is not exactly one version after the known good one.</summary>
    public const string WrongVersion = "PG1116";

    /// <summary>A new key has a keyid that is not its hash.</summary>
    public const string WrongKeyId = "PG1117";

    /// <summary>A new key is of a kind that nobody here can check.</summary>
    public const string UnsupportedKey = "PG1118";

    /// <summary>A new key belongs neither to a person nor to the CI, or to both.</summary>
    public const string KeyWithoutOwner = "PG1119";

    /// <summary>One key is listed for two people.</summary>
    public const string SharedKey = "PG1120";

    /// <summary>A role asks for more signatures than there are people, or for none.</summary>
    public const string ThresholdUnreachable = "PG1121";

    /// <summary>A role is trusted with paths that its delegator is not.</summary>
    public const string PathsOutsideDelegator = "PG1122";

    /// <summary>A role gets a second delegator.</summary>
    public const string DelegatedTwice = "PG1123";

    /// <summary>A role that is delegated to has no metadata file.</summary>
    public const string MetadataMissing = "PG1124";

    /// <summary>A metadata file is no role's, or is not where its role's belongs.</summary>
    public const string NotDelegated = "PG1125";

    /// <summary>A role's metadata file was removed, and its delegation was not.</summary>
    public const string RoleFileRemoved = "PG1126";

    /// <summary>An artifact is not as long as metadata says, or has other hashes.</summary>
    public const string ArtifactDiffers = "PG1127";

    /// <summary>An artifact is in no metadata, or metadata lists one that is not there.</summary>
    public const string ArtifactNotListed = "PG1128";

    /// <summary>An artifact is listed by a role to which its path does not belong.</summary>
    public const string ArtifactInWrongRole = "PG1129";

    /// <summary>Somebody is invited to a role that is not there, or that the CI signs.</summary>
    public const string InvitationToNothing = "PG1130";

    /// <summary>A signature is not good, or is by a key that may not sign the role.</summary>
    public const string BadSignature = "PG1131";

    /// <summary>Bins got other signers, and were not all made anew.</summary>
    public const string BinsNotSigned = "PG1132";

    /// <summary>A project's delegations are not of the one form that projects have.</summary>
    public const string ProjectForm = "PG1133";

    /// <summary>A new project's name may be taken for that of another.</summary>
    public const string ProjectLookAlike = "PG1134";

    /// <summary>A file of a release was changed or taken away.</summary>
    public const string ReleaseChanged = "PG1135";

    /// <summary>Owners and those who vouch for them do not agree on who owns a project.</summary>
    public const string OwnersDisagree = "PG1136";

    /// <summary>What is blocked is not blocked for every client.</summary>
    public const string BlockForm = "PG1137";

    /// <summary>A pointer to an artifact that lies elsewhere cannot be used, or metadata says otherwise.</summary>
    public const string BadPointer = "PG1138";

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

    /// <summary>The repository is not one of projects.</summary>
    public const string NoProjects = "PG1214";

    /// <summary>There is no such project, or no such release of it.</summary>
    public const string NoSuchProject = "PG1215";

    /// <summary>A project cannot have this name: it is taken, or the repository's own.</summary>
    public const string ProjectName = "PG1216";

    /// <summary>A release that is there already cannot be added again, or changed.</summary>
    public const string ReleaseExists = "PG1217";

    /// <summary>A package says that it is another one, or of another version or licence, than was typed.</summary>
    public const string OtherPackage = "PG1218";

    /// <summary>A file claims to be a package, and is none that can be read.</summary>
    public const string UnsoundPackage = "PG1219";

    /// <summary>A program is missing without which a package cannot be read.</summary>
    public const string UnpackerMissing = "PG1220";

    /// <summary>Administrators have taken the release away; nothing of it comes back.</summary>
    public const string ReleaseRemoved = "PG1221";

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

    /// <summary>What is to be published is more than may be.</summary>
    public const string TooLargeToPublish = "PG1310";

    /// <summary>What lies where a pointer points to is not what it says.</summary>
    public const string PointerMismatch = "PG1311";

    /// <summary>A project is on main whose name may be taken for another's, and the CI does not vouch for it.</summary>
    public const string ProjectWithheld = "PG1312";

    /// <summary>The result of judging an event cannot be used.</summary>
    public const string BadEventResult = "PG1801";
}
