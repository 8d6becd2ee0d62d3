using System.CommandLine;
using Playground.Catalog;
using Playground.Catalog.Names;
using Playground.CommandLine;
using Playground.Maintainer.Events;
using Playground.Maintainer.Roles;
using Playground.Repository.Editing;
using Playground.Tuf.Model;

namespace Playground.Maintainer.Projects;

/// <summary><c>playground project enable</c>, <c>claim</c>, <c>block</c>, <c>unblock</c> and <c>divide</c>: what those decide who sign the top-level targets.</summary>
internal static class AdministratorCommands
{
    internal static Command Enable()
    {
        var signers = new SignerOptions();
        var name = ProjectOptions.Event();
        var most = new Option<int?>("--most") { Description = $"How many projects a role vouches for by itself, before they are divided by the first letters of their names; by default {ProjectShards.UsualMost}." };
        var command = new Command("enable", "Make this a repository of projects. Administrators sign it: those who sign the top-level targets.") { name, most };
        foreach (Option option in signers.All)
        {
            command.Add(option);
        }

        return PlannedEdit.ProposedBy(command, result => new(ProjectOptions.EventOf(result.GetValue(name), "projects"), (editor, desk, _) =>
        {
            RoleSettings targets = editor.SettingsOf(RoleName.Targets)!;
            editor.BeginProjects(signers.Read(result, desk.Console, targets.Signers, targets), RoleSettings.UsualPeriods, result.GetValue(most) is { } number ? AtLeastOne(most, number) : null);
            return "Begin with projects";
        }));
    }

    internal static Command Claim()
    {
        var projects = new Argument<string[]>("PROJECT") { Description = "The projects; without any, all that nobody vouches for yet.", Arity = ArgumentArity.ZeroOrMore };
        var name = ProjectOptions.Event();
        var command = new Command("claim", "As administrators, vouch with your own keys for who owns projects.") { projects, name };
        return PlannedEdit.ProposedBy(command, result => new(ProjectOptions.EventOf(result.GetValue(name), "claim"), (editor, _, _) =>
        {
            List<ProjectName> chosen = [.. (result.GetValue(projects) ?? []).Select(ProjectOptions.ProjectOf)];
            List<ProjectName> wanted = chosen.Count > 0 ? chosen
                : [.. editor.Projects.Where(project => editor.VouchingFor(project) is { } vouching && CatalogRoles.IsNew(vouching))];
            wanted.ForEach(editor.Claim);
            return wanted.Count == 1 ? $"Claim {wanted[0]}" : $"Claim {wanted.Count} projects";
        }));
    }

    internal static Command Block()
    {
        var place = new Argument<string?>("PROJECT[@VERSION]") { Description = "The project or the release.", Arity = ArgumentArity.ZeroOrOne };
        var reason = ProjectOptions.Reason(required: false);
        var list = new Option<bool>("--list") { Description = "Show what is blocked." };
        var name = ProjectOptions.Event();
        var command = new Command("block", "As administrators, stop a project or a release for every client.") { place, reason, name, list };
        Flags.AddChanging(command);
        command.SetAction(async (result, stop) =>
        {
            await using MaintainerDesk desk = await MaintainerDesk.OpenAsync(result, stop);
            if (result.GetValue(list))
            {
                return await ProjectViews.ListBlocksAsync(desk, stop);
            }

            if (result.GetValue(place) is not { } given || result.GetValue(reason) is not { } why)
            {
                throw ToolException.Usage($"Say what to block, and why: playground project block PROJECT[@VERSION] {reason.Name} \"...\"");
            }

            (ProjectName project, Catalog.Versions.ReleaseVersion? version) = ProjectOptions.PlaceOf(given);
            return await Proposal.RunAsync(
                desk,
                ProjectOptions.EventOf(result.GetValue(name), $"block-{project}"),
                (editor, _, _) =>
                {
                    editor.Block(project, version, ProjectOptions.ReasonOf(why));
                    return Task.FromResult($"Block {given}");
                },
                stop);
        });
        return command;
    }

    internal static Command Unblock()
    {
        var place = new Argument<string>("PROJECT[@VERSION]") { Description = "The project or the release." };
        var name = ProjectOptions.Event();
        var command = new Command("unblock", "As administrators, let clients have a project or a release again.") { place, name };
        return PlannedEdit.ProposedBy(command, result =>
        {
            (ProjectName project, Catalog.Versions.ReleaseVersion? version) = ProjectOptions.PlaceOf(result.GetRequiredValue(place));
            return new(ProjectOptions.EventOf(result.GetValue(name), $"unblock-{project}"), (editor, _, _) =>
            {
                editor.Unblock(project, version);
                return $"Unblock {result.GetRequiredValue(place)}";
            });
        });
    }

    internal static Command Divide()
    {
        var most = new Option<int>("--most") { Description = "How many projects a role vouches for by itself.", DefaultValueFactory = _ => ProjectShards.UsualMost };
        var name = ProjectOptions.Event();
        var command = new Command("divide", "As administrators, divide what you vouch for by the first letters of names, so that clients load little.") { most, name };
        return PlannedEdit.ProposedBy(command, result => new(ProjectOptions.EventOf(result.GetValue(name), "divide"), (editor, _, _) =>
        {
            int number = AtLeastOne(most, result.GetValue(most));
            editor.DivideProjects(number);
            return $"Divide projects, {number} to a role";
        }));
    }

    private static int AtLeastOne(Option option, int number) =>
        number > 0 ? number : throw ToolException.Usage($"A role vouches for one project at least: {option.Name} 1 or more. Nothing was changed.");
}
