using Playground.Repository.Events;
using Playground.Repository.Projects;
using Playground.Tuf.Model;

namespace Playground.Repository.Rules;

/// <summary>Every file under <c>targets/</c> is listed by a role, and everything listed is there, but for what administrators have taken away.</summary>
internal sealed class ArtifactListings : IRule
{
    public string Code => RepositoryProblemCodes.ArtifactNotListed;

    public string Protects => "Files that are published unsigned, and downloads that fail.";

    public IEnumerable<Finding> Check(SigningEvent change)
    {
        var blocks = Blocks.Of(change.Proposed.Find<Targets>(RoleName.Targets));
        foreach (TouchedArtifact artifact in TouchedArtifact.All(change))
        {
            if (artifact.File is not null && artifact.Listings.Count == 0)
            {
                yield return new Finding(artifact.Owner, $"'{artifact.Path}' is there, and '{artifact.Owner}' does not list it.", FixCommand.UpdateTargets);
            }

            if (artifact.File is null && artifact.Listings.Count > 0 && !blocks.Remove(artifact.Path) && !artifact.IsOddFile(change))
            {
                yield return new Finding(
                    artifact.Listings[0].Role, $"'{artifact.Listings[0].Role}' lists '{artifact.Path}', which is not there.", FixCommand.UpdateTargets);
            }
        }
    }
}
