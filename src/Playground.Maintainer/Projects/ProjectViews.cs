using System.CommandLine;
using System.Text.Json;
using Playground.Catalog;
using Playground.Catalog.Names;
using Playground.Catalog.Releases;
using Playground.CommandLine;
using Playground.Maintainer.Trust;
using Playground.Repository;
using Playground.Repository.Editing;
using Playground.Repository.Projects;
using Playground.Tuf;
using Playground.Tuf.Model;

namespace Playground.Maintainer.Projects;

/// <summary><c>playground project list</c>, <c>show</c> and <c>block --list</c>: what main says, verified.</summary>
internal static class ProjectViews
{
    internal static Command List()
    {
        Option<string> output = Flags.Output();
        var command = new Command("list", "List the projects, who vouches for each, and its newest release.") { output };
        Flags.AddLooking(command);
        command.SetAction(async (result, stop) =>
        {
            await using MaintainerDesk desk = await MaintainerDesk.OpenAsync(result, stop);
            RepositoryEditor main = await MainAsync(desk, stop);
            if (result.GetRequiredValue(output) == "json")
            {
                JsonAnswer.Write(writer =>
                {
                    writer.WriteStartArray();
                    foreach (ProjectName project in main.Projects)
                    {
                        Write(writer, main, project);
                    }

                    writer.WriteEndArray();
                });
                return ExitCode.Done;
            }

            foreach (ProjectName project in main.Projects)
            {
                Console.WriteLine($"{project}\t{main.VouchingFor(project)?.Value ?? "nobody yet"}\t{Newest(main, project)?.Value ?? "no release"}");
            }

            return ExitCode.Done;
        });
        return command;
    }

    internal static Command Show()
    {
        var name = ProjectOptions.Project();
        Option<string> output = Flags.Output();
        var command = new Command("show", "Show who owns and who releases a project, and its releases.") { name, output };
        Flags.AddLooking(command);
        command.SetAction(async (result, stop) =>
        {
            await using MaintainerDesk desk = await MaintainerDesk.OpenAsync(result, stop);
            RepositoryEditor main = await MainAsync(desk, stop);
            ProjectName project = ProjectOptions.ProjectOf(result.GetRequiredValue(name));
            IReadOnlyList<Release> releases = main.ReleasesOf(project);
            if (result.GetRequiredValue(output) == "json")
            {
                JsonAnswer.Write(writer => Write(writer, main, project));
                return ExitCode.Done;
            }

            Console.WriteLine($"{project}, vouched for by {main.VouchingFor(project)?.Value ?? "nobody yet"}{(main.Blocks.Find(Blocks.PathsOf(project, null)) is { } block ? $", BLOCKED: {Printable.Of(block.Reason)}" : "")}");
            Console.WriteLine($"owners:    {People(main, CatalogRoles.OwnersOf(project))}");
            Console.WriteLine($"releasers: {People(main, CatalogRoles.ReleasersOf(project))}");
            foreach (Release release in releases)
            {
                Console.WriteLine($"  {release.Version}{ReleaseViews.Standing(main, release)}");
                foreach (ReleaseFile file in release.Files)
                {
                    Console.WriteLine($"    {Printable.Of(file.Path.File)}  {file.Target.File.Length} bytes  sha256 {file.Target.File.Hashes.Sha256}");
                }
            }

            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>Shows what administrators have stopped.</summary>
    internal static async Task<int> ListBlocksAsync(MaintainerDesk desk, CancellationToken stop)
    {
        foreach (Block block in (await MainAsync(desk, stop)).Blocks.All)
        {
            Console.WriteLine($"{Printable.Of(block.Paths.Value)}\t{block.Since:u}\t{(block.IsRemoval ? "removed: " : "")}{Printable.Of(block.Reason)}");
        }

        return ExitCode.Done;
    }

    /// <summary>What main says, verified.</summary>
    internal static async Task<RepositoryEditor> MainAsync(MaintainerDesk desk, CancellationToken stop)
    {
        await desk.FetchAsync(stop);
        TrustedMain main = await desk.TrustAsync(stop);
        return main.View is { } view ? new RepositoryEditor(view, null, desk.Now) : throw new ToolException(
            ExitCode.No, $"'{desk.Pull}' holds no repository yet. Begin one with: playground init", RepositoryProblemCodes.NoRoot);
    }

    private static Catalog.Versions.ReleaseVersion? Newest(RepositoryEditor main, ProjectName project) =>
        Release.Choose(main.ReleasesOf(project), Catalog.Versions.VersionQuery.Any, prereleases: true)?.Version;

    private static string People(RepositoryEditor main, RoleName role) =>
        main.SettingsOf(role) is { } settings ? $"{settings.Threshold} of {string.Join(", ", settings.Signers.Order())}" : "nobody";

    private static void Write(Utf8JsonWriter writer, RepositoryEditor main, ProjectName project)
    {
        writer.WriteStartObject();
        writer.WriteString("project", project.Value);
        writer.WriteString("vouchedForBy", main.VouchingFor(project)?.Value);
        WriteRole(writer, main, "owners", CatalogRoles.OwnersOf(project));
        WriteRole(writer, main, "releasers", CatalogRoles.ReleasersOf(project));
        writer.WriteStartArray("releases");
        foreach (Release release in main.ReleasesOf(project))
        {
            ReleaseViews.Write(writer, main, release);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteRole(Utf8JsonWriter writer, RepositoryEditor main, string name, RoleName role)
    {
        writer.WriteStartObject(name);
        RoleSettings? settings = main.SettingsOf(role);
        writer.WriteNumber("threshold", settings?.Threshold ?? 0);
        writer.WriteStartArray("signers");
        foreach (Signer signer in (settings?.Signers ?? []).Order())
        {
            writer.WriteStringValue(signer.Name);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
