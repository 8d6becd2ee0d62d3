using Playground.Catalog.Names;
using Playground.Catalog.Releases;
using Playground.Catalog.Versions;
using Playground.Repository.Events;
using Playground.Tuf.Model;

namespace Playground.Repository.Reports;

/// <summary>What becomes of releases.</summary>
internal static class ReleaseChanges
{
    internal static IEnumerable<ReleaseResult> Of(SigningEvent change, EventVerdict verdict)
    {
        foreach (RoleName role in verdict.Roles.Select(role => role.Role).Concat(verdict.RemovedRoles))
        {
            HashSet<(ProjectName Project, ReleaseVersion Version)> touched = [.. change.TargetChanges(role).Select(file => KeyOf(file.Path)).OfType<(ProjectName, ReleaseVersion)>()];
            if (touched.Count == 0)
            {
                continue;
            }

            var before = Files(change.KnownGood, role);
            var now = Files(change.Proposed, role);
            foreach ((ProjectName Project, ReleaseVersion Version) release in touched.OrderBy(release => release.Project).ThenBy(release => release.Version))
            {
                foreach (ReleaseResult result in Of(release.Project, release.Version, [.. before[release]], [.. now[release]]))
                {
                    yield return result;
                }
            }
        }
    }

    private static IEnumerable<ReleaseResult> Of(
        ProjectName project, ReleaseVersion version, KeyValuePair<TargetPath, TargetFile>[] before, KeyValuePair<TargetPath, TargetFile>[] now)
    {
        var what = new ReleaseResult
        {
            Project = project.Value,
            Version = version.Value,
            Change = ReleaseChange.Changed,
            Files = now.Length,
            FilesBefore = before.Length,
            Length = now.Aggregate(0L, (sum, file) => Math.Min(long.MaxValue - sum, file.Value.Length) + sum),
        };
        var old = before.ToDictionary();
        int same = now.Count(file => old.TryGetValue(file.Key, out TargetFile? known) && known.Length == file.Value.Length && known.Hashes.Equals(file.Value.Hashes));
        if (before.Length == 0 || now.Length == 0 || same < Math.Max(before.Length, now.Length))
        {
            yield return what with
            {
                Change = before.Length == 0 ? ReleaseChange.New
                    : now.Length == 0 ? ReleaseChange.Removed
                    : same == before.Length ? ReleaseChange.Grown
                    : ReleaseChange.Changed,
            };
        }

        (Yank? Yank, Deprecation? Deprecation) was = Standing(before);
        (Yank? Yank, Deprecation? Deprecation) becomes = Standing(now);
        if (now.Length > 0 && was.Yank != becomes.Yank)
        {
            yield return what with { Change = becomes.Yank is null ? ReleaseChange.Unyanked : ReleaseChange.Yanked, Reason = Cut(becomes.Yank?.Reason) };
        }

        if (now.Length > 0 && was.Deprecation != becomes.Deprecation)
        {
            string reason = $"{becomes.Deprecation?.Reason} {(becomes.Deprecation?.UseInstead is { } other ? $"Use {other}." : "")}".Trim();
            yield return what with
            {
                Change = becomes.Deprecation is null ? ReleaseChange.Undeprecated : ReleaseChange.Deprecated,
                Reason = reason.Length == 0 ? null : Cut(reason),
            };
        }
    }

    private static ILookup<(ProjectName Project, ReleaseVersion Version), KeyValuePair<TargetPath, TargetFile>> Files(RepositoryView? view, RoleName role) =>
        (view?.Find<Targets>(role)?.Files ?? TargetFiles.Empty).Select(file => (Key: KeyOf(file.Key), File: file)).Where(file => file.Key is not null)
            .ToLookup(file => file.Key!.Value, file => file.File);

    private static (ProjectName Project, ReleaseVersion Version)? KeyOf(TargetPath path) =>
        ReleasePath.TryParse(path, out ReleasePath? release) ? (release.Project, release.Version) : null;

    private static string? Cut(string? reason) => reason is null ? null : ResultRoom.Cut(reason, EventResultCheck.MaxText);

    private static (Yank? Yank, Deprecation? Deprecation) Standing(KeyValuePair<TargetPath, TargetFile>[] files)
    {
        try
        {
            ReleaseData[] data = [.. files.Select(file => ReleaseData.Of(file.Value))];
            return (data.Select(said => said.Yanked).FirstOrDefault(yank => yank is not null), data.Select(said => said.Deprecated).FirstOrDefault(said => said is not null));
        }
        catch (TufException)
        {
            // A rule says so, and the description too.
            return (null, null);
        }
    }
}
