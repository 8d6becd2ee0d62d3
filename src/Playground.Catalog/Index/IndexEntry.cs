using Playground.Catalog.Reading;
using Playground.Catalog.Releases;
using Playground.Catalog.Versions;

namespace Playground.Catalog.Index;

/// <summary>
/// What the index says of a project: enough to find it, and no more. What is then downloaded goes through the project's own roles. Text is what
/// strangers wrote: escape it where it is shown.
/// </summary>
public sealed record IndexEntry
{
    /// <summary>How long a description is at most, in characters; longer ones are cut.</summary>
    public const int MaxDescription = 200;

    /// <summary>How many tags an entry has at most, and how long each is.</summary>
    public const int MaxTags = 10;

    /// <summary>How long a tag is at most, in characters; longer ones are left out.</summary>
    public const int MaxTag = 40;

    /// <summary>The newest version that is not yanked, not blocked, and no pre-release; null where there is none.</summary>
    public string? Version { get; init; }

    /// <summary>How many releases there are, without blocked ones.</summary>
    public int Releases { get; init; }

    /// <summary>When that version was released, or null.</summary>
    public DateTimeOffset? Released { get; init; }

    /// <summary>What it is, in a sentence, or null.</summary>
    public string? Description { get; init; }

    /// <summary>Words to find it by, or null.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>The entry of a project, as its newest release describes it.</summary>
    public static IndexEntry Of(ProjectListing listing)
    {
        ArgumentNullException.ThrowIfNull(listing);
        var newest = Release.Choose(listing.Releases, VersionQuery.Any);
        Release? described = newest ?? listing.Releases.FirstOrDefault(release => release.Yanked is null);
        List<string> tags = [.. (described?.Tags ?? []).Where(tag => tag.Length is > 0 and <= MaxTag).Distinct(StringComparer.Ordinal).Take(MaxTags)];
        return new IndexEntry
        {
            Version = newest?.Version.Value,
            Releases = listing.Releases.Count,
            Released = newest?.Released,
            Description = Cut(described?.Description),
            Tags = tags.Count > 0 ? tags : null,
        };
    }

    /// <summary>Cuts between characters, never within one that takes two places.</summary>
    private static string? Cut(string? text) => text is null || text.Length <= MaxDescription
        ? text
        : text[..(char.IsHighSurrogate(text[MaxDescription - 2]) ? MaxDescription - 2 : MaxDescription - 1)] + "…";
}
