using System.Buffers;
using Playground.Catalog;
using Playground.Catalog.Releases;
using Playground.Repository.Git;
using Playground.Tuf.Model;

namespace Playground.Repository;

/// <summary>
/// Where things are in the git repository: the one place that knows. Files are named as tuf-on-ci names them; bins lie in folders of
/// their own, so that no folder outgrows a few thousand entries.
/// </summary>
public static class Layout
{
    /// <summary>What the name of a pointer ends in: <c>targets/NAME.pointer.json</c> stands for the artifact <c>NAME</c>.</summary>
    public const string PointerSuffix = ".pointer.json";

    private const string Json = ".json";
    private const int BinFolderDigits = 2;
    private const int ProjectFolderLetters = 2;

    /// <summary>What stands for itself in a file's name (RFC 3986, 2.3).</summary>
    private static readonly SearchValues<char> Unreserved = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~");

    /// <summary>The folder of all metadata.</summary>
    public static GitPath Metadata { get; } = GitPath.Parse("metadata");

    /// <summary>The folder of all artifacts: <c>targets/</c> and the target path.</summary>
    public static GitPath Targets { get; } = GitPath.Parse("targets");

    /// <summary>The folder of every root so far.</summary>
    public static GitPath RootHistory { get; } = Metadata / "root_history";

    /// <summary>The file of invitations, there only during a signing event.</summary>
    public static GitPath EventState { get; } = Metadata / ".signing-event-state";

    /// <summary>The file of what is not security: name, public URL, page settings.</summary>
    public static GitPath Settings { get; } = GitPath.Parse("playground.yml");

    private static GitPath Bins { get; } = Metadata / "bins";

    private static GitPath ProjectRoles { get; } = Metadata / "projects";

    /// <summary>The file of a role that is neither a bin nor a project's.</summary>
    public static GitPath FileOf(RoleName role) => Metadata / role.FileName;

    /// <summary>The file of a project's owners' or releasers' role: <c>metadata/projects/fo/foo.releases.json</c>.</summary>
    public static GitPath FileOfProjectRole(RoleName role) =>
        ProjectRoles / ProjectFolderOf(role).ToString() / role.FileName;

    /// <summary>The file of the role that is delegated to: where it is, follows from the delegation.</summary>
    public static GitPath FileOf(Delegation delegation)
    {
        ArgumentNullException.ThrowIfNull(delegation);
        return delegation.Keys is SuccinctRoles bins ? FileOfBin(bins, delegation.Role)
            : IsOfProject(delegation) ? FileOfProjectRole(delegation.Role)
            : FileOf(delegation.Role);
    }

    /// <summary>Whether a delegation is that of a project to its owners, or of owners to their releasers: all files of the project after which the role is named.</summary>
    public static bool IsOfProject(Delegation delegation)
    {
        ArgumentNullException.ThrowIfNull(delegation);
        return delegation.Keys is DelegatedRole { Paths: [var path] }
            && CatalogRoles.ProjectOf(delegation.Role) is { } project
            && path == ReleasePath.AllOf(project);
    }

    /// <summary>The file of a bin: <c>metadata/bins/2f/bin-2f1a.json</c>.</summary>
    public static GitPath FileOfBin(SuccinctRoles bins, RoleName role)
    {
        ArgumentNullException.ThrowIfNull(bins);
        string digits = role.Value[(bins.NamePrefix.Length + 1)..];
        return Bins / digits[..Math.Min(BinFolderDigits, digits.Length)] / role.FileName;
    }

    /// <summary>The file of one root of the history.</summary>
    public static GitPath FileOfRoot(long version) => RootHistory / FormattableString.Invariant($"{version}.root.json");

    /// <summary>The file of an artifact.</summary>
    public static GitPath FileOf(TargetPath path) => GitPath.Parse($"{Targets.Value}/{path.Value}");

    /// <summary>The pointer that stands for an artifact.</summary>
    public static GitPath PointerOf(TargetPath path) => GitPath.Parse($"{Targets.Value}/{path.Value}{PointerSuffix}");

    /// <summary>Whether a file is a pointer to an artifact by its name.</summary>
    public static bool IsPointer(GitPath file) => file.IsIn(Targets) && file.FileName.Length > PointerSuffix.Length && file.FileName.EndsWith(PointerSuffix, StringComparison.Ordinal);

    /// <summary>The target path of a file under <c>targets/</c>, or of the artifact that a pointer there stands for; or null.</summary>
    public static TargetPath? TargetOf(GitPath file) =>
        file.IsIn(Targets) && file != Targets
        && TargetPath.TryParse(file.Value[(Targets.Value.Length + 1)..^(IsPointer(file) ? PointerSuffix.Length : 0)], out TargetPath path) ? path : null;

    /// <summary>Whether a file lies where bins do.</summary>
    public static bool IsBin(GitPath file) => file.IsIn(Bins);

    /// <summary>Whether a file lies where roles of projects do.</summary>
    public static bool IsProjectRole(GitPath file) => file.IsIn(ProjectRoles);

    /// <summary>The role whose metadata a file holds, or null. The root history, invitations and files elsewhere are no role's.</summary>
    public static RoleName? RoleOf(GitPath file)
    {
        if (!file.IsIn(Metadata) || !file.Value.EndsWith(Json, StringComparison.Ordinal) || file.IsIn(RootHistory))
        {
            return null;
        }

        int slash = file.Value.LastIndexOf('/');
        string stem = file.Value[(slash + 1)..^Json.Length];
        bool isPlain = stem.Length > 0 && stem[0] != '.' && !stem.AsSpan().ContainsAnyExcept(Unreserved);
        return RoleName.TryParse(isPlain ? stem : Uri.UnescapeDataString(stem), out RoleName role)
            && (isPlain || role.FileName == file.FileName)
            && IsPlaceOf(role, file.Value.AsSpan(0, slash))
                ? role
                : null;
    }

    private static bool IsPlaceOf(RoleName role, ReadOnlySpan<char> folder)
    {
        int slash = folder.LastIndexOf('/');
        return slash < 0 ? folder.SequenceEqual(Metadata.Value)
            : folder[..slash].SequenceEqual(Bins.Value)
            || (folder[..slash].SequenceEqual(ProjectRoles.Value) && folder[(slash + 1)..].SequenceEqual(ProjectFolderOf(role)));
    }

    private static ReadOnlySpan<char> ProjectFolderOf(RoleName role) => role.Value.AsSpan(0, Math.Min(ProjectFolderLetters, role.Value.Length)).TrimEnd('.');
}
