using System.CommandLine;
using Playground.Catalog;
using Playground.Catalog.Names;
using Playground.CommandLine;
using Playground.Maintainer.Events;
using Playground.Maintainer.Roles;
using Playground.Repository;
using Playground.Repository.Editing;
using Playground.Tuf.Model;

namespace Playground.Maintainer.Projects;

/// <summary><c>playground project</c>: begins projects, says who owns and who releases them, and lets administrators vouch for or stop them.</summary>
internal static class ProjectCommands
{
    private enum Part
    {
        Owners,
        Releasers,
    }

    internal static Command Create() => new("project", "Begin projects, say who owns and who releases them, vouch for them, stop them.")
    {
        Enable(), Begin(), ProjectViews.Show(), ProjectViews.List(), Invite(), Remove(), Threshold(), Transfer(), Claim(), Block(), Unblock(), Archive(), Divide(),
    };

    private static Command Enable()
    {
        var signers = new SignerOptions();
        var name = ProjectOptions.Event();
        var most = new Option<int?>("--most") { Description = $"How many projects a role vouches for by itself, before they are divided by the first letters of their names; by default {ProjectShards.UsualMost}." };
        var command = new Command("enable", "Make this a repository of projects. Administrators sign it: those who sign the top-level targets.") { name, most };
        foreach (Option option in signers.All)
        {
            command.Add(option);
        }

        return Proposing(command, result => new(ProjectOptions.EventOf(result.GetValue(name), "projects"), (editor, desk, _) =>
        {
            RoleSettings targets = editor.SettingsOf(RoleName.Targets)!;
            editor.BeginProjects(signers.Read(result, desk.Console, targets.Signers, targets), RoleSettings.UsualPeriods, result.GetValue(most) is { } number ? AtLeastOne(most, number) : null);
            return "Begin with projects";
        }));
    }

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

        return Proposing(command, result =>
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

    private static Command Invite()
    {
        var project = ProjectOptions.Project();
        var people = new Argument<string[]>("@NAME") { Description = "Who is invited.", Arity = ArgumentArity.OneOrMore };
        var name = ProjectOptions.Event();
        Option<Part[]> roles = Roles("to what they are invited; by default to release.");
        var command = new Command("invite", "Invite people to own a project or to release it. Only its owners sign this.") { project, people, name, roles };
        return Proposing(command, result =>
        {
            ProjectName known = ProjectOptions.ProjectOf(result.GetRequiredValue(project));
            Signer[] signers = [.. result.GetRequiredValue(people).Select(Signer.Parse)];
            return new(ProjectOptions.EventOf(result.GetValue(name), $"{known}-invite-{signers[0].Name[1..]}"), (editor, _, _) =>
            {
                foreach (RoleName role in RolesOf(known, result.GetValue(roles), Part.Releasers))
                {
                    foreach (Signer signer in signers)
                    {
                        editor.AddSigner(Existing(editor, known, role), signer);
                    }
                }

                return $"Invite {string.Join(", ", signers)} to {known}";
            });
        });
    }

    private static Command Remove()
    {
        var project = ProjectOptions.Project();
        var people = new Argument<string[]>("@NAME") { Description = "Who is to leave.", Arity = ArgumentArity.OneOrMore };
        var name = ProjectOptions.Event();
        Option<Part[]> roles = Roles("what they are to do no longer; by default both.");
        var command = new Command("remove", "Take people from a project. Only its owners sign this.") { project, people, name, roles };
        return Proposing(command, result =>
        {
            ProjectName known = ProjectOptions.ProjectOf(result.GetRequiredValue(project));
            Signer[] signers = [.. result.GetRequiredValue(people).Select(Signer.Parse)];
            return new(ProjectOptions.EventOf(result.GetValue(name), $"{known}-remove-{signers[0].Name[1..]}"), (editor, _, _) =>
            {
                bool isGiven = result.GetValue(roles) is { Length: > 0 };
                foreach (RoleName role in RolesOf(known, result.GetValue(roles), Part.Owners, Part.Releasers))
                {
                    RoleSettings settings = editor.SettingsOf(Existing(editor, known, role))!;
                    foreach (Signer signer in signers.Where(signer => isGiven || settings.Signers.Contains(signer)))
                    {
                        editor.RemoveSigner(role, signer);
                    }
                }

                return $"Remove {string.Join(", ", signers)} from {known}";
            });
        });
    }

    private static Command Threshold()
    {
        var project = ProjectOptions.Project();
        var number = new Argument<int>("N") { Description = "How many must sign." };
        var name = ProjectOptions.Event();
        Option<Part[]> roles = Roles("whose signatures are counted; by default the releasers'.");
        var command = new Command("threshold", "Say how many of a project's people must sign. Only its owners sign this.") { project, number, name, roles };
        return Proposing(command, result =>
        {
            ProjectName known = ProjectOptions.ProjectOf(result.GetRequiredValue(project));
            int threshold = result.GetRequiredValue(number);
            return new(ProjectOptions.EventOf(result.GetValue(name), $"{known}-threshold-{threshold}"), (editor, _, _) =>
            {
                foreach (RoleName role in RolesOf(known, result.GetValue(roles), Part.Releasers))
                {
                    editor.SetSigners(Existing(editor, known, role), editor.SettingsOf(role)!.Signers, threshold);
                }

                return $"Ask for {threshold} signatures in {known}";
            });
        });
    }

    private static Command Transfer()
    {
        var project = ProjectOptions.Project();
        var people = new Argument<string[]>("@NAME") { Description = "Who owns it from now on; they release it too, beside those who do.", Arity = ArgumentArity.OneOrMore };
        var threshold = new Option<int?>("--threshold") { Description = "How many owners must sign; by default more than half." };
        var name = ProjectOptions.Event();
        var command = new Command("transfer", "Give a project to others. The owners before and those after sign this.") { project, people, threshold, name };
        return Proposing(command, result =>
        {
            ProjectName known = ProjectOptions.ProjectOf(result.GetRequiredValue(project));
            Signer[] signers = [.. result.GetRequiredValue(people).Select(Signer.Parse).Distinct()];
            return new(ProjectOptions.EventOf(result.GetValue(name), $"{known}-transfer"), (editor, _, _) =>
            {
                RoleName owners = Existing(editor, known, CatalogRoles.OwnersOf(known));
                RoleName releasers = CatalogRoles.ReleasersOf(known);
                editor.SetSigners(owners, signers, result.GetValue(threshold) ?? ((signers.Length / 2) + 1));
                RoleSettings releasing = editor.SettingsOf(releasers)!;
                editor.SetSigners(releasers, [.. releasing.Signers.Union(signers)], releasing.Threshold);
                return $"Give {known} to {string.Join(", ", signers)}";
            });
        });
    }

    private static Command Claim()
    {
        var projects = new Argument<string[]>("PROJECT") { Description = "The projects; without any, all that nobody vouches for yet.", Arity = ArgumentArity.ZeroOrMore };
        var name = ProjectOptions.Event();
        var command = new Command("claim", "As administrators, vouch with your own keys for who owns projects.") { projects, name };
        return Proposing(command, result => new(ProjectOptions.EventOf(result.GetValue(name), "claim"), (editor, _, _) =>
        {
            List<ProjectName> chosen = [.. (result.GetValue(projects) ?? []).Select(ProjectOptions.ProjectOf)];
            List<ProjectName> wanted = chosen.Count > 0 ? chosen
                : [.. editor.Projects.Where(project => editor.VouchingFor(project) is { } vouching && CatalogRoles.IsNew(vouching))];
            wanted.ForEach(editor.Claim);
            return wanted.Count == 1 ? $"Claim {wanted[0]}" : $"Claim {wanted.Count} projects";
        }));
    }

    private static Command Block()
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

    private static Command Unblock()
    {
        var place = new Argument<string>("PROJECT[@VERSION]") { Description = "The project or the release." };
        var name = ProjectOptions.Event();
        var command = new Command("unblock", "As administrators, let clients have a project or a release again.") { place, name };
        return Proposing(command, result =>
        {
            (ProjectName project, Catalog.Versions.ReleaseVersion? version) = ProjectOptions.PlaceOf(result.GetRequiredValue(place));
            return new(ProjectOptions.EventOf(result.GetValue(name), $"unblock-{project}"), (editor, _, _) =>
            {
                editor.Unblock(project, version);
                return $"Unblock {result.GetRequiredValue(place)}";
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
        return Proposing(command, result =>
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

    private static Command Divide()
    {
        var most = new Option<int>("--most") { Description = "How many projects a role vouches for by itself.", DefaultValueFactory = _ => ProjectShards.UsualMost };
        var name = ProjectOptions.Event();
        var command = new Command("divide", "As administrators, divide what you vouch for by the first letters of names, so that clients load little.") { most, name };
        return Proposing(command, result => new(ProjectOptions.EventOf(result.GetValue(name), "divide"), (editor, _, _) =>
        {
            int number = AtLeastOne(most, result.GetValue(most));
            editor.DivideProjects(number);
            return $"Divide projects, {number} to a role";
        }));
    }

    private static int AtLeastOne(Option option, int number) =>
        number > 0 ? number : throw ToolException.Usage($"A role vouches for one project at least: {option.Name} 1 or more. Nothing was changed.");

    /// <summary>A command that proposes a change and does nothing else.</summary>
    internal static Command Proposing(Command command, Func<ParseResult, PlannedEdit> read)
    {
        Flags.AddChanging(command);
        command.SetAction(async (result, stop) =>
        {
            PlannedEdit planned = read(result);
            await using MaintainerDesk desk = await MaintainerDesk.OpenAsync(result, stop);
            return await Proposal.RunAsync(desk, planned.Event, (editor, user, _) => Task.FromResult(planned.Edit(editor, desk, user)), stop);
        });
        return command;
    }

    private static Option<Part[]> Roles(string description) => new("--as") { Description = $"owners or releasers: {description}", AllowMultipleArgumentsPerToken = true };

    private static RoleName[] RolesOf(ProjectName project, Part[]? given, params Part[] usual) =>
        [.. (given is { Length: > 0 } ? given : usual).Distinct().Select(part => part == Part.Owners ? CatalogRoles.OwnersOf(project) : CatalogRoles.ReleasersOf(project))];

    private static RoleName Existing(RepositoryEditor editor, ProjectName project, RoleName role)
    {
        _ = editor.ReleasesOf(project);
        return role;
    }
}
