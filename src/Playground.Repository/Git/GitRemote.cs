namespace Playground.Repository.Git;

/// <summary>A configured remote.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Url">Where it is, without credentials.</param>
public sealed record GitRemote(RemoteName Name, string Url)
{
    /// <summary>The remote of a setting <c>remote.NAME.url</c>, or null where that is no name.</summary>
    internal static GitRemote? Of(string key, string url) =>
        key.Length > "remote.".Length + ".url".Length && RemoteName.TryParse(key["remote.".Length..^".url".Length], out RemoteName name)
            ? new GitRemote(name, GitText.Show(url))
            : null;
}
