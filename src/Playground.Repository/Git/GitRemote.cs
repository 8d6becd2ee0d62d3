namespace Playground.Repository.Git;

/// <summary>A configured remote.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Url">Where it is, without credentials.</param>
public sealed record GitRemote(RemoteName Name, string Url)
{
    /// <summary>Reads <c>remote.NAME.url</c>, a line break, and the URL.</summary>
    internal static GitRemote? Parse(string item)
    {
        int end = item.IndexOf('\n', StringComparison.Ordinal);
        return end > "remote.".Length + ".url".Length && RemoteName.TryParse(item["remote.".Length..(end - ".url".Length)], out RemoteName name)
            ? new GitRemote(name, GitText.Show(item[(end + 1)..]))
            : null;
    }
}
