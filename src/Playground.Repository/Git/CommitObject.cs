using System.Globalization;
using System.Text;

namespace Playground.Repository.Git;

/// <summary>A commit.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Tree">The folder it is of.</param>
/// <param name="Parents">The commits before it; none for a first one.</param>
/// <param name="Author">Who says to have written it. Anybody can claim anything here.</param>
/// <param name="Committer">Who says to have committed it.</param>
/// <param name="Time">When, by the committer's clock.</param>
/// <param name="Message">Its message.</param>
public sealed record CommitObject(
    CommitId Id, ObjectId Tree, IReadOnlyList<CommitId> Parents, GitIdentity Author, GitIdentity Committer, DateTimeOffset Time, string Message)
{
    /// <summary>The first line of the message.</summary>
    public string Subject => Printable.Of(Message.Split('\n', 2)[0]);

    internal static CommitObject Parse(CommitId id, byte[] bytes)
    {
        string text = Encoding.UTF8.GetString(bytes);
        int end = text.IndexOf("\n\n", StringComparison.Ordinal);
        string[] headers = (end < 0 ? text : text[..end]).Split('\n');
        ObjectId tree = ObjectId.TryParse(Value(headers[0], "tree "), out ObjectId found) ? found : throw Broken(id);
        var parents = new List<CommitId>();
        (GitIdentity Who, DateTimeOffset When) author = default, committer = default;
        foreach (string header in headers.Skip(1))
        {
            if (Value(header, "parent ") is { } parent) parents.Add(CommitId.TryParse(parent, out CommitId commit) ? commit : throw Broken(id));
            else if (author.Who is null && Value(header, "author ") is { } wrote) author = ParsePerson(wrote);
            else if (committer.Who is null && Value(header, "committer ") is { } committed) committer = ParsePerson(committed);
        }

        return new CommitObject(
            id, tree, parents, author.Who ?? GitIdentity.Unknown, committer.Who ?? GitIdentity.Unknown, committer.When, end < 0 ? "" : text[(end + 2)..]);
    }

    private static string? Value(string header, string name) => header.StartsWith(name, StringComparison.Ordinal) ? header[name.Length..] : null;

    /// <summary><c>Name &lt;email&gt; seconds zone</c>; whatever is odd is left out.</summary>
    private static (GitIdentity Who, DateTimeOffset When) ParsePerson(string text)
    {
        int open = text.IndexOf('<', StringComparison.Ordinal);
        int close = text.LastIndexOf('>');
        if (open < 0 || close < open) return (GitIdentity.Unknown, default);
        GitIdentity who = GitIdentity.FromCommit(text[..open].Trim(), text[(open + 1)..close]);
        string[] time = text[(close + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        const long Latest = 253_402_300_799;
        bool known = time.Length > 0 && long.TryParse(time[0], NumberStyles.None, CultureInfo.InvariantCulture, out long seconds) && seconds <= Latest;
        return (who, known ? DateTimeOffset.FromUnixTimeSeconds(long.Parse(time[0], CultureInfo.InvariantCulture)) : default);
    }

    private static TufException Broken(CommitId id) =>
        new(GitProblemCodes.ObjectBroken, $"Commit {id} is malformed. Check the repository with: git fsck");
}
