using Playground.Catalog.Names;
using Playground.Catalog.Versions;

namespace Playground.Repository.Packages;

/// <summary>Whether a package is what its releasers say it is.</summary>
public static class PackageMatch
{
    /// <summary>Requires that a package is of a project and a version.</summary>
    /// <param name="package">What the package says.</param>
    /// <param name="fileName">The name of its file.</param>
    /// <param name="project">The project that was typed.</param>
    /// <param name="version">The version that was typed.</param>
    /// <exception cref="TufException">It says something else: <see cref="RepositoryProblemCodes.OtherPackage"/>.</exception>
    public static void Require(Package package, string fileName, ProjectName project, ReleaseVersion version)
    {
        ArgumentNullException.ThrowIfNull(package);
        ArgumentNullException.ThrowIfNull(fileName);
        IReadOnlyList<string> projects = PackageNames.ProjectsOf(package);
        bool isNamed = projects.Contains(PackageNames.Fold(project.Value));
        if (isNamed && package.ReleaseVersions.Contains(version))
        {
            return;
        }

        string advice = package.ReleaseVersions.Count == 0
            ? "Its version has no spelling that releases can have."
            : ProjectName.TryParse(isNamed ? project.Value : projects[0], out ProjectName right)
                ? $"It can be released as: playground release add {right} {package.ReleaseVersions[0]} {Printable.Of(fileName)}"
                : "No project can have its name.";
        throw new TufException(
            RepositoryProblemCodes.OtherPackage,
            $"'{Printable.Of(fileName)}' says that it is {Printable.Of(package.Name)} {Printable.Of(package.Version)}, and you typed {project} {version}; nothing was changed. {advice}");
    }
}
