using System.Diagnostics.CodeAnalysis;
using NuGet.Versioning;

namespace Playground.Catalog.Versions;

/// <summary>
/// Which versions a person wants. Nothing or <c>latest</c>: any; <c>1.2.3</c>: that one; <c>1.x</c> and <c>1.2.*</c>: any that begins so;
/// <c>^1.2</c> and <c>~1.2.3</c> as npm means them; <c>&gt;=1.0 &lt;2.0</c> and <c>&gt;=1.0,&lt;2.0</c>; and the intervals of NuGet, <c>[1.0,2.0)</c>.
/// </summary>
public sealed record VersionQuery
{
    private readonly VersionRange _range;
    private readonly bool _namesPrerelease;

    private VersionQuery(string text, ReleaseVersion? exact, VersionRange range)
    {
        Text = text;
        Exact = exact;
        _range = range;
        _namesPrerelease = range.MinVersion?.IsPrerelease == true || range.MaxVersion?.IsPrerelease == true;
    }

    /// <summary>Any version.</summary>
    public static VersionQuery Any { get; } = new("latest", null, VersionRange.All);

    /// <summary>What the person wrote.</summary>
    public string Text { get; }

    /// <summary>The one version that is wanted, or null where there is a choice.</summary>
    public ReleaseVersion? Exact { get; }

    /// <summary>Reads a query.</summary>
    /// <exception cref="TufException">The text is none: <see cref="CatalogProblemCodes.BadVersionQuery"/>.</exception>
    public static VersionQuery Parse(string text) => TryParse(text, out VersionQuery? query)
        ? query
        : throw new TufException(
            CatalogProblemCodes.BadVersionQuery,
            $"'{Printable.Of(text ?? "")}' does not say which versions: write 1.2.3, 1.x, ^1.2, ~1.2.3, '>=1.0 <2.0', [1.0,2.0) or latest.");

    /// <summary>Reads a query, or says that the text is none.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out VersionQuery? query)
    {
        string wanted = (text ?? "").Trim();
        if (wanted.Length > ReleaseVersion.MaxLength * 2)
        {
            query = null;
            return false;
        }

        query = wanted.ToLowerInvariant() is "" or "latest" or "*" or "x"
            ? Any
            : ReleaseVersion.TryParse(wanted.TrimStart('=', 'v').TrimStart(), out ReleaseVersion exact) && !wanted.Contains('*', StringComparison.Ordinal)
                ? new VersionQuery(wanted, exact, new VersionRange(exact.Version, includeMinVersion: true, exact.Version, includeMaxVersion: true))
                : RangeOf(wanted) is { } range ? new VersionQuery(wanted, null, range) : null;
        return query is not null;
    }

    /// <summary>Whether a version is among those wanted. Pre-releases are only where the query names one, or <paramref name="prereleases"/> asks for them.</summary>
    public bool Matches(ReleaseVersion version, bool prereleases = false) =>
        Exact is { } exact
            ? exact == version
            : _range.Satisfies(version.Version) && (!version.IsPrerelease || prereleases || _namesPrerelease) && !IsPrereleaseOfEnd(version.Version);

    /// <inheritdoc/>
    public override string ToString() => Text;

    /// <summary><c>&lt;2.0</c> means what comes before 2.0 is thought of: 2.0.0-rc.1 does not, though it is older.</summary>
    private bool IsPrereleaseOfEnd(NuGetVersion version) =>
        version.IsPrerelease && !_range.IsMaxInclusive && _range.MaxVersion is { IsPrerelease: false } end
        && (version.Major, version.Minor, version.Patch, version.Revision) == (end.Major, end.Minor, end.Patch, end.Revision);

    private static VersionRange? RangeOf(string text)
    {
        if (text[0] is '[' or '(')
        {
            return VersionRange.TryParse(text, allowFloating: false, out VersionRange? interval) ? interval : null;
        }

        VersionRange? all = VersionRange.All;
        foreach (string part in Parts(text))
        {
            if (PartOf(part) is not { } one)
            {
                return null;
            }

            all = Both(all, one);
        }

        return all;
    }

    /// <summary>Comparisons are separated by commas or spaces; a space may also stand between the sign and its version.</summary>
    private static string[] Parts(string text)
    {
        foreach (string sign in (string[])["=", "<", ">", "^", "~"])
        {
            while (text.Contains(sign + " ", StringComparison.Ordinal))
            {
                text = text.Replace(sign + " ", sign, StringComparison.Ordinal);
            }
        }

        return text.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries);
    }

    private static VersionRange? PartOf(string part) => part switch
    {
        ['>', '=', .. var from] => Number(from) is { } version ? new VersionRange(version, includeMinVersion: true) : null,
        ['>', .. var from] => Number(from) is { } version ? new VersionRange(version, includeMinVersion: false) : null,
        ['<', '=', .. var to] => Number(to) is { } version ? new VersionRange(maxVersion: version, includeMaxVersion: true) : null,
        ['<', .. var to] => Number(to) is { } version ? new VersionRange(maxVersion: version, includeMaxVersion: false) : null,
        ['^', .. var from] => Number(from) is { } version ? UpTo(version, SameLeft(version)) : null,
        ['~', .. var from] => Number(from) is { } version ? UpTo(version, Numbers(from) < 2 ? new NuGetVersion(version.Major + 1, 0, 0) : new NuGetVersion(version.Major, version.Minor + 1, 0)) : null,
        _ => Beginning(part),
    };

    /// <summary>The first number that is not zero stays: what npm takes for compatible.</summary>
    private static NuGetVersion SameLeft(NuGetVersion version) =>
        version.Major > 0 ? new NuGetVersion(version.Major + 1, 0, 0)
        : version.Minor > 0 ? new NuGetVersion(0, version.Minor + 1, 0)
        : new NuGetVersion(0, 0, version.Patch + 1);

    /// <summary><c>1.x</c>, <c>1.2.*</c>: any that begins so.</summary>
    private static VersionRange? Beginning(string part)
    {
        string[] numbers = part.Split('.');
        if (numbers.Length is < 2 or > 4 || numbers[^1] is not ("x" or "X" or "*") || numbers[..^1].Any(number => !int.TryParse(number, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out _)))
        {
            return null;
        }

        NuGetVersion? from = Number(string.Join('.', numbers[..^1]));
        return from is null ? null : UpTo(from, numbers.Length switch
        {
            2 => new NuGetVersion(from.Major + 1, 0, 0),
            3 => new NuGetVersion(from.Major, from.Minor + 1, 0),
            _ => new NuGetVersion(from.Major, from.Minor, from.Patch + 1),
        });
    }

    private static VersionRange UpTo(NuGetVersion from, NuGetVersion end) => new(from, includeMinVersion: true, end, includeMaxVersion: false);

    private static NuGetVersion? Number(string text) => ReleaseVersion.TryParse(text, out ReleaseVersion version) ? version.Version : null;

    private static int Numbers(string text) => text.Split('-')[0].Split('.').Length;

    private static VersionRange? Both(VersionRange? one, VersionRange other)
    {
        if (one is null)
        {
            return null;
        }

        bool otherBegins = !one.HasLowerBound || (other.HasLowerBound && other.MinVersion!.CompareTo(one.MinVersion) is var later && (later > 0 || (later == 0 && !other.IsMinInclusive)));
        bool otherEnds = !one.HasUpperBound || (other.HasUpperBound && other.MaxVersion!.CompareTo(one.MaxVersion) is var sooner && (sooner < 0 || (sooner == 0 && !other.IsMaxInclusive)));
        VersionRange begin = otherBegins ? other : one;
        VersionRange end = otherEnds ? other : one;
        return new VersionRange(begin.MinVersion, begin.IsMinInclusive, end.MaxVersion, end.IsMaxInclusive);
    }
}
