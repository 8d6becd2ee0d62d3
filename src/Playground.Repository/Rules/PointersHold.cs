using Playground.Catalog;
using Playground.Repository.Events;
using Playground.Tuf.Model;

namespace Playground.Repository.Rules;

/// <summary>
/// A pointer to an artifact can be read, stands for a file that is not there too, and metadata names the same addresses. That what lies there is what it says is found
/// out apart from the rules, with a network (<see cref="Pointers.PointerCheck"/>).
/// </summary>
internal sealed class PointersHold : IRule
{
    public string Code => RepositoryProblemCodes.BadPointer;

    public string Protects => "Downloads from where nobody said that they are.";

    public IEnumerable<Finding> Check(SigningEvent change)
    {
        foreach ((TargetPath path, Problem problem) in change.BadPointers.OrderBy(entry => entry.Key))
        {
            yield return new Finding(null, problem.Message, FixCommand.Remove(Layout.PointerOf(path)));
        }

        foreach (TouchedArtifact artifact in TouchedArtifact.All(change))
        {
            foreach ((RoleName role, TargetFile entry) in artifact.Listings)
            {
                if (change.Pointers.TryGetValue(artifact.Path, out Pointers.ArtifactPointer? here) && entry.Hashes.Sha512 is { } hash && hash != here.File.Hashes.Sha512)
                {
                    yield return new Finding(role, $"'{role}' and the pointer to '{artifact.Path}' have another SHA-512.", FixCommand.UpdateTargets);
                }

                IReadOnlyList<Uri> urls = change.Pointers.TryGetValue(artifact.Path, out Pointers.ArtifactPointer? pointer) ? pointer.Urls : [];
                if (!change.BadPointers.ContainsKey(artifact.Path) && (ArtifactUrls.IsIn(entry) != urls.Count > 0 || !ArtifactUrls.Of(entry).SequenceEqual(urls)))
                {
                    yield return new Finding(
                        role, $"'{role}' says of '{artifact.Path}' that it lies {(ArtifactUrls.IsIn(entry) ? "elsewhere than it does" : "here, and it does not")}.", FixCommand.UpdateTargets);
                }
            }
        }
    }
}
