namespace Playground.Repository;

/// <summary>
/// Where a program is. Looked up here because .NET would also look in the current folder, which may hold a stranger's files.
/// </summary>
internal static class ProgramLocation
{
    /// <summary>The first program of that name that can be run, in the folders that the variable PATH names in full, or null.</summary>
    internal static string? Find(string name, string? path)
    {
        string file = OperatingSystem.IsWindows() ? name + ".exe" : name;
        return (path ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(Path.IsPathFullyQualified)
            .Select(folder => Path.Combine(folder, file))
            .FirstOrDefault(IsExecutable);
    }

    private static bool IsExecutable(string path) =>
        File.Exists(path)
        && (OperatingSystem.IsWindows()
            || (File.GetUnixFileMode(path) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != UnixFileMode.None);
}
