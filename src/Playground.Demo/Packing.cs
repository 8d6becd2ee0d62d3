namespace Playground.Demo;

/// <summary>Packages of this solution: packed by the SDK, put into a clone, pushed by git, compared byte by byte once they are downloaded.</summary>
internal static class Packing
{
    private const string Folder = "targets/packages";

    /// <summary>The file of a package.</summary>
    internal static string FileOf(string project, string version) => $"{project}.{version}.nupkg";

    /// <summary>A new branch of an event, where main is.</summary>
    internal static async Task BranchAsync(Actor who, string name, CancellationToken stop)
    {
        await who.TypesAsync("git fetch --quiet --prune origin", stop);
        await who.TypesAsync($"git switch --quiet --create {name} origin/main", stop);
    }

    /// <summary>Puts what was packed when the tools were built into somebody's clone.</summary>
    internal static void Put(Stage stage, Actor into, string version, params IEnumerable<string> projects)
    {
        Directory.CreateDirectory(into.PathOf(Folder));
        foreach (string file in projects.Select(project => FileOf(project, version)))
        {
            string packed = stage.PathOf($"{Built.Packages}/{file}");
            if (!File.Exists(packed))
            {
                throw new StoryBrokenException($"There is no {file} after it was packed.");
            }

            File.Copy(packed, into.PathOf($"{Folder}/{file}"));
        }
    }

    /// <summary>Pushes what lies there, by git alone.</summary>
    internal static async Task PushAsync(Actor who, string branch, string message, CancellationToken stop)
    {
        await who.TypesAsync("git add targets", stop);
        await who.TypesAsync($"git commit --quiet --message \"{message}\"", stop);
        await who.TypesAsync($"git push --quiet origin {branch}", stop);
    }

    /// <summary>The story ends here if what was downloaded is not what was packed.</summary>
    internal static void RequireSame(Actor downloader, Actor packer, string project, string version)
    {
        string file = FileOf(project, version);
        if (!File.ReadAllBytes(packer.PathOf($"{Folder}/{file}")).AsSpan().SequenceEqual(File.ReadAllBytes(downloader.PathOf(file))))
        {
            throw new StoryBrokenException($"The downloaded {file} is not the one that was packed.");
        }

        downloader.Terminal.Say($"Byte for byte the {file} that @{packer.Name} packed: the demo compared them.");
    }
}
