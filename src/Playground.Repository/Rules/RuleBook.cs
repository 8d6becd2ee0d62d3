namespace Playground.Repository.Rules;

/// <summary>Every rule of an event. No setting takes one away.</summary>
public static class RuleBook
{
    /// <summary>The rules with the usual limits, in the order of their codes.</summary>
    public static IReadOnlyList<IRule> All { get; } = With(new RuleLimits());

    /// <summary>The rules with a repository's own limits.</summary>
    public static IReadOnlyList<IRule> With(RuleLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        return
        [
            new NothingElseChanges(),
            new PlainFiles(),
            new FileSizes(limits),
            new FileNames(),
            new NamesApart(),
            new KnownMetadataFiles(),
            new ReadableMetadata(),
            new MetadataForm(),
            new OnlineRolesUntouched(),
            new RootHistoryKept(),
            new ConsistentSnapshotOn(),
            new OnlineSignersShared(),
            new OnlineKeysInPlace(),
            new SanePeriods(),
            new ExpiryWithinPeriod(),
            new VersionsByOne(),
            new KeyIdsOfKeys(),
            new SupportedKeys(),
            new KeysWithOwners(),
            new OneKeyOnePerson(),
            new ReachableThresholds(),
            new PathsWithinDelegator(),
            new OneDelegatorPerRole(),
            new MetadataForDelegations(),
            new DelegationsForMetadata(),
            new RolesLeaveWithDelegation(),
            new ArtifactContents(),
            new ArtifactListings(),
            new ArtifactRoles(),
            new InvitationsToRoles(),
            new GoodSignatures(),
            new BinsSignedAnew(),
            new ProjectForms(),
            new ProjectNamesApart(),
            new ReleasesStay(),
            new OwnersAgree(),
            new BlocksFirst(),
            new PointersHold(),
        ];
    }
}
