using Playground.Repository.Events;
using Playground.Repository.Git;
using Playground.Tuf.Model;

namespace Playground.Repository.Rules;

/// <summary>An artifact that an event has to do with, as git and as the roles on the way to it have it.</summary>
/// <param name="Path">Which one.</param>
/// <param name="File">What it really is, or null where there is no plain file.</param>
/// <param name="Owner">The role it belongs to: the last on a client's way to it.</param>
/// <param name="Listings">The roles on the way that list it, and what they say.</param>
internal sealed record TouchedArtifact(TargetPath Path, TargetFile? File, RoleName Owner, IReadOnlyList<(RoleName Role, TargetFile Entry)> Listings)
{
    /// <summary>Those that belong to a role of people whose metadata can be read. The CI lists the others itself.</summary>
    internal static IEnumerable<TouchedArtifact> All(SigningEvent change)
    {
        foreach (TargetPath path in change.TouchedArtifacts)
        {
            List<RoleName> way = WayTo(change.Proposed, path);
            bool isKnown = change.Proposed.Find<Targets>(way[^1]) is not null || IsUnchangedBin(change.Proposed, way[^1]);
            if (isKnown && !ChangedRole.IsOnline(change.Proposed, way[^1]))
            {
                yield return new TouchedArtifact(path, change.Artifacts.GetValueOrDefault(path), way[^1], [.. Listed(change.Proposed, way, path)]);
            }
        }
    }

    /// <summary>
    /// The roles from the top-level targets down to where an artifact belongs: at each, the first delegation that matches (specification 5.6.7).
    /// </summary>
    internal static List<RoleName> WayTo(RepositoryView view, TargetPath path)
    {
        List<RoleName> way = [RoleName.Targets];
        while (ArtifactWay.Next(view.Find<Targets>(way[^1])?.Delegations, path, view.Find<Targets>) is { } role && !way.Contains(role))
        {
            way.Add(role);
        }

        return way;
    }

    /// <summary>Whether there is something at the artifact's place that is not a plain file.</summary>
    internal bool IsOddFile(SigningEvent change) =>
        File is null && change.Changes.Any(file => file.After is { } after && !after.Mode.IsFile() && Layout.TargetOf(file.Path) == Path);

    private static IEnumerable<(RoleName Role, TargetFile Entry)> Listed(RepositoryView view, List<RoleName> way, TargetPath path)
    {
        foreach (RoleName role in way)
        {
            if (view.Find<Targets>(role) is { } targets && targets.Files.TryGetValue(path, out TargetFile? entry))
            {
                yield return (role, entry);
            }
        }
    }

    /// <summary>Bins are read only where the event changes them; of another it is known that it does not list what is new.</summary>
    private static bool IsUnchangedBin(RepositoryView view, RoleName role) => !view.Roles.ContainsKey(role) && view.Bins.Any(known => known.Bins.IsBin(role));
}
