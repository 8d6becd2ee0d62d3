using Playground.Site.Digests;
using Playground.Site.Reading;

namespace Playground.Site.Pages;

/// <summary>Pages of every role: its present version, and those of the past.</summary>
internal sealed class RolePages(SiteWork work, RoleWalk walk)
{
    internal async Task WriteAsync()
    {
        foreach (RoleNode node in walk.Nodes.Values)
        {
            RoleDigest digest = node.Digest;
            string fingerprint = Fingerprint.Of(
                digest.Entry, digest.Listed, digest.Delegator, digest.Refused, Here.StepOf(digest.Expires, digest.PeriodDays, work.Now)?.ToString(),
                string.Join(' ', digest.Earlier.Select(version => version.Version)), string.Join(' ', digest.Paths ?? []));
            string unit = "role " + digest.Role;
            if (work.Folder.Keep(unit, fingerprint))
            {
                continue;
            }

            if (node.IsRefused)
            {
                string path = SitePath.Role(digest.Role);
                await work.AddAsync(unit, fingerprint, () => [(path, PageRenderer.Render<RefusedPage>((work.At(path), digest)))]).ConfigureAwait(false);
                continue;
            }

            VerifiedFile file = await walk.FileAsync(node, work.CancellationToken).ConfigureAwait(false);
            IReadOnlyList<VerifiedFile> earlier = await walk.LoadEarlierAsync(node, work.CancellationToken).ConfigureAwait(false);
            digest = node.Digest;
            await work.AddAsync(unit, fingerprint, () => Make(digest, file, earlier)).ConfigureAwait(false);
        }
    }

    private IEnumerable<(string Path, byte[] Content)> Make(RoleDigest digest, VerifiedFile file, IReadOnlyList<VerifiedFile> earlier)
    {
        string first = SitePath.Role(digest.Role);
        var present = new RoleModel { Here = work.At(first), Digest = digest, File = file, Before = earlier.Count > 0 ? earlier[0] : null, Now = work.Now };
        for (int page = 1; page <= present.Pages; page++)
        {
            string path = SitePath.RoleFiles(digest.Role, page);
            yield return (path, PageRenderer.Render<RolePage>(present with { Here = work.At(path), Page = page }));
        }

        for (int i = 0; i < earlier.Count; i++)
        {
            string path = SitePath.RoleVersion(digest.Role, earlier[i].Version);
            yield return (path, PageRenderer.Render<RolePage>(present with { Here = work.At(path), File = earlier[i], Before = i + 1 < earlier.Count ? earlier[i + 1] : null }));
        }
    }
}
