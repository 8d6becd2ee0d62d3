namespace Playground.Testing;

/// <summary>The project's own folder, found from where the tests are built.</summary>
public static class House
{
    /// <summary>Where Playground.sln lies.</summary>
    public static string Folder { get; } = Find();

    /// <summary>A path in the project.</summary>
    public static string PathOf(params ReadOnlySpan<string> names) => Path.Combine([Folder, .. names]);

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
