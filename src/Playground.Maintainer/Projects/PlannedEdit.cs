using Playground.Repository;
using Playground.Repository.Editing;
using Playground.Repository.Git;

namespace Playground.Maintainer.Projects;

/// <summary>What a command is going to propose, once the clone is open.</summary>
/// <param name="Event">The event to begin or to go on with.</param>
/// <param name="Edit">Edits, for the person given, and says what was done as the subject of a commit.</param>
internal sealed record PlannedEdit(BranchName Event, Func<RepositoryEditor, MaintainerDesk, Signer, string> Edit);
