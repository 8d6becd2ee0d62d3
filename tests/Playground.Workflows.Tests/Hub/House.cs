namespace Playground.Workflows.Tests.Hub;

/// <summary>This repository, where the tests were built from.</summary>
internal static class House
{
    internal static string Folder { get; } = Find();

    internal static string PathOf(string relative) => Path.Combine(Folder, relative);

    /// <summary>Names and texts of the workflows.</summary>
    internal static IEnumerable<(string File, string Text)> Workflows() => Directory.EnumerateFiles(PathOf(".github/workflows"), "*.y*ml")
        .Order(StringComparer.Ordinal).Select(file => (Path.GetFileName(file), File.ReadAllText(file)));

    /// <summary>The folders of the composite actions.</summary>
    internal static IEnumerable<string> Actions() => Directory.EnumerateDirectories(PathOf(".github/actions")).Order(StringComparer.Ordinal);

    private static string Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Playground.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("The tests run outside of the repository.");
    }
}
