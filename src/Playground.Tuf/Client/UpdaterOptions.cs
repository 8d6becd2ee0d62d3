namespace Playground.Tuf.Client;

/// <summary>Where an <see cref="Updater"/> looks, what it keeps, and how much it takes.</summary>
public sealed record UpdaterOptions
{
    /// <summary>The folder of trusted metadata; one per repository. <see cref="Updater.TrustRoot"/> begins it.</summary>
    public required string MetadataDirectory { get; init; }

    /// <summary>Where metadata is published.</summary>
    public required Uri MetadataUrl { get; init; }

    /// <summary>Where artifacts are published; null where only metadata is of interest.</summary>
    public Uri? TargetsUrl { get; init; }

    /// <summary>
    /// Where an artifact lies that is not at <see cref="TargetsUrl"/>, from what was signed of it: addresses that are tried one after the other until one has what
    /// was signed. Null, or none: it is at <see cref="TargetsUrl"/>. The fetcher has to know their schemes.
    /// </summary>
    public Func<FoundTarget, IReadOnlyList<Uri>>? Locations { get; init; }

    /// <summary>How things are fetched.</summary>
    public required IFetcher Fetcher { get; init; }

    /// <summary>The clock against which expiry is judged, read once per update.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>
    /// Whether artifacts of repositories with consistent snapshots are published under names that begin with their hash (specification 6.2).
    /// </summary>
    public bool PrefixTargetsWithHash { get; init; } = true;

    /// <summary>Whether to answer from what is stored, while it has not expired, and fetch nothing.</summary>
    public bool Offline { get; init; }

    /// <summary>The most bytes taken for one root.</summary>
    public long MaxRootLength { get; init; } = 512 * 1024;

    /// <summary>The most bytes taken for a timestamp.</summary>
    public long MaxTimestampLength { get; init; } = 16 * 1024;

    /// <summary>The most bytes taken for a snapshot whose length timestamp does not list.</summary>
    public long MaxSnapshotLength { get; init; } = 16 * 1024 * 1024;

    /// <summary>The most bytes taken for a targets role whose length snapshot does not list.</summary>
    public long MaxTargetsLength { get; init; } = 64 * 1024 * 1024;

    /// <summary>How many new roots one update takes.</summary>
    public int MaxRootRotations { get; init; } = 256;

    /// <summary>How many roles are asked for one target.</summary>
    public int MaxDelegations { get; init; } = 32;

    /// <summary>How long to wait for another process that is updating the same folder.</summary>
    public TimeSpan LockPatience { get; init; } = TimeSpan.FromMinutes(2);
}
