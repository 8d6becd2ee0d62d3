using Playground.Catalog.Names;
using Playground.Catalog.Releases;
using Playground.Tuf.Model;

namespace Playground.Catalog;

/// <summary>
/// How those who vouch for many projects hand them on, so that no client loads one huge file: by the first letters of the name. A role with more
/// projects than a set number delegates <c>projects/a*/*/*</c> to a shard, <c>claimed~a</c>, and that in turn to <c>claimed~ab</c>.
/// </summary>
public static class ProjectShards
{
    /// <summary>How many projects a role vouches for by itself, unless the repository says otherwise.</summary>
    public const int UsualMost = 1000;

    /// <summary>The field of the top-level targets metadata in which a repository says how many.</summary>
    public const string MostField = "x-playground-projects-per-role";

    private const char Separator = '~';

    /// <summary>How many projects a role vouches for by itself.</summary>
    public static int MostOf(Targets? targets) =>
        targets?.UnknownFields.GetInteger(MostField) is > 0 and <= int.MaxValue and { } most ? (int)most : UsualMost;

    /// <summary>The shard of a role for names that begin so; the role itself for all names.</summary>
    public static RoleName RoleOf(RoleName whole, string beginning)
    {
        ArgumentNullException.ThrowIfNull(beginning);
        return beginning.Length == 0 ? whole : RoleName.Parse($"{whole.Value}{Separator}{beginning}");
    }

    /// <summary>The letters with which names in a shard of a role begin; none for the role itself. Null where the role is neither.</summary>
    public static string? BeginningOf(RoleName role, RoleName whole) =>
        role == whole ? ""
        : role.Value.Length > whole.Value.Length + 1 && role.Value[whole.Value.Length] == Separator && role.Value.StartsWith(whole.Value, StringComparison.Ordinal)
            ? role.Value[(whole.Value.Length + 1)..]
            : null;

    /// <summary>The files of all projects whose names begin so.</summary>
    public static PathPattern PathsOf(string beginning) => PathPattern.Parse($"{ReleasePath.Folder}/{beginning}*/*/*");

    /// <summary>The letters of the next shard for a name, or null where there is none: the name ends there.</summary>
    public static string? Next(ProjectName project, string beginning)
    {
        ArgumentNullException.ThrowIfNull(beginning);
        return project.Value.Length > beginning.Length ? project.Value[..(beginning.Length + 1)] : null;
    }

    /// <summary>
    /// Divides projects: for the role and for each shard that is needed, which projects it vouches for by itself. A role that was divided stays so.
    /// </summary>
    /// <param name="projects">All of them.</param>
    /// <param name="most">How many a role vouches for by itself.</param>
    /// <param name="divided">Letters of roles that are divided already.</param>
    public static IReadOnlyDictionary<string, IReadOnlyList<ProjectName>> Divide(IEnumerable<ProjectName> projects, int most, IReadOnlySet<string> divided)
    {
        ArgumentNullException.ThrowIfNull(divided);
        var all = new SortedDictionary<string, IReadOnlyList<ProjectName>>(StringComparer.Ordinal);
        Add("", [.. projects.Order()]);
        return all;

        void Add(string beginning, List<ProjectName> here)
        {
            if (here.Count <= most && !divided.Contains(beginning))
            {
                all[beginning] = here;
                return;
            }

            all[beginning] = [.. here.Where(project => Next(project, beginning) is null)];
            foreach (IGrouping<string, ProjectName> shard in here.Where(project => Next(project, beginning) is not null).GroupBy(project => Next(project, beginning)!))
            {
                Add(shard.Key, [.. shard]);
            }
        }
    }
}
