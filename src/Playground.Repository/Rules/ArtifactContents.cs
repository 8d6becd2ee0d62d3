using Playground.Repository.Events;
using Playground.Tuf.Model;

namespace Playground.Repository.Rules;

/// <summary>
/// Where metadata lists an artifact, length and SHA-256 are those of the file under <c>targets/</c>, and there is no hash beside it that was
/// not checked here or before.
/// </summary>
internal sealed class ArtifactContents : IRule
{
    public string Code => RepositoryProblemCodes.ArtifactDiffers;

    public string Protects => "Signatures over a file that nobody can see.";

    public IEnumerable<Finding> Check(SigningEvent change)
    {
        foreach (TouchedArtifact artifact in TouchedArtifact.All(change))
        {
            foreach ((RoleName role, TargetFile entry) in artifact.Listings)
            {
                if (artifact.File is { } file && !(entry.Length == file.Length && entry.Hashes.Sha256 == file.Hashes.Sha256 && HashesWereSeen(change, role, artifact.Path, entry, file)))
                {
                    yield return new Finding(
                        role,
                        $"'{role}' lists '{artifact.Path}' with {entry.Length} bytes and {Printable.Of(Show(entry.Hashes))}; it has {file.Length} bytes and {Show(Hashes.From([new("sha256", file.Hashes.Sha256!)]))}.",
                        FixCommand.UpdateTargets);
                }
            }
        }
    }

    /// <summary>SHA-256 and SHA-512 were computed: any other hash has to be one that was there before, with the same SHA-256.</summary>
    private static bool HashesWereSeen(SigningEvent change, RoleName role, TargetPath path, TargetFile entry, TargetFile file) =>
        entry.Hashes.All.All(hash => file.Hashes.All.Contains(hash))
        || (change.KnownGood?.Find<Targets>(role)?.Files.TryGetValue(path, out TargetFile? before) == true && before.Hashes.Equals(entry.Hashes));

    private static string Show(Hashes hashes) => string.Join(", ", hashes.All.Select(hash => $"{hash.Key} {hash.Value}"));
}
