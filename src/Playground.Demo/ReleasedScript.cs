namespace Playground.Demo;

/// <summary>A file that a project releases: a script of a few lines, beside the clones.</summary>
/// <param name="Project">Whose it is.</param>
/// <param name="Version">Of which release.</param>
internal sealed record ReleasedScript(string Project, string Version)
{
    internal static ReleasedScript Greeter { get; } = new("greeter", "1.0.0");

    internal static ReleasedScript MendedGreeter { get; } = new("greeter", "1.0.1");

    internal static ReleasedScript Weather { get; } = new("weather", "1.0.0");

    /// <summary>Its name, which a download has too.</summary>
    internal string Name => $"{Project}-{Version}.sh";

    /// <summary>Writes it, and has somebody release it in the event that the tool names.</summary>
    internal async Task ReleaseAsync(Stage stage, Actor who, string line, string options, string says, CancellationToken stop)
    {
        Directory.CreateDirectory(stage.PathOf("scripts"));
        await File.WriteAllTextAsync(stage.PathOf($"scripts/{Name}"), $"#!/bin/sh\n{line}\n", stop);
        await who.TypesAsync(
            $"playground release add {Project} {Version} ../scripts/{Name}{options} --yes", 0, [says], stop);
    }

    /// <summary>The story ends here if what was downloaded is not what was released.</summary>
    internal void RequireDownloaded(Stage stage)
    {
        if (!File.ReadAllBytes(stage.PathOf($"scripts/{Name}")).AsSpan().SequenceEqual(File.ReadAllBytes(stage.Downloader.PathOf(Name))))
        {
            throw new StoryBrokenException($"The downloaded {Name} is not the one that was released.");
        }
    }

    /// <summary>The story ends here if it was downloaded.</summary>
    internal void RequireAbsent(Stage stage)
    {
        if (File.Exists(stage.Downloader.PathOf(Name)))
        {
            throw new StoryBrokenException($"{Name} is there, and the story says it is not given out.");
        }
    }
}
