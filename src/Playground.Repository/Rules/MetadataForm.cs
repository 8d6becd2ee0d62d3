using Playground.Repository.Events;
using Playground.Tuf.Json;
using Playground.Tuf.Model;

namespace Playground.Repository.Rules;

/// <summary>
/// Changed metadata is written in the one form that <see cref="IndentedJson"/> gives, so that a difference that shows is one that is signed.
/// Files that stayed as they were keep the form they came in.
/// </summary>
internal sealed class MetadataForm : IRule
{
    public string Code => RepositoryProblemCodes.NotInForm;

    public string Protects => "Changes that hide in a file that was merely written anew.";

    public IEnumerable<Finding> Check(SigningEvent change)
    {
        foreach (ChangedRole changed in ChangedRole.All(change))
        {
            if (changed.After.Signed is { } signed && !changed.After.Content.Span.SequenceEqual(Form(signed, changed.After.Content)))
            {
                yield return new Finding(
                    changed.Role,
                    $"'{changed.After.File.Path}' is not written as metadata is: names in order, indented by one, a newline at the end.",
                    FixCommand.Restore(change, changed.After.File.Path));
            }
        }

        if (change.Proposed.MetadataFiles.Any(file => file.Path == Layout.EventState) && change.Proposed.InvitationProblem is null && change.Proposed.Invitations.IsEmpty)
        {
            yield return new Finding(null, $"'{Layout.EventState}' lists no invitations: it has to go.", FixCommand.Remove(Layout.EventState));
        }
    }

    private static byte[] Form(Signed signed, ReadOnlyMemory<byte> file) => signed switch
    {
        Root => Metadata.Parse<Root>(file).ToBytes(),
        Snapshot => Metadata.Parse<Snapshot>(file).ToBytes(),
        Timestamp => Metadata.Parse<Timestamp>(file).ToBytes(),
        _ => Metadata.Parse<Targets>(file).ToBytes(),
    };
}
