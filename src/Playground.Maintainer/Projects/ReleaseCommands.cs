using System.CommandLine;
using Playground.Catalog.Names;
using Playground.Catalog.Releases;
using Playground.Catalog.Versions;
using Playground.CommandLine;
using Playground.Maintainer.Events;
using Playground.Repository.Editing;

namespace Playground.Maintainer.Projects;

/// <summary><c>playground release</c>: adds releases, and says their standing.</summary>
internal static class ReleaseCommands
{
    internal static Command Create() => new("release", "Release files of a project; yank or deprecate what was released.")
    {
        Add(), ReleaseViews.Show(), Yank(), Unyank(), Deprecate(), Remove(),
    };

    private static Command Add()
    {
        var project = ProjectOptions.Project();
        var version = ProjectOptions.Version();
        var files = new Argument<FileInfo[]>("FILE") { Description = "The files.", Arity = ArgumentArity.OneOrMore };
        var options = new ReleaseOptions();
        var name = ProjectOptions.Event();
        var command = new Command("add", "Release files. Its releasers sign this.") { project, version, files, name };
        options.AddTo(command);
        var upload = new ReleaseUpload();
        upload.AddTo(command);
        Flags.AddChanging(command);
        command.SetAction(async (result, stop) =>
        {
            ProjectName known = ProjectOptions.ProjectOf(result.GetRequiredValue(project));
            ReleaseVersion released = ReleaseVersion.Parse(result.GetRequiredValue(version));
            await using MaintainerDesk desk = await MaintainerDesk.OpenAsync(result, stop);
            List<NewReleaseFile> read = await options.ReadAsync(result, known, released, result.GetRequiredValue(files), desk.Now, stop);
            read = await upload.UseAsync(result, desk, known, released, read, stop);
            return await Proposal.RunAsync(
                desk,
                ProjectOptions.EventOf(result.GetValue(name), $"{known}-{released}"),
                (editor, _, _) =>
                {
                    editor.AddRelease(known, released, read);
                    return Task.FromResult($"Release {known} {released}");
                },
                stop);
        });
        return command;
    }

    private static Command Yank()
    {
        var reason = ProjectOptions.Reason();
        return Standing("yank", "Say that a release is not to be chosen any more. It stays downloadable by its exact version.", [reason], (result, now) =>
        {
            var yank = new Catalog.Releases.Yank(ProjectOptions.ReasonOf(result.GetRequiredValue(reason)), now);
            return data => data with { Yanked = yank };
        });
    }

    private static Command Unyank() => Standing("unyank", "Say that a release may be chosen again.", [], (_, _) => data => data with { Yanked = null });

    private static Command Deprecate()
    {
        var reason = ProjectOptions.Reason(required: false);
        var instead = new Option<string>("--use") { Description = "What to use instead." };
        var undo = new Option<bool>("--undo") { Description = "Say so no longer." };
        return Standing("deprecate", "Say that people should move away from a release.", [reason, instead, undo], (result, now) =>
        {
            string? why = result.GetValue(reason) is { } given ? ProjectOptions.ReasonOf(given) : null;
            if (!result.GetValue(undo) && why is null && result.GetValue(instead) is null)
            {
                throw ToolException.Usage($"Say why, or what to use instead: {reason.Name}, {instead.Name}. To take it back: {undo.Name}. Nothing was changed.");
            }

            Deprecation? deprecation = result.GetValue(undo) ? null : new Deprecation(why, result.GetValue(instead), now);
            return data => data with { Deprecated = deprecation };
        });
    }

    private static Command Remove()
    {
        var project = ProjectOptions.Project();
        var version = ProjectOptions.Version();
        var name = ProjectOptions.Event();
        var reason = new Option<string>("--reason") { Description = "As administrators, take a published release away for good: why, in a sentence that everybody may read." };
        var command = new Command("remove", "Take a release that is not merged yet out of its event; or, as administrators, a published one away for good.") { project, version, reason, name };
        return PlannedEdit.ProposedBy(command, result =>
        {
            ProjectName known = ProjectOptions.ProjectOf(result.GetRequiredValue(project));
            ReleaseVersion released = ReleaseVersion.Parse(result.GetRequiredValue(version));
            string? why = result.GetValue(reason) is { } given ? ProjectOptions.ReasonOf(given) : null;
            return new(ProjectOptions.EventOf(result.GetValue(name), why is null ? $"{known}-{released}" : $"remove-{known}-{released}"), (editor, _, _) =>
            {
                editor.RemoveRelease(known, released, why);
                return $"Remove {known} {released}";
            });
        });
    }

    private static Command Standing(string verb, string description, Option[] options, Func<ParseResult, DateTimeOffset, Func<ReleaseData, ReleaseData>> read)
    {
        var project = ProjectOptions.Project();
        var version = ProjectOptions.Version();
        var name = ProjectOptions.Event();
        var command = new Command(verb, description + " Its releasers sign this.") { project, version, name };
        foreach (Option option in options)
        {
            command.Add(option);
        }

        return PlannedEdit.ProposedBy(command, result =>
        {
            ProjectName known = ProjectOptions.ProjectOf(result.GetRequiredValue(project));
            ReleaseVersion released = ReleaseVersion.Parse(result.GetRequiredValue(version));
            return new(ProjectOptions.EventOf(result.GetValue(name), $"{known}-{verb}-{released}"), (editor, desk, _) =>
            {
                editor.SetStanding(known, released, read(result, desk.Now));
                return $"{char.ToUpperInvariant(verb[0])}{verb[1..]} {known} {released}";
            });
        });
    }
}
