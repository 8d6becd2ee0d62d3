using System.Text;
using Playground.Repository.Git;

namespace Playground.Repository.Tests.Events;

/// <summary>A file of a test's commit: git's mode, and content or, for a submodule, a commit.</summary>
public sealed record TestFile(string Mode, byte[] Content)
{
    public static TestFile Of(byte[] content) => new("100644", content);

    public static TestFile Of(string text) => Of(Encoding.UTF8.GetBytes(text));

    public static TestFile Program(byte[] content) => new("100755", content);

    public static TestFile Link(string to) => new("120000", Encoding.UTF8.GetBytes(to));

    public static TestFile Submodule() => new("160000", []);
}

/// <summary>Commits whatever a test likes, sensible or not, without a work tree: names are bytes, as Latin-1.</summary>
public static class TestCommit
{
    public static CommitId Write(GitFolder folder, string branch, IEnumerable<KeyValuePair<string, TestFile>> files, CommitId? parent = null)
    {
        using var stream = new MemoryStream();
        void Text(string text) => stream.Write(Encoding.Latin1.GetBytes(text));
        Text($"commit refs/heads/{branch}\ncommitter Nobody <nobody@example.org> 1893456000 +0000\ndata 5\ntest\n");
        Text(parent is { } before ? $"from {before}\ndeleteall\n" : "");
        foreach ((string path, TestFile file) in files)
        {
            string quoted = "\"" + string.Concat(path.Select(c => c is >= ' ' and <= '~' and not '"' and not '\\' ? c.ToString() : $"\\{Convert.ToString(c, 8),3}".Replace(' ', '0'))) + "\"";
            if (file.Mode == "160000")
            {
                Text($"M 160000 {new string('1', 40)} {quoted}\n");
                continue;
            }

            Text($"M {file.Mode} inline {quoted}\ndata {file.Content.Length}\n");
            stream.Write(file.Content);
            Text("\n");
        }

        folder.Git(stream.ToArray(), "fast-import", "--quiet", "--force", "--date-format=raw");
        return CommitId.Parse(folder.Resolve($"refs/heads/{branch}"));
    }

    /// <summary>A text's UTF-8 bytes, as Latin-1.</summary>
    public static string Name(string text) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));
}
