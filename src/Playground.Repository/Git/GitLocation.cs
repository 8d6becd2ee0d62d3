namespace Playground.Repository.Git;

/// <summary>Where git is.</summary>
internal static class GitLocation
{
    /// <summary>The first <c>git</c> that can be run, in the folders that the variable PATH names in full, or null.</summary>
    internal static string? Find(string? path) => ProgramLocation.Find("git", path);
}
