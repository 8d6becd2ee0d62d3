using System.Globalization;
using Playground.Catalog;
using Playground.Catalog.Names;
using Playground.Catalog.Releases;
using Playground.Site.Digests;
using Playground.Site.Reading;
using Playground.Tuf.Model;

namespace Playground.Site.Projects;

/// <summary>
/// What a project's pages depend on, found without reading a file: the roles that a client asks for it, in its order, and of those that speak of other projects
/// too only what they say of this one.
/// </summary>
internal sealed class ProjectFingerprints(IReadOnlyDictionary<string, RoleNode> nodes)
{
    private readonly Dictionary<ChildDigest, PathPattern[]> _patterns = new(ReferenceEqualityComparer.Instance);

    internal string Of(ProjectName project)
    {
        using var fingerprint = new Fingerprint();
        var any = TargetPath.Parse($"{ReleasePath.Folder}/{project.Value}/-/-");
        string own = $"{ReleasePath.Folder}/{project.Value}/";
        var visited = new HashSet<string>(StringComparer.Ordinal);
        Visit(nodes["targets"].Digest, fingerprint, any, own, project, visited);
        return fingerprint.ToString();
    }

    private bool Visit(RoleDigest role, Fingerprint fingerprint, TargetPath any, string own, ProjectName project, HashSet<string> visited)
    {
        if (!visited.Add(role.Role))
        {
            return false;
        }

        fingerprint.Add(role.Role).Add(role.Refused);
        if (role.Files > 0 || role.Role == project.Value || role.Role.StartsWith(project.Value + ".", StringComparison.Ordinal) || CatalogRoles.ProjectOf(RoleName.Parse(role.Role)) is not null)
        {
            fingerprint.Add(role.Listed).Add(string.Create(CultureInfo.InvariantCulture, $"{role.Version} {role.Signed} {role.Earlier.Length}"));
        }

        foreach (ChildDigest child in role.Children)
        {
            bool covers = PatternsOf(child).Any(pattern => pattern.Matches(any));
            if (!covers && !child.Paths.Any(path => path.StartsWith(own, StringComparison.Ordinal)))
            {
                continue;
            }

            fingerprint.Add(child.Role).Add(child.IsTerminating ? "terminating" : "").Add(child.Role == CatalogRoles.Blocked.Value ? "" : child.Entry);
            foreach (string path in child.Paths.Where(path => path.StartsWith(own, StringComparison.Ordinal)))
            {
                fingerprint.Add(path);
            }

            if (nodes.TryGetValue(child.Role, out RoleNode? node) && Visit(node.Digest, fingerprint, any, own, project, visited))
            {
                return true;
            }

            if (covers && child.IsTerminating)
            {
                return true;
            }
        }

        return false;
    }

    private PathPattern[] PatternsOf(ChildDigest child)
    {
        if (!_patterns.TryGetValue(child, out PathPattern[]? patterns))
        {
            _patterns[child] = patterns = [.. child.Paths.Select(path => PathPattern.TryParse(path, out PathPattern pattern) ? (PathPattern?)pattern : null).OfType<PathPattern>()];
        }

        return patterns;
    }
}
