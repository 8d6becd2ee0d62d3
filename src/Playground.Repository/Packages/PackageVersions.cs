using System.Text.RegularExpressions;
using Playground.Catalog.Versions;

namespace Playground.Repository.Packages;

/// <summary>How versions of packages are spelled as versions of releases.</summary>
internal static partial class PackageVersions
{
    /// <summary>Versions that are those of releases already: of NuGet and npm.</summary>
    internal static IReadOnlyList<ReleaseVersion> Semantic(string version) => ReleaseVersion.TryParse(version, out ReleaseVersion one) ? [one] : [];

    /// <summary>
    /// Versions of Debian: <c>1:1.2.3~rc1-4+b1</c> is <c>1.2.3-rc1</c>, or with the revision <c>1.2.3-rc1-4</c>. Where what Debian took over is no version here
    /// (<c>2024a</c>), the numbers it begins with count.
    /// </summary>
    internal static IReadOnlyList<ReleaseVersion> Debian(string version)
    {
        string whole = version[(version.IndexOf(':', StringComparison.Ordinal) + 1)..];
        int revision = whole.LastIndexOf('-');
        string upstream = revision < 0 ? whole : whole[..revision];
        ReleaseVersion[] found = [.. Semantic(upstream.Replace('~', '-')).Concat(Semantic(whole.Replace('~', '-'))).Distinct()];
        return Semantic(upstream.Replace('~', '-')).Count > 0 ? found : [.. Semantic(Numbers().Match(upstream).Value).Concat(found).Distinct()];
    }

    [GeneratedRegex(@"\A\d+(\.\d+){0,3}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Numbers();
}
