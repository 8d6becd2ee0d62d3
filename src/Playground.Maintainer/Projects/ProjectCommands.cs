using System.CommandLine;
using Playground.Catalog.Names;
using Playground.Maintainer.Roles;
using Playground.Repository.Editing;

namespace Playground.Maintainer.Projects;

/// <summary><c>playground project</c>: begins projects and archives them; what else people and administrators do has files of its own.</summary>
internal static class ProjectCommands
{
    internal static Command Create() => new("project", "Begin projects, say who owns and who releases them, vouch for them, stop them.")
    {
        AdministratorCommands.Enable(), Begin(), ProjectViews.Show(), ProjectViews.List(),
        ProjectPeopleCommands.Invite(), ProjectPeopleCommands.Remove(), ProjectPeopleCommands.Threshold(), ProjectPeopleCommands.Transfer(),
        AdministratorCommands.Claim(), AdministratorCommands.Block(), AdministratorCommands.Unblock(), Archive(), AdministratorCommands.Divide(),
    };

    private static Command Begin()
    {
        var project = ProjectOptions.Project();
        var name = ProjectOptions.Event();
        var owners = new SignerOptions("owners-");
        var releasers = new SignerOptions("releasers-");
        var claimed = new Option<bool>("--claimed") { Description = "Administrators vouch for it in the same event." };
        var command = new Command("create", "Begin a project. You own it, unless you say who does.") { project, name, claimed };
        foreach (Option option in owners.All.Concat(releasers.All))
        {
            command.Add(option);
        }

        return PlannedEdit.ProposedBy(command, result =>
        {
            ProjectName begun = ProjectOptions.ProjectOf(result.GetRequiredValue(project));
            return new(ProjectOptions.EventOf(result.GetValue(name), $"project-{begun}"), (editor, desk, user) =>
            {
                RoleSettings deciding = owners.Read(result, desk.Console, [user]);
                editor.CreateProject(begun, deciding, releasers.Read(result, desk.Console, deciding.Signers, deciding), result.GetValue(claimed));
                return $"Begin project {begun}";
            });
        });
    }

    private static Command Archive()
    {
        var project = ProjectOptions.Project();
        var reason = ProjectOptions.Reason();
        var instead = new Option<string>("--use") { Description = "What to use instead." };
        var name = ProjectOptions.Event();
        var command = new Command("archive", "Say of every release that the project is not kept up any more. Its releasers sign this; nothing is taken away.") { project, reason, instead, name };
        return PlannedEdit.ProposedBy(command, result =>
        {
            ProjectName known = ProjectOptions.ProjectOf(result.GetRequiredValue(project));
            return new(ProjectOptions.EventOf(result.GetValue(name), $"{known}-archive"), (editor, desk, _) =>
            {
                var deprecation = new Catalog.Releases.Deprecation(ProjectOptions.ReasonOf(result.GetRequiredValue(reason)), result.GetValue(instead), desk.Now);
                foreach (Catalog.Releases.Release release in editor.ReleasesOf(known))
                {
                    editor.SetStanding(known, release.Version, data => data with { Deprecated = deprecation });
                }

                return $"Archive {known}";
            });
        });
    }
}
