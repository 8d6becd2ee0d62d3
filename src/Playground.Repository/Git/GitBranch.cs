namespace Playground.Repository.Git;

/// <summary>A branch and where it is.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Tip">Its newest commit.</param>
public sealed record GitBranch(BranchName Name, CommitId Tip)
{
    /// <summary>Reads lines of an object id, a blank or tab, and a full name; what is no branch is left out.</summary>
    internal static IReadOnlyList<GitBranch> ParseAll(IEnumerable<string> lines, string prefix)
    {
        var branches = new List<GitBranch>();
        foreach (string line in lines)
        {
            int space = line.AsSpan().IndexOfAny(' ', '\t');
            if (space < 0 || !line.AsSpan(space + 1).StartsWith(prefix, StringComparison.Ordinal)) continue;
            if (CommitId.TryParse(line[..space], out CommitId tip) && BranchName.TryParse(line[(space + 1 + prefix.Length)..], out BranchName name))
            {
                branches.Add(new GitBranch(name, tip));
            }
        }

        branches.Sort((one, other) => one.Name.CompareTo(other.Name));
        return branches;
    }
}
