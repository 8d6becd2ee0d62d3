namespace Playground.Tuf;

/// <summary>
/// Every code this library can answer with. 00xx: JSON, 01xx: the model, 02xx: keys and signatures, 03xx: trust rules,
/// 04xx: fetching, storing and downloading. <c>docs/errors.md</c> says of each what it means and what to do.
/// </summary>
public static class ProblemCodes
{
    /// <summary>The bytes are not JSON, or not UTF-8.</summary>
    public const string NotJson = "PG0001";

    /// <summary>An object has the same name twice.</summary>
    public const string DuplicateName = "PG0002";

    /// <summary>A number is not an integer: canonical JSON has no floats.</summary>
    public const string NotAnInteger = "PG0003";

    /// <summary>Objects and arrays are nested deeper than <see cref="Json.CanonicalJson.MaxDepth"/>.</summary>
    public const string TooDeep = "PG0004";

    /// <summary>A value has the wrong JSON type.</summary>
    public const string WrongType = "PG0101";

    /// <summary>A field that the specification requires is missing.</summary>
    public const string MissingField = "PG0102";

    /// <summary>A version is zero or negative.</summary>
    public const string BadVersion = "PG0103";

    /// <summary>A threshold is zero or negative.</summary>
    public const string BadThreshold = "PG0104";

    /// <summary>A date is not of the form <c>2030-01-31T12:00:00Z</c>.</summary>
    public const string BadDate = "PG0105";

    /// <summary>A keyid stands twice in one role, or among the signatures.</summary>
    public const string DuplicateKeyId = "PG0106";

    /// <summary>A role name is empty, reserved, or not usable as a name.</summary>
    public const string BadRoleName = "PG0107";

    /// <summary>Delegations hold both or neither of <c>roles</c> and <c>succinct_roles</c>.</summary>
    public const string BadDelegations = "PG0108";

    /// <summary>A delegated role is named twice by one delegator.</summary>
    public const string DuplicateRole = "PG0109";

    /// <summary>A delegated role has both or neither of <c>paths</c> and <c>path_hash_prefixes</c>, or a malformed one.</summary>
    public const string BadPaths = "PG0110";

    /// <summary>A keyid is empty.</summary>
    public const string BadKeyId = "PG0111";

    /// <summary>A target path is empty, absolute, has <c>.</c> or <c>..</c> segments, or control characters.</summary>
    public const string BadTargetPath = "PG0112";

    /// <summary>Hashes are empty or not lower-case hexadecimal of the algorithm's length.</summary>
    public const string BadHashes = "PG0113";

    /// <summary>A length is negative.</summary>
    public const string BadLength = "PG0114";

    /// <summary>The specification version is not 1.x.</summary>
    public const string UnsupportedSpecVersion = "PG0115";

    /// <summary><c>_type</c> is not the type that was asked for.</summary>
    public const string WrongMetadataType = "PG0116";

    /// <summary>Succinct roles have a bit length outside 1 to 32.</summary>
    public const string BadBitLength = "PG0117";

    /// <summary>A file name in <c>meta</c> is not a role name and <c>.json</c>.</summary>
    public const string BadMetaFileName = "PG0118";

    /// <summary>A signature is not hexadecimal.</summary>
    public const string BadSignature = "PG0119";

    /// <summary>A private key could not be read, or is of a kind that cannot sign here.</summary>
    public const string UnusableKey = "PG0201";

    /// <summary>No native library that can do Ed25519 was found.</summary>
    public const string NoEd25519 = "PG0202";

    /// <summary>A private key is encrypted, and its passphrase was not given or does not open it.</summary>
    public const string WrongPassphrase = "PG0203";

    /// <summary>Fewer good signatures of distinct keys than the threshold.</summary>
    public const string ThresholdNotMet = "PG0301";

    /// <summary>A root is not exactly the version after the trusted one.</summary>
    public const string RootVersionGap = "PG0302";

    /// <summary>Root has expired.</summary>
    public const string RootExpired = "PG0303";

    /// <summary>Timestamp is older than the trusted one, or lists an older snapshot: an attempt to go back.</summary>
    public const string TimestampRollback = "PG0304";

    /// <summary>Timestamp has expired.</summary>
    public const string TimestampExpired = "PG0305";

    /// <summary>A file is not as long as the metadata that lists it says, or has other hashes.</summary>
    public const string FileMismatch = "PG0306";

    /// <summary>Snapshot is not the version that timestamp lists.</summary>
    public const string SnapshotVersionMismatch = "PG0307";

    /// <summary>Snapshot lists an older version of a role than the trusted one, or has dropped a role.</summary>
    public const string SnapshotRollback = "PG0308";

    /// <summary>Snapshot has expired.</summary>
    public const string SnapshotExpired = "PG0309";

    /// <summary>Snapshot does not list a targets role that is needed.</summary>
    public const string NotInSnapshot = "PG0310";

    /// <summary>A targets role is not the version that snapshot lists.</summary>
    public const string TargetsVersionMismatch = "PG0311";

    /// <summary>A targets role has expired.</summary>
    public const string TargetsExpired = "PG0312";

    /// <summary>A role is not delegated to by the role that was asked.</summary>
    public const string NotDelegated = "PG0313";

    /// <summary>The search for a target visited as many roles as it may.</summary>
    public const string TooManyDelegations = "PG0314";

    /// <summary>What was asked for is not there.</summary>
    public const string FetchNotFound = "PG0400";

    /// <summary>It may not be read; object stores that do not let strangers list answer so for what is not there.</summary>
    public const string FetchForbidden = "PG0401";

    /// <summary>The server answered something else than the file.</summary>
    public const string FetchFailed = "PG0402";

    /// <summary>The file is longer than what the caller allows.</summary>
    public const string FetchTooLong = "PG0403";

    /// <summary>The server did not answer in time, or sent too little for too long.</summary>
    public const string FetchTimeout = "PG0404";

    /// <summary>No connection: unknown name, connection refused, no TLS, proxy refuses.</summary>
    public const string FetchUnreachable = "PG0405";

    /// <summary>The connection broke off before the answer was complete.</summary>
    public const string FetchInterrupted = "PG0406";

    /// <summary>A redirect that is not followed: too many, from https to http, or to nowhere.</summary>
    public const string FetchBadRedirect = "PG0407";

    /// <summary>The folder holds no trusted root to begin from.</summary>
    public const string NotInitialized = "PG0420";

    /// <summary>The folder trusts another root already.</summary>
    public const string OtherRootTrusted = "PG0421";

    /// <summary>Another process has been using the folder for too long.</summary>
    public const string CacheBusy = "PG0422";

    /// <summary>A file could not be read or written.</summary>
    public const string StorageFailed = "PG0423";

    /// <summary>A downloaded artifact is not as long as listed, or has other hashes.</summary>
    public const string TargetMismatch = "PG0424";

    /// <summary>Without a network, the stored metadata is not enough for an answer.</summary>
    public const string OfflineIncomplete = "PG0425";

    /// <summary>More new roots came than are taken in one update.</summary>
    public const string TooManyRoots = "PG0426";

    /// <summary>An artifact is signed with no hash that can be checked here.</summary>
    public const string NoKnownHash = "PG0427";
}
