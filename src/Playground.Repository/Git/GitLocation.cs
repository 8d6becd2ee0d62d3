namespace Playground.Repository.Git;

/// <summary>
/// Where the program is. Looked up here because .NET would also look in the current folder, which may hold a stranger's files.
/// </summary>
internal static class GitLocation
{
    /// <summary>The first <c>git</c> that can be run, in the folders that the variable PATH names in full, or null.</summary>
    internal static string? Find(string? path)
    {
        string name = OperatingSystem.IsWindows() ? "git.exe" : "git";
        return (path ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(Path.IsPathFullyQualified)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(IsExecutable);
    }

    private static bool IsExecutable(string path) =>
        File.Exists(path)
        && (OperatingSystem.IsWindows()
            || (File.GetUnixFileMode(path) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != UnixFileMode.None);
}
