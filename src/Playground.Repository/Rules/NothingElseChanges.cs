using Playground.Repository.Events;
using Playground.Repository.Git;

namespace Playground.Repository.Rules;

/// <summary>
/// Signatures cover metadata and artifacts only; whatever else an event brought would be merged on their strength. The very first event is
/// free to: there is nothing yet that it could weaken.
/// </summary>
internal sealed class NothingElseChanges : IRule
{
    public string Code => RepositoryProblemCodes.OutsideChange;

    public string Protects => "Workflows and settings that slip in beside signed changes.";

    public IEnumerable<Finding> Check(SigningEvent change)
    {
        foreach (GitFileChange file in change.KnownGood is null ? [] : change.Changes)
        {
            if (!IsBelow(file.Path, Layout.Metadata) && !IsBelow(file.Path, Layout.Targets))
            {
                yield return new Finding(
                    null,
                    $"'{file.Path}' is neither under {Layout.Metadata}/ nor under {Layout.Targets}/: propose it in a pull request of its own.",
                    FixCommand.Restore(change, file.Path));
            }
        }
    }

    private static bool IsBelow(GitPath path, GitPath folder) => path != folder && path.IsIn(folder);
}
