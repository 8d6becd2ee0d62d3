using System.Diagnostics.CodeAnalysis;
using Playground.Catalog.Names;
using Playground.Catalog.Versions;
using Playground.Tuf.Model;

namespace Playground.Catalog.Releases;

/// <summary>Where a file of a release is: <c>projects/&lt;project&gt;/&lt;version&gt;/&lt;file&gt;</c>.</summary>
/// <param name="Project">The project.</param>
/// <param name="Version">The version of the release.</param>
/// <param name="File">The name of the file.</param>
public sealed record ReleasePath(ProjectName Project, ReleaseVersion Version, string File)
{
    /// <summary>The first segment of every such path.</summary>
    public const string Folder = "projects";

    /// <summary>The path as metadata has it.</summary>
    public TargetPath Target => TargetPath.Parse($"{Folder}/{Project.Value}/{Version.Value}/{File}");

    /// <summary>The paths of all files of a project.</summary>
    public static PathPattern AllOf(ProjectName project) => PathPattern.Parse($"{Folder}/{project.Value}/*/*");

    /// <summary>The paths of all files of a release.</summary>
    public static PathPattern AllOf(ProjectName project, ReleaseVersion version) => PathPattern.Parse($"{Folder}/{project.Value}/{version.Value}/*");

    /// <summary>Reads a path.</summary>
    /// <exception cref="TufException">It is not that of a file of a release: <see cref="CatalogProblemCodes.NotAReleasePath"/>.</exception>
    public static ReleasePath Parse(TargetPath path) => TryParse(path, out ReleasePath? release)
        ? release
        : throw new TufException(
            CatalogProblemCodes.NotAReleasePath, $"'{path}' is not a file of a release: {Folder}/PROJECT/VERSION/FILE, with the version in its one spelling.");

    /// <summary>Reads a path, or says that it is not that of a file of a release. Every release has one spelling.</summary>
    public static bool TryParse(TargetPath path, [NotNullWhen(true)] out ReleasePath? release)
    {
        string[] segments = path.Value.Split('/');
        release = segments.Length == 4
            && segments[0] == Folder
            && ProjectName.TryParse(segments[1], out ProjectName project)
            && ReleaseVersion.TryParse(segments[2], out ReleaseVersion version)
            && version.Value == segments[2]
                ? new ReleasePath(project, version, segments[3])
                : null;
        return release is not null;
    }
}
