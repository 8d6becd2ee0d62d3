using Playground.Repository.Events;
using Playground.Repository.Git;

namespace Playground.Repository.Rules;

/// <summary>No file or folder is added beside one whose name differs in case only.</summary>
internal sealed class NamesApart : IRule
{
    public string Code => RepositoryProblemCodes.CollidingNames;

    public string Protects => "Files that overwrite each other where upper and lower case are the same.";

    public IEnumerable<Finding> Check(SigningEvent change)
    {
        ILookup<(GitPath?, string), GitPath> alike = change.Neighbours.ToLookup(file => KeyOf(file.Path), file => file.Path);
        var seen = new HashSet<GitPath>();
        foreach (GitFileChange file in change.Changes.Where(file => file.Kind == GitChangeKind.Added))
        {
            for (GitPath? path = file.Path; path is { } added && seen.Add(added); path = added.Folder)
            {
                foreach (GitPath other in alike[KeyOf(added)].Where(other => other != added && seen.Add(other)))
                {
                    yield return new Finding(null, $"'{added}' and '{other}' differ in upper and lower case only.", FixCommand.Remove(added));
                }
            }
        }
    }

    private static (GitPath? Folder, string Name) KeyOf(GitPath path) => (path.Folder, path.FileName.ToUpperInvariant().ToLowerInvariant());
}
