using System.CommandLine;
using Playground.Maintainer.Events;
using Playground.Repository;
using Playground.Repository.Editing;
using Playground.Repository.Git;

namespace Playground.Maintainer.Projects;

/// <summary>What a command is going to propose, once the clone is open.</summary>
/// <param name="Event">The event to begin or to go on with.</param>
/// <param name="Edit">Edits, for the person given, and says what was done as the subject of a commit.</param>
internal sealed record PlannedEdit(BranchName Event, Func<RepositoryEditor, MaintainerDesk, Signer, string> Edit)
{
    /// <summary>Lets a command propose what it reads from its options, and do nothing else.</summary>
    internal static Command ProposedBy(Command command, Func<ParseResult, PlannedEdit> read)
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
}
