using System.Text.Json;
using Playground.Catalog;
using Playground.Catalog.Index;
using Playground.Catalog.Names;
using Playground.Catalog.Reading;
using Playground.Catalog.Releases;
using Playground.Catalog.Versions;
using Playground.Site.Digests;
using Playground.Site.Feeds;
using Playground.Site.Pages;
using Playground.Site.Reading;
using Playground.Tuf.Model;

namespace Playground.Site.Projects;

/// <summary>Pages of every project and each of its releases.</summary>
internal sealed class ProjectPages(SiteWork work, RoleWalk walk, RepositoryReader reader)
{
    private const string BlockedField = "x-playground-blocked";

    private readonly CatalogClient _catalog = new(reader);

    /// <summary>Makes them; the answer is what lists and search say of projects, by name.</summary>
    internal async Task<ProjectDigest[]> WriteAsync()
    {
        var known = work.Folder.Known.Projects.ToDictionary(project => project.Name, StringComparer.Ordinal);
        var fingerprints = new ProjectFingerprints(walk.Nodes);
        Dictionary<string, string> reasons = Reasons((await walk.FileAsync(walk.Nodes["targets"], work.CancellationToken).ConfigureAwait(false)).Signed);
        ILookup<string, string> reasonsOf = reasons.ToLookup(reason => reason.Key.Split('/').ElementAtOrDefault(1) ?? "", reason => $"{reason.Key} {reason.Value}", StringComparer.Ordinal);
        var digests = new List<ProjectDigest>();
        foreach (ProjectName name in Names().Order())
        {
            string fingerprint = Fingerprint.Of([fingerprints.Of(name), .. reasonsOf[name.Value]]);
            string unit = "project " + name.Value;
            if (known.TryGetValue(name.Value, out ProjectDigest? last) && work.Folder.Keep(unit, fingerprint))
            {
                digests.Add(last);
                continue;
            }

            digests.Add(await WriteAsync(unit, fingerprint, name, reasons).ConfigureAwait(false));
        }

        return [.. digests];
    }

    /// <summary>Every project that somebody vouches for, blocked or not.</summary>
    private IEnumerable<ProjectName> Names() => walk.Nodes.Values
        .Where(node => node.Parent is { } parent && (CatalogRoles.IsNew(parent.Role) || CatalogRoles.IsClaimed(parent.Role)))
        .Select(node => CatalogRoles.IsReleasers(node.Role) ? null : CatalogRoles.ProjectOf(node.Role))
        .OfType<ProjectName>()
        .Distinct();

    private static Dictionary<string, string> Reasons(Signed targets)
    {
        var reasons = new Dictionary<string, string>(StringComparer.Ordinal);
        if (targets.UnknownFields.TryGet(BlockedField, out JsonElement value) && value.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty entry in value.EnumerateObject())
            {
                if (entry.Value.ValueKind == JsonValueKind.Object && entry.Value.TryGetProperty("reason", out JsonElement reason) && reason.ValueKind == JsonValueKind.String)
                {
                    reasons[entry.Name] = reason.GetString()!;
                }
            }
        }

        return reasons;
    }

    private async Task<ProjectDigest> WriteAsync(string unit, string fingerprint, ProjectName name, Dictionary<string, string> reasons)
    {
        string page = SitePath.Project(name.Value);
        ProjectListing listing;
        try
        {
            listing = await _catalog.ListAsync(name, work.CancellationToken).ConfigureAwait(false);
        }
        catch (TufException e)
        {
            await work.AddAsync(unit, fingerprint, () => [(page, PageRenderer.Render<RefusedProjectPage>((work.At(page), name.Value, e.Problem.ToString())))]).ConfigureAwait(false);
            return new ProjectDigest { Name = name.Value };
        }

        Release? newest = Release.Choose(listing.Releases, VersionQuery.Any) ?? (listing.Releases.Count > 0 ? listing.Releases[0] : null);
        var model = new ProjectModel
        {
            Here = work.At(page),
            Listing = listing,
            Release = newest,
            Readme = await ReadmeAsync(newest).ConfigureAwait(false),
            Provenance = await ProvenanceAsync(listing).ConfigureAwait(false),
            BlockReasons = reasons,
        };
        ProjectDigest digest = Of(listing);
        await work.AddAsync(unit, fingerprint, () => Make(model, digest)).ConfigureAwait(false);
        return digest;
    }

    private IEnumerable<(string Path, byte[] Content)> Make(ProjectModel model, ProjectDigest digest)
    {
        yield return (model.Here.Path, PageRenderer.Render<ProjectPage>(model));
        for (int page = 2; page <= model.Pages; page++)
        {
            string path = SitePath.ProjectReleases(model.Name, page);
            yield return (path, PageRenderer.Render<ProjectPage>(model with { Here = work.At(path), Page = page, Readme = null }));
        }

        foreach (Release release in model.Listing.Releases)
        {
            string path = SitePath.Release(model.Name, release.Version.Value);
            yield return (path, PageRenderer.Render<ReleasePage>(model with { Here = work.At(path), Release = release, Readme = null }));
        }

        yield return (SitePath.ProjectFeed(model.Name), AtomFeed.Of(work.Info, SitePath.ProjectFeed(model.Name), model.Name, [.. digest.Releases.Select(release => (digest, release))]));
    }

    private static ProjectDigest Of(ProjectListing listing)
    {
        IndexEntry entry = IndexEntry.Of(listing);
        return new ProjectDigest
        {
            Name = listing.Project.Value,
            IsBlocked = listing.IsBlocked,
            Voucher = listing.VouchedForBy?.Value,
            Description = entry.Description,
            Tags = [.. entry.Tags ?? []],
            Newest = entry.Version,
            Owners = [.. (listing.Owners?.Members ?? []).Select(member => member.Owner).OfType<string>()],
            Releases =
            [
                .. listing.Releases.Select(release => new ReleaseDigest
                {
                    Version = release.Version.Value,
                    Released = release.Released,
                    Yanked = release.Yanked?.Reason,
                    Files = release.Files.Count,
                }),
            ],
        };
    }

    private async Task<string?> ReadmeAsync(Release? release)
    {
        ReleaseFile? file = release?.Files.FirstOrDefault(file => file.Data.Kind == "readme")
            ?? release?.Files.FirstOrDefault(file => file.Path.File.Equals("README.md", StringComparison.OrdinalIgnoreCase));
        return file is not null && await reader.LoadTargetAsync(file.Target, Readme.MaxLength, work.CancellationToken).ConfigureAwait(false) is { } content
            ? Readme.ToHtml(content)
            : null;
    }

    /// <summary>When each release was first listed, as far as versions of the past are at hand.</summary>
    private async Task<IReadOnlyDictionary<string, Provenance>> ProvenanceAsync(ProjectListing listing)
    {
        var all = new Dictionary<string, Provenance>(StringComparer.Ordinal);
        foreach (Release release in listing.Releases)
        {
            RoleName role = release.Files[0].Target.Role;
            if (!walk.Nodes.TryGetValue(role.Value, out RoleNode? node) || node.IsRefused)
            {
                continue;
            }

            VerifiedFile present = await walk.FileAsync(node, work.CancellationToken).ConfigureAwait(false);
            IReadOnlyList<VerifiedFile> earlier = await walk.LoadEarlierAsync(node, work.CancellationToken).ConfigureAwait(false);
            List<VerifiedFile> listingIt = [present, .. earlier.TakeWhile(version => Lists(version, release))];
            VerifiedFile first = listingIt[^1];
            bool exact = first.Version == 1 || listingIt.Count <= earlier.Count;
            all[release.Version.Value] = new Provenance(role, first.Version, exact, Signed(first), present.Version, Signed(present));
        }

        return all;
    }

    private static bool Lists(VerifiedFile version, Release release) => version.Signed is Targets targets && release.Files.Any(file => targets.Files.ContainsKey(file.Path.Target));

    private static List<string> Signed(VerifiedFile file) => [.. file.Vouchers[0].Holders.Where(holder => holder.HasSigned).Select(holder => holder.Owner ?? (holder.IsOnline ? "the online key" : $"key {holder.KeyId.Value[..Math.Min(8, holder.KeyId.Value.Length)]}"))];
}
