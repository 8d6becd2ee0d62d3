using System.CommandLine;
using Playground.Maintainer.Events;
using Playground.Tuf.Model;

namespace Playground.Maintainer.Roles;

/// <summary><c>playground delegate</c>: says who signs a role, for what and for how long; begins an event or goes on with one.</summary>
internal static class DelegateCommand
{
    internal static Command Create()
    {
        var name = new Argument<string>("EVENT") { Description = "The event to begin or to go on with, such as sign/add-carol." };
        var role = new Argument<string>("ROLE") { Description = "The role: root, targets, timestamp, snapshot, or a delegated one, new or not." };
        var options = new DelegateOptions();
        var command = new Command("delegate", "Say who signs a role, how many must, for which files, and for how long.") { name, role };
        options.AddTo(command);
        Flags.AddChanging(command);
        command.SetAction(async (result, stop) =>
        {
            await using MaintainerDesk desk = await MaintainerDesk.OpenAsync(result, stop);
            RoleName delegated = RoleName.Parse(result.GetRequiredValue(role));
            return await Proposal.RunAsync(
                desk,
                MaintainerDesk.EventOf(result.GetRequiredValue(name)),
                (editor, user, token) => new DelegationEdit(options, result, desk.Console, user, delegated).ApplyAsync(editor, token),
                stop);
        });
        return command;
    }
}
