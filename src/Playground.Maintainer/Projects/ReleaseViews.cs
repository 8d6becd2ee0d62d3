using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Playground.Catalog.Names;
using Playground.Catalog.Releases;
using Playground.Catalog.Versions;
using Playground.CommandLine;
using Playground.Repository;
using Playground.Repository.Editing;
using Playground.Tuf;

namespace Playground.Maintainer.Projects;

/// <summary><c>playground release show</c>: what main says of a release and its files, verified.</summary>
internal static class ReleaseViews
{
    internal static Command Show()
    {
        var name = ProjectOptions.Project();
        var version = ProjectOptions.Version();
        Option<string> output = Flags.Output();
        var command = new Command("show", "Show a release: what is said of it, and its files with their hashes.") { name, version, output };
        Flags.AddLooking(command);
        command.SetAction(async (result, stop) =>
        {
            ProjectName project = ProjectOptions.ProjectOf(result.GetRequiredValue(name));
            ReleaseVersion shown = ReleaseVersion.Parse(result.GetRequiredValue(version));
            await using MaintainerDesk desk = await MaintainerDesk.OpenAsync(result, stop);
            RepositoryEditor main = await ProjectViews.MainAsync(desk, stop);
            Release release = main.ReleasesOf(project).FirstOrDefault(known => known.Version == shown) ?? throw new ToolException(
                ExitCode.No, $"{project} has no release {shown} on main. See which it has with: playground project show {project}", RepositoryProblemCodes.NoSuchProject);
            if (result.GetRequiredValue(output) == "json")
            {
                JsonAnswer.Write(writer => Write(writer, main, release));
                return ExitCode.Done;
            }

            Console.WriteLine($"{project} {release.Version}{Standing(main, release)}");
            Say("released:   ", release.Released?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            Say("description:", release.Description);
            Say("licence:    ", release.Licence);
            Say("sources:    ", release.Repository);
            Say("tags:       ", release.Tags.Count > 0 ? string.Join(", ", release.Tags) : null);
            foreach (ReleaseFile file in release.Files)
            {
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture, $"{Printable.Of(file.Path.File)}  {file.Target.File.Length} bytes{Kind(file)}{(file.Data.Purl is { } purl ? $"  {Printable.Of(purl)}" : "")}"));
                foreach ((string algorithm, string hash) in file.Target.File.Hashes.All)
                {
                    Console.WriteLine($"  {Printable.Of(algorithm)}  {Printable.Of(hash)}");
                }
            }

            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>What there is to say against a release.</summary>
    internal static string Standing(RepositoryEditor main, Release release) =>
        (main.Blocks.All.Where(block => block.Paths.Matches(release.Files[0].Target.Path)).MaxBy(block => block.IsRemoval) is { } block ? $"  {(block.IsRemoval ? "REMOVED" : "BLOCKED")}: {Printable.Of(block.Reason)}" : "")
        + (release.Yanked is { } yank ? $"  yanked: {Printable.Of(yank.Reason)}" : "")
        + (release.Deprecated is { } deprecation ? $"  deprecated: {Printable.Of(deprecation.Reason ?? "")}{(deprecation.UseInstead is { } other ? $" Use {Printable.Of(other)}." : "")}" : "");

    /// <summary>A release for scripts.</summary>
    internal static void Write(Utf8JsonWriter writer, RepositoryEditor main, Release release)
    {
        writer.WriteStartObject();
        writer.WriteString("version", release.Version.Value);
        writer.WriteBoolean("blocked", main.Blocks.Cover(release.Files[0].Target.Path));
        writer.WriteString("yanked", release.Yanked?.Reason);
        writer.WriteString("deprecated", release.Deprecated?.Reason);
        writer.WriteString("description", release.Description);
        writer.WriteString("licence", release.Licence);
        writer.WriteString("repository", release.Repository);
        writer.WriteStartArray("files");
        foreach (ReleaseFile file in release.Files)
        {
            writer.WriteStartObject();
            writer.WriteString("path", file.Target.Path.Value);
            writer.WriteNumber("length", file.Target.File.Length);
            writer.WriteString("sha256", file.Target.File.Hashes.Sha256);
            writer.WriteString("sha512", file.Target.File.Hashes.Sha512);
            writer.WriteString("kind", file.Data.Kind);
            writer.WriteString("platform", file.Data.Platform);
            writer.WriteString("purl", file.Data.Purl);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static string Kind(ReleaseFile file)
    {
        string[] words = [.. new[] { file.Data.Kind, file.Data.Platform }.OfType<string>()];
        return words.Length > 0 ? $"  {Printable.Of(string.Join(", ", words))}" : "";
    }

    private static void Say(string what, string? text)
    {
        if (text is not null)
        {
            Console.WriteLine($"{what} {Printable.Of(text)}");
        }
    }
}
