using Playground.Catalog;
using Playground.Catalog.Reading;
using Playground.Catalog.Releases;
using Playground.Catalog.Versions;
using Playground.Site.Pages;
using Playground.Site.Words;
using Playground.Tuf.Model;

namespace Playground.Site.Projects;

/// <summary>A project, and one of its releases where the page is about that.</summary>
internal sealed record ProjectModel
{
    internal const int ReleasesPerPage = 150;
    internal const int MostFiles = 300;

    internal required Here Here { get; init; }

    internal required ProjectListing Listing { get; init; }

    /// <summary>The release that the page is about; on the project's own page the newest.</summary>
    internal Release? Release { get; init; }

    /// <summary>The project's description as safe HTML, or null.</summary>
    internal string? Readme { get; init; }

    /// <summary>When each release was first signed, by whom, in a sentence, by version.</summary>
    internal required IReadOnlyDictionary<string, Provenance> Provenance { get; init; }

    /// <summary>Why administrators stopped it, by what they stopped, or null where nothing is said.</summary>
    internal required IReadOnlyDictionary<string, string> BlockReasons { get; init; }

    /// <summary>Which page of releases.</summary>
    internal int Page { get; init; } = 1;

    internal int Pages => Math.Max(1, (Listing.Releases.Count + ReleasesPerPage - 1) / ReleasesPerPage);

    internal IEnumerable<Release> Shown => Listing.Releases.Skip((Page - 1) * ReleasesPerPage).Take(ReleasesPerPage);

    internal string Name => Listing.Project.Value;

    internal string Voucher => Listing.VouchedForBy is not { } by ? "It has no owners."
        : CatalogRoles.IsClaimed(by) ? "The repository’s administrators know its owners."
        : CatalogRoles.IsNew(by) ? "Nobody has vouched for its owners yet."
        : $"Its owners are named by {PlainText.Of(by.Value)}.";

    internal string? Blocked => !Listing.IsBlocked ? null
        : BlockReasons.GetValueOrDefault(ReleasePath.AllOf(Listing.Project).Value) is { } reason ? $"Administrators stopped this project: {PlainText.Of(reason, 400)}"
        : "Administrators stopped this project.";

    internal string? BlockReason(ReleaseVersion version) => BlockReasons.GetValueOrDefault(ReleasePath.AllOf(Listing.Project, version).Value);

    internal static string Standing(Release release) =>
        release.Yanked is { } yank ? $"Yanked: {PlainText.Of(yank.Reason, 400)}"
        : release.Deprecated is { } deprecation ? $"Deprecated{(deprecation.Reason is null ? "" : $": {PlainText.Of(deprecation.Reason, 400)}")}{(deprecation.UseInstead is null ? "" : $" Use {PlainText.Of(deprecation.UseInstead, 100)} instead.")}"
        : "";

    internal static string Called(TeamMember member) => PlainText.Of(member.Owner ?? $"key {PlainText.Of(member.KeyId.Value, 8)}", 80);

    /// <summary>What to type to get it.</summary>
    internal IEnumerable<string> Commands(bool exactly)
    {
        string trusted = Here.Site.Url?.AbsoluteUri ?? "URL";
        yield return $"playget trust add {SitePath.Slug(Here.Site.Name.Replace(' ', '-').ToLowerInvariant())} {trusted} --root ROOT";
        yield return exactly && Release is { } one ? $"playget get {Name}@{one.Version}" : $"playget get {Name}";
    }
}

/// <summary>How a release came into the repository.</summary>
/// <param name="Role">The role that lists it.</param>
/// <param name="First">The first version of the role, of those at hand, that lists it.</param>
/// <param name="IsExact">Whether the version before it is at hand and does not.</param>
/// <param name="SignedFirst">Who signed that version.</param>
/// <param name="Present">The version that lists it now.</param>
/// <param name="SignedNow">Who signed that.</param>
internal sealed record Provenance(RoleName Role, long First, bool IsExact, IReadOnlyList<string> SignedFirst, long Present, IReadOnlyList<string> SignedNow);
