using System.Text.RegularExpressions;

namespace Playground.Repository.Packages;

/// <summary>How names of packages become names of projects.</summary>
internal static partial class PackageNames
{
    /// <summary>The folded names of the projects that may release a package: its own; of <c>@scope/name</c>, <c>scope-name</c> or <c>name</c>.</summary>
    internal static IReadOnlyList<string> ProjectsOf(Package package)
    {
        (string? scope, string bare) = package.Kind == "npm" ? NpmPackage.Split(package.Name) : (null, package.Name);
        return scope is null ? [Fold(bare)] : [Fold($"{scope[1..]}-{bare}"), Fold(bare)];
    }

    /// <summary>Lower case, with <c>-</c> for any run of <c>-</c>, <c>_</c> and <c>.</c>.</summary>
    internal static string Fold(string name) => Separators().Replace(name, "-").ToLowerInvariant();

    [GeneratedRegex("[-_.]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Separators();
}
