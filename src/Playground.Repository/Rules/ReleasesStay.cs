using Playground.Catalog;
using Playground.Catalog.Releases;
using Playground.Repository.Events;
using Playground.Repository.Projects;
using Playground.Tuf.Model;

namespace Playground.Repository.Rules;

/// <summary>
/// A file of a release never changes and never goes; only its standing does. What administrators have blocked may go: nobody gets it any more.
/// </summary>
internal sealed class ReleasesStay : IRule
{
    public string Code => RepositoryProblemCodes.ReleaseChanged;

    public string Protects => "Two files under one version, and builds that break because a release is gone.";

    public IEnumerable<Finding> Check(SigningEvent change)
    {
        foreach ((RoleName role, ParsedRole known) in (change.KnownGood?.Roles ?? new Dictionary<RoleName, ParsedRole>()).OrderBy(entry => entry.Key))
        {
            if (known.Signed is not Targets before || !CatalogRoles.IsReleasers(role) || change.KnownGood!.FindDelegation(role) is not { } delegation || !Layout.IsOfProject(delegation))
            {
                continue;
            }

            Targets? after = change.Proposed.Find<Targets>(role);
            if (ReferenceEquals(before, after))
            {
                continue;
            }

            foreach ((TargetPath path, TargetFile file) in before.Files.OrderBy(entry => entry.Key))
            {
                TargetFile? now = after?.Files.GetValueOrDefault(path);
                if (now is null && !Blocks.Of(change.Proposed.Find<Targets>(RoleName.Targets)).Cover(path))
                {
                    yield return new Finding(role, $"'{path}' was released, and '{role}' lists it no longer.", FixCommand.Restore(change, known.File.Path));
                }
                else if (now is not null && !IsSame(file, now))
                {
                    yield return new Finding(
                        role, $"'{path}' was released, and '{role}' says something else of it now: only its standing may change.", FixCommand.Restore(change, known.File.Path));
                }
            }
        }
    }

    /// <summary>Beside what releases say: not where the file lies, which may be elsewhere tomorrow.</summary>
    private static TargetFile Rest(TargetFile file) => file with { Custom = file.Custom.Without(ReleaseData.Member).Without(ArtifactUrls.Member) };

    private static bool IsSame(TargetFile before, TargetFile now)
    {
        try
        {
            return ReleaseData.Of(before).DiffersOnlyInStanding(ReleaseData.Of(now))
                && Rest(before) == Rest(now);
        }
        catch (TufException)
        {
            return before == now;
        }
    }
}
