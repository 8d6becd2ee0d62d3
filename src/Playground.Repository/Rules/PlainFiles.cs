using Playground.Repository.Events;
using Playground.Repository.Git;

namespace Playground.Repository.Rules;

/// <summary>What is published is the content of plain files. An artifact may be marked as a program; metadata may not.</summary>
internal sealed class PlainFiles : IRule
{
    public string Code => RepositoryProblemCodes.NotPlainFile;

    public string Protects => "Links that lead out of the repository, and submodules whose content nobody sees.";

    public IEnumerable<Finding> Check(SigningEvent change)
    {
        foreach (GitFileChange file in change.Changes)
        {
            bool isMetadata = file.Path.IsIn(Layout.Metadata);
            string? kind = file.After?.Mode switch
            {
                GitFileMode.Symlink => "a symbolic link",
                GitFileMode.Submodule => "a submodule",
                GitFileMode.Executable when isMetadata => "marked as a program",
                _ => null,
            };
            if (kind is not null && (isMetadata || file.Path.IsIn(Layout.Targets)))
            {
                yield return new Finding(null, $"'{file.Path}' is {kind} where a plain file belongs.", FixCommand.Restore(change, file.Path));
            }
        }
    }
}
