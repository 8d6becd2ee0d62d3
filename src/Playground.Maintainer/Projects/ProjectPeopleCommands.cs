using System.CommandLine;
using Playground.Catalog;
using Playground.Catalog.Names;
using Playground.Repository;
using Playground.Repository.Editing;
using Playground.Tuf.Model;

namespace Playground.Maintainer.Projects;

/// <summary><c>playground project invite</c>, <c>remove</c>, <c>threshold</c> and <c>transfer</c>: who owns a project, who releases it, and how many must sign.</summary>
internal static class ProjectPeopleCommands
{
    private enum Part
    {
        Owners,
        Releasers,
    }

    internal static Command Invite()
    {
        var project = ProjectOptions.Project();
        var people = new Argument<string[]>("@NAME") { Description = "Who is invited.", Arity = ArgumentArity.OneOrMore };
        var name = ProjectOptions.Event();
        Option<Part[]> roles = Roles("to what they are invited; by default to release.");
        var command = new Command("invite", "Invite people to own a project or to release it. Only its owners sign this.") { project, people, name, roles };
        return PlannedEdit.ProposedBy(command, result =>
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

    internal static Command Remove()
    {
        var project = ProjectOptions.Project();
        var people = new Argument<string[]>("@NAME") { Description = "Who is to leave.", Arity = ArgumentArity.OneOrMore };
        var name = ProjectOptions.Event();
        Option<Part[]> roles = Roles("what they are to do no longer; by default both.");
        var command = new Command("remove", "Take people from a project. Only its owners sign this.") { project, people, name, roles };
        return PlannedEdit.ProposedBy(command, result =>
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

    internal static Command Threshold()
    {
        var project = ProjectOptions.Project();
        var number = new Argument<int>("N") { Description = "How many must sign." };
        var name = ProjectOptions.Event();
        Option<Part[]> roles = Roles("whose signatures are counted; by default the releasers'.");
        var command = new Command("threshold", "Say how many of a project's people must sign. Only its owners sign this.") { project, number, name, roles };
        return PlannedEdit.ProposedBy(command, result =>
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

    internal static Command Transfer()
    {
        var project = ProjectOptions.Project();
        var people = new Argument<string[]>("@NAME") { Description = "Who owns it from now on; they release it too, beside those who do.", Arity = ArgumentArity.OneOrMore };
        var threshold = new Option<int?>("--threshold") { Description = "How many owners must sign; by default more than half." };
        var name = ProjectOptions.Event();
        var command = new Command("transfer", "Give a project to others. The owners before and those after sign this.") { project, people, threshold, name };
        return PlannedEdit.ProposedBy(command, result =>
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

    private static Option<Part[]> Roles(string description) => new("--as") { Description = $"owners or releasers: {description}", AllowMultipleArgumentsPerToken = true };

    private static RoleName[] RolesOf(ProjectName project, Part[]? given, params Part[] usual) =>
        [.. (given is { Length: > 0 } ? given : usual).Distinct().Select(part => part == Part.Owners ? CatalogRoles.OwnersOf(project) : CatalogRoles.ReleasersOf(project))];

    /// <summary>A role of a project that is there; reading its releases refuses one that is not.</summary>
    private static RoleName Existing(RepositoryEditor editor, ProjectName project, RoleName role)
    {
        _ = editor.ReleasesOf(project);
        return role;
    }
}
