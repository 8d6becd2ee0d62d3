using System.Diagnostics.CodeAnalysis;
using NuGet.Versioning;

namespace Playground.Catalog.Versions;

/// <summary>
/// The version of a release: Semantic Versioning 2.0.0, and what NuGet orders beside it (two to four numbers). It has one spelling: <c>1.0</c> and
/// <c>1.0.0.0</c> are <c>1.0.0</c>, letters of pre-releases keep their case but do not count, build metadata (<c>+abc</c>) is dropped.
/// </summary>
public readonly record struct ReleaseVersion : IComparable<ReleaseVersion>
{
    /// <summary>How long a version may be, in characters.</summary>
    public const int MaxLength = 128;

    private readonly NuGetVersion? _version;

    private ReleaseVersion(NuGetVersion version) => _version = version;

    /// <summary>The one spelling of the version: a segment of target paths.</summary>
    public string Value => Version.ToNormalizedString();

    /// <summary>Whether it is a pre-release: <c>1.0.0-rc.1</c>.</summary>
    public bool IsPrerelease => Version.IsPrerelease;

    /// <summary>The version as the library that orders it knows it.</summary>
    internal NuGetVersion Version => _version ?? throw new InvalidOperationException("A default ReleaseVersion is no version.");

    /// <summary>Reads a version, in any spelling.</summary>
    /// <exception cref="TufException">The text is none: <see cref="CatalogProblemCodes.BadReleaseVersion"/>.</exception>
    public static ReleaseVersion Parse(string text) => TryParse(text, out ReleaseVersion version)
        ? version
        : throw new TufException(
            CatalogProblemCodes.BadReleaseVersion,
            $"'{Printable.Of(text ?? "")}' is not a version: numbers and perhaps a pre-release, such as 1.2.3 or 2.0.0-rc.1.");

    /// <summary>Reads a version, in any spelling, or says that the text is none.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out ReleaseVersion version)
    {
        version = default;
        if (text is not { Length: > 0 and <= MaxLength } || !char.IsAsciiDigit(text[0]) || !NuGetVersion.TryParse(text, out NuGetVersion? parsed))
        {
            return false;
        }

        // Build metadata says nothing about which of two is newer, and a path can name only one of them.
        version = new ReleaseVersion(new NuGetVersion(parsed.Major, parsed.Minor, parsed.Patch, parsed.Revision, parsed.ReleaseLabels, metadata: null));
        return true;
    }

    /// <summary>Whether one version is older than another.</summary>
    public static bool operator <(ReleaseVersion left, ReleaseVersion right) => left.CompareTo(right) < 0;

    /// <summary>Whether one version is newer than another.</summary>
    public static bool operator >(ReleaseVersion left, ReleaseVersion right) => left.CompareTo(right) > 0;

    /// <summary>Whether one version is not newer than another.</summary>
    public static bool operator <=(ReleaseVersion left, ReleaseVersion right) => left.CompareTo(right) <= 0;

    /// <summary>Whether one version is not older than another.</summary>
    public static bool operator >=(ReleaseVersion left, ReleaseVersion right) => left.CompareTo(right) >= 0;

    /// <inheritdoc/>
    public int CompareTo(ReleaseVersion other) => Comparer<NuGetVersion>.Default.Compare(_version!, other._version!);

    /// <inheritdoc/>
    public bool Equals(ReleaseVersion other) => Equals(_version, other._version);

    /// <inheritdoc/>
    public override int GetHashCode() => _version?.GetHashCode() ?? 0;

    /// <inheritdoc/>
    public override string ToString() => _version?.ToNormalizedString() ?? "";
}
