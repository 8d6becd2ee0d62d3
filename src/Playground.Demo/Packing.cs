namespace Playground.Demo;

/// <summary>Packages of this solution: packed by the SDK into a clone, pushed by git, compared byte by byte once they are downloaded.</summary>
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

    /// <summary>Packs what was built with the tools, as the version it is or as the one that follows.</summary>
    internal static async Task PackAsync(Actor builder, Actor into, string project, string version, CancellationToken stop)
    {
        string named = version == Built.Version ? "" : $" -p:PackageVersion={version}";
        await builder.TypesAsync(
            $"dotnet pack src/{project} --no-build --configuration Release{named} --output \"{into.PathOf(Folder)}\" --verbosity quiet", stop);
        if (!File.Exists(into.PathOf($"{Folder}/{FileOf(project, version)}")))
        {
            throw new StoryBrokenException($"There is no {FileOf(project, version)} after it was packed.");
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
