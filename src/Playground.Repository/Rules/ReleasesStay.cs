using Playground.Catalog;
using Playground.Catalog.Releases;
using Playground.Repository.Events;
using Playground.Repository.Projects;
using Playground.Tuf.Model;

namespace Playground.Repository.Rules;

/// <summary>
/// A file of a release never changes and never goes; only its standing does. What administrators have taken away may go, and does not come back.
/// </summary>
internal sealed class ReleasesStay : IRule
{
    public string Code => RepositoryProblemCodes.ReleaseChanged;

    public string Protects => "Two files under one version, and builds that break because a release is gone.";

    public IEnumerable<Finding> Check(SigningEvent change)
    {
        IEnumerable<RoleName> touched = change.Changes.Select(file => Layout.RoleOf(file.Path)).OfType<RoleName>().Where(CatalogRoles.IsReleasers).Distinct();
        foreach (RoleName role in touched.Order())
        {
            if (change.KnownGood?.Roles.GetValueOrDefault(role) is not { Signed: Targets before } known
                || change.KnownGood.FindDelegation(role) is not { } delegation || !Layout.IsOfProject(delegation))
            {
                continue;
            }

            Targets? after = change.Proposed.Find<Targets>(role);

            var blocks = Blocks.Of(change.Proposed.Find<Targets>(RoleName.Targets));
            foreach (TargetPath path in (after?.Files ?? TargetFiles.Empty).Keys.Where(path => blocks.Remove(path) && !before.Files.ContainsKey(path)).Order())
            {
                yield return new Finding(
                    role, $"'{path}' is of a release that administrators have taken away: nothing of it comes back.", FixCommand.Restore(change, known.File.Path));
            }

            foreach ((TargetPath path, TargetFile file) in before.Files.OrderBy(entry => entry.Key))
            {
                TargetFile? now = after?.Files.GetValueOrDefault(path);
                if (now is null && !blocks.Remove(path))
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
