using Playground.Catalog;
using Playground.Site.Digests;
using Playground.Site.Pages;
using Playground.Site.Projects;
using Playground.Site.Reading;
using Playground.Site.Writing;
using Playground.Tuf.Model;
using Playground.Tuf.Trust;

namespace Playground.Site;

/// <summary>
/// A repository as pages: reads it by the rules of a client from a trusted root, and writes a folder of static files. The same repository, options and
/// time give the same bytes, whether the folder was empty or held the pages of an earlier state. Only pages of what changed are made again.
/// </summary>
/// <param name="options">What to say beside.</param>
public sealed class SiteGenerator(SiteOptions options)
{
    /// <summary>Writes the pages. Nothing under <c>metadata/</c> or <c>targets/</c> is touched, and no file that was not written by an earlier run.</summary>
    /// <param name="source">The repository.</param>
    /// <param name="folder">The folder; made where it does not exist.</param>
    /// <param name="cancellationToken">Gives up; pages are then old or new, and the next run mends them.</param>
    /// <exception cref="TufException">A top-level role is refused or cannot be fetched; no page was changed.</exception>
    public async Task<SiteResult> WriteAsync(RepositorySource source, string folder, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        RepositoryReader reader = await RepositoryReader.OpenAsync(source, cancellationToken).ConfigureAwait(false);
        var targets = (Targets)(await reader.LoadAsync(DelegationStep.ToTargets(reader.Trusted.Root), cancellationToken).ConfigureAwait(false)).Signed;
        SiteInfo info = Info(source, reader, targets);
        string maker = Maker(source, info);
        using SiteFolder site = SiteFolder.Open(folder, options.Anew ? "" : maker);
        var walk = new RoleWalk(reader, source, site.Known.Roles.ToDictionary(role => role.Role, StringComparer.Ordinal));
        await walk.RunAsync(cancellationToken).ConfigureAwait(false);
        ProjectDigest[] projects = [];
        var queue = new PageQueue(Math.Max(2, Environment.ProcessorCount));
        await using (queue.ConfigureAwait(false))
        {
            var work = new SiteWork(site, queue, info, source.Time, cancellationToken);
            AssetPages.Write(site);
            await new RolePages(work, walk).WriteAsync().ConfigureAwait(false);
            if (info.IsCommunity)
            {
                projects = await new ProjectPages(work, walk, reader).WriteAsync().ConfigureAwait(false);
                await new CommunityPages(work, projects).WriteAsync().ConfigureAwait(false);
            }

            if (options.Events is { } events)
            {
                await work.AddAsync("events", Fingerprint.Of([.. events.Select(Said)]), () => [(SitePath.Events, PageRenderer.Render<EventsPage>((work.At(SitePath.Events), events)))]).ConfigureAwait(false);
            }

            await new OverviewPages(work, walk.Nodes, reader).WriteAsync().ConfigureAwait(false);
            await queue.FinishAsync().ConfigureAwait(false);
        }

        return site.Finish(maker, [.. walk.Nodes.Values.Select(node => node.Digest)], projects);
    }

    /// <summary>Everything that a page says of an event.</summary>
    private static string Said(OpenEvent open) => string.Join(
        '\n',
        [open.Name, open.IsVerified.ToString(), .. open.Invited, "", .. open.Problems, "", .. open.Roles.SelectMany(role => (string[])[role.Role, $"{role.Version} {role.Threshold}", .. role.Signed, "", .. role.Missing, "", .. role.Changes, ""])]);

    private SiteInfo Info(RepositorySource source, RepositoryReader reader, Targets targets) => new()
    {
        Name = Words.PlainText.Of(options.Name, 80),
        IsCommunity = targets.Delegations?.Roles?.Any(role => role.Name == CatalogRoles.Claimed || role.Name == CatalogRoles.New) == true,
        HasEvents = options.Events is not null,
        Url = options.Url,
        Metadata = options.MetadataLink,
        Targets = options.TargetsLink,
        PrefixesTargets = source.PrefixTargetsWithHash,
        RootVersions = [.. reader.Roots.Select(root => root.Version)],
        IsConsistent = reader.Trusted.Root.ConsistentSnapshot == true,
    };

    /// <summary>What every page depends on: this program, the options, the root that is trusted.</summary>
    private string Maker(RepositorySource source, SiteInfo info) => Fingerprint.Of(
        typeof(SiteGenerator).Module.ModuleVersionId.ToString(),
        options.Name,
        options.Url?.AbsoluteUri,
        options.MetadataLink,
        options.TargetsLink,
        options.Events is null ? "" : "events",
        source.PrefixTargetsWithHash ? "prefix" : "",
        info.IsCommunity ? "community" : "",
        info.IsConsistent ? "consistent" : "",
        source.Earlier.ToString(),
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(source.TrustedRoot.Span)));
}
