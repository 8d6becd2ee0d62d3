namespace Playground.Demo;

/// <summary>Packages of this solution: packed by the SDK, pushed by git, compared byte by byte once they are downloaded.</summary>
internal static class Packing
{
    internal static Task<Outcome> PackAsync(Stage stage, string project, string version, CancellationToken stop) => stage.Builder.TypesAsync(
        $"dotnet pack src/{project} -p:Version={version} -p:RunAnalyzers=false --artifacts-path \"{stage.PathOf("build")}\" --output \"{stage.Packages}\" --verbosity quiet", stop);

    /// <summary>Pushes a branch with packages, by git alone.</summary>
    internal static async Task PushAsync(Stage stage, Actor who, string branch, string version, string[] projects, CancellationToken stop)
    {
        await who.TypesAsync("git fetch --quiet --prune origin", stop);
        await who.TypesAsync($"git switch --quiet --create {branch} origin/main", stop);
        Copy(stage, who, version, projects);
        await who.TypesAsync("git add targets", stop);
        await who.TypesAsync($"git commit --quiet --message \"Release {version}\"", stop);
        await who.TypesAsync($"git push --quiet origin {branch}", stop);
    }

    /// <summary>The story ends here if what was downloaded is not what was packed.</summary>
    internal static void RequireSame(Stage stage, string project, string version)
    {
        string file = FileOf(project, version);
        if (!File.ReadAllBytes(Path.Combine(stage.Packages, file)).AsSpan().SequenceEqual(File.ReadAllBytes(stage.Downloader.PathOf(file))))
        {
            throw new StoryBrokenException($"The downloaded {file} is not the one that was packed.");
        }

        stage.Terminal.Say($"Byte for byte the {file} that the SDK packed. (The demo compared them.)");
    }

    private static string FileOf(string project, string version) => $"{project}.{version}.nupkg";

    private static void Copy(Stage stage, Actor who, string version, string[] projects)
    {
        string folder = Directory.CreateDirectory(who.PathOf("targets/packages")).FullName;
        foreach (string file in projects.Select(project => FileOf(project, version)))
        {
            stage.Terminal.Typed(who.Name, $"cp ../packages/{file} targets/packages/");
            File.Copy(Path.Combine(stage.Packages, file), Path.Combine(folder, file));
        }
    }
}
