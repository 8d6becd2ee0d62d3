namespace Playground.Demo;

/// <summary>What the demo was told: where to play.</summary>
/// <param name="Folder">The folder given, or null for a fresh one.</param>
/// <param name="Help">Whether only to say what there is.</param>
internal sealed record DemoArguments(string? Folder, bool Help)
{
    internal const string Usage = """
        The main job of Playground as a story, with real tools, real git and real HTTP.

          dotnet run --project src/Playground.Demo [-- --dir FOLDER]

          --dir FOLDER   where to play; an empty folder or one that is not there yet. By default a fresh temporary one.

        Exit codes: 0 everything went as told, 1 a step did not do what the story says, 2 wrong usage, 3 something needed is not there, or Ctrl-C.
        """;

    /// <summary>Reads the command line.</summary>
    /// <returns>Null, and why, where it makes no sense.</returns>
    internal static DemoArguments? Parse(string[] arguments, out string? trouble)
    {
        trouble = null;
        switch (arguments)
        {
            case []:
                return new DemoArguments(null, false);
            case ["--help" or "-h" or "-?"]:
                return new DemoArguments(null, true);
            case ["--dir", { Length: > 0 } folder]:
                string full = Path.GetFullPath(folder);
                if (File.Exists(full) || (Directory.Exists(full) && Directory.EnumerateFileSystemEntries(full).Any()))
                {
                    trouble = $"{full} is not an empty folder; nothing was changed. Name another, or none for a fresh one.";
                    return null;
                }

                return new DemoArguments(full, false);
            default:
                trouble = $"'{string.Join(' ', arguments)}' makes no sense here.\n\n{Usage}";
                return null;
        }
    }
}
