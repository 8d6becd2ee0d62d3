using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Playground.Site;

/// <summary>
/// Where pages are, from the top of the site. Nothing begins with <c>metadata/</c> or <c>targets/</c>, where clients look. Names of strangers become file names
/// only where they are plain; others are called by a hash.
/// </summary>
internal static class SitePath
{
    internal const string Home = "index.html";
    internal const string Repository = "repository.html";
    internal const string Roles = "roles.html";
    internal const string People = "people.html";
    internal const string Projects = "projects.html";
    internal const string Events = "events.html";
    internal const string Feed = "feed.xml";
    internal const string Style = "assets/site.css";
    internal const string Script = "assets/site.js";
    internal const string Icon = "assets/icon.svg";

    private const int MaxName = 96;
    private const int HashLength = 16;

    internal static string Role(string role) => $"{FolderOfRole(role)}/index.html";

    internal static string RoleFiles(string role, int page) => page == 1 ? Role(role) : string.Create(CultureInfo.InvariantCulture, $"{FolderOfRole(role)}/files-{page}.html");

    internal static string RoleVersion(string role, long version) => string.Create(CultureInfo.InvariantCulture, $"{FolderOfRole(role)}/{version}.html");

    internal static string Person(string name, int page = 1)
    {
        string slug = Slug(name.TrimStart('@').ToLowerInvariant());
        return page == 1 ? $"people/{slug}.html" : string.Create(CultureInfo.InvariantCulture, $"people/{slug}/{page}.html");
    }

    internal static string Project(string name) => $"{FolderOfProject(name)}/index.html";

    internal static string ProjectReleases(string name, int page) => page == 1 ? Project(name) : string.Create(CultureInfo.InvariantCulture, $"{FolderOfProject(name)}/releases-{page}.html");

    internal static string Release(string name, string version) => $"{FolderOfProject(name)}/{Slug(version)}.html";

    internal static string ProjectFeed(string name) => $"{FolderOfProject(name)}/feed.xml";

    /// <summary>A further page of a list.</summary>
    internal static string Paged(string first, int page) => page == 1 ? first : string.Create(CultureInfo.InvariantCulture, $"{first[..^".html".Length]}-{page}.html");

    /// <summary>The way from one page to another.</summary>
    internal static string Between(string from, string to) => Up(from) + to;

    /// <summary>The way from a page to the top.</summary>
    internal static string Up(string from) => string.Concat(Enumerable.Repeat("../", from.Count(c => c == '/')));

    /// <summary>Whether a path stays in the folder and away from what clients read.</summary>
    internal static bool IsSafe(string path) =>
        path.Length > 0 && !Path.IsPathRooted(path) && !path.Contains('\\', StringComparison.Ordinal)
        && path.Split('/').All(segment => segment is not ("" or "." or "..")) && path.Split('/')[0] is not ("metadata" or "targets");

    /// <summary>A name as a file's: itself where that is plain, else what can be read of it and a hash.</summary>
    internal static string Slug(string name)
    {
        bool plain = name.Length is > 0 and <= MaxName && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_' or '.' or '~')
            && name[0] != '.' && name[^1] != '.' && !name.EndsWith(".html", StringComparison.Ordinal) && !LooksHashed(name);
        if (plain)
        {
            return name;
        }

        string readable = new([.. name.ToLowerInvariant().Where(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c)).Take(24)]);
        return $"{readable}~{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 8))}";
    }

    /// <summary>A name that is made up to be taken for another's hash gets one itself.</summary>
    private static bool LooksHashed(string name) => name.Length > HashLength && name[^(HashLength + 1)] == '~' && name[^HashLength..].All(char.IsAsciiHexDigitLower);

    private static string FolderOfRole(string role) => Sharded("roles", Slug(role));

    private static string FolderOfProject(string project) => Sharded("projects", Slug(project));

    /// <summary>Two letters between, so that no folder outgrows a few thousand entries.</summary>
    private static string Sharded(string folder, string slug) => $"{folder}/{slug[..Math.Min(2, slug.Length)].TrimEnd('.')}/{slug}";
}
