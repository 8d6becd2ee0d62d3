namespace Playground.Site;

/// <summary>What a site is to say beside what the repository says.</summary>
public sealed record SiteOptions
{
    /// <summary>What the repository is called.</summary>
    public string Name { get; init; } = "TUF repository";

    /// <summary>Where the pages will be; feeds then have addresses that work anywhere. Null where that is not known.</summary>
    public Uri? Url { get; init; }

    /// <summary>Where metadata files are, from the pages' top, such as <c>metadata/</c>, or absolute, ending in a slash. Null: no links to them.</summary>
    public string? MetadataLink { get; init; }

    /// <summary>Likewise of artifacts.</summary>
    public string? TargetsLink { get; init; }

    /// <summary>The signing events that are open; null where that is not known, and nothing is said of it.</summary>
    public IReadOnlyList<OpenEvent>? Events { get; init; }

    /// <summary>Whether to make every page again, also those that would come out the same.</summary>
    public bool Anew { get; init; }
}

/// <summary>A signing event that is open. Text is what strangers wrote; it is escaped where it is shown.</summary>
/// <param name="Name">Its name, such as <c>sign/add-carol</c>.</param>
/// <param name="IsVerified">Whether it could be merged as it is.</param>
/// <param name="Roles">What it proposes, by role.</param>
/// <param name="Invited">Who is to accept an invitation.</param>
/// <param name="Problems">What is wrong with it, in sentences.</param>
public sealed record OpenEvent(string Name, bool IsVerified, IReadOnlyList<OpenEventRole> Roles, IReadOnlyList<string> Invited, IReadOnlyList<string> Problems);

/// <summary>What an event proposes of a role.</summary>
/// <param name="Role">The role.</param>
/// <param name="Version">The proposed version, or null where it cannot be read.</param>
/// <param name="Threshold">How many must sign.</param>
/// <param name="Signed">Who did.</param>
/// <param name="Missing">Who could.</param>
/// <param name="Changes">What changes, a line each.</param>
public sealed record OpenEventRole(string Role, long? Version, long Threshold, IReadOnlyList<string> Signed, IReadOnlyList<string> Missing, IReadOnlyList<string> Changes);
