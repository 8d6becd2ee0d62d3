using Playground.Site.Digests;
using Playground.Site.Feeds;
using Playground.Site.Search;

namespace Playground.Site.Pages;

/// <summary>The community as a whole: front page, lists of projects, search, feed.</summary>
internal sealed class CommunityPages(SiteWork work, IReadOnlyList<ProjectDigest> projects)
{
    private const int RowsPerPage = 150;
    private const int Newest = 12;

    /// <summary>Where the projects are that begin with a letter.</summary>
    internal static string Letter(string letter, int page) => SitePath.Paged($"projects/{letter}-.html", page);

    internal async Task WriteAsync()
    {
        List<(ProjectDigest Project, ReleaseDigest Release)> newest =
        [
            .. projects.Where(project => !project.IsBlocked)
                .SelectMany(project => project.Releases.Where(release => release.Released is not null).Select(release => (project, release)))
                .OrderByDescending(entry => entry.release.Released).ThenBy(entry => entry.project.Name, StringComparer.Ordinal).ThenByDescending(entry => entry.release.Version, StringComparer.Ordinal)
                .Take(AtomFeed.Most),
        ];
        List<DateTimeOffset> dates = [.. projects.SelectMany(project => project.Releases).Select(release => release.Released).OfType<DateTimeOffset>().OrderDescending()];
        int releases = projects.Sum(project => project.Releases.Length);
        string every = Fingerprint.Of([.. projects.Select(Said)]);
        await work.AddAsync("front", every, () =>
        [
            (SitePath.Home, PageRenderer.Render<FrontPage>(new FrontModel(work.At(SitePath.Home), projects.Count, releases, [.. newest.Take(Newest)], dates))),
            (SitePath.Feed, AtomFeed.Of(work.Info, SitePath.Feed, work.Info.Name, newest)),
        ]).ConfigureAwait(false);
        await work.AddAsync("search", every, () => SearchIndex.Of(projects)).ConfigureAwait(false);
        List<(string Letter, int Count)> letters =
            [.. projects.GroupBy(project => project.Name[..1], StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => (group.Key, group.Count()))];
        await WriteListAsync(null, projects, letters).ConfigureAwait(false);
        foreach ((string letter, _) in letters.Count > 1 ? letters : [])
        {
            await WriteListAsync(letter, [.. projects.Where(project => project.Name.StartsWith(letter, StringComparison.Ordinal))], letters).ConfigureAwait(false);
        }
    }

    private static string Said(ProjectDigest project) =>
        $"{project.Name}\n{project.IsBlocked} {project.Newest} {project.Description}\n{string.Join('\t', project.Tags)}\n{string.Join('\n', project.Releases.Select(release => $"{release.Version} {release.Released?.UtcTicks} {release.Yanked}"))}";

    private async Task WriteListAsync(string? letter, IReadOnlyList<ProjectDigest> listed, IReadOnlyList<(string Letter, int Count)> letters)
    {
        List<ProjectDigest[]> pages = listed.Count == 0 ? [[]] : [.. listed.Chunk(RowsPerPage)];
        string all = string.Join(' ', letters);
        for (int i = 0; i < pages.Count; i++)
        {
            ProjectDigest[] rows = pages[i];
            int page = i + 1;
            string path = letter is null ? SitePath.Paged(SitePath.Projects, page) : Letter(letter, page);
            await work.AddAsync(
                path,
                Fingerprint.Of([all, pages.Count.ToString(), .. rows.Select(Said)]),
                () => [(path, PageRenderer.Render<ProjectListPage>(new ProjectListModel(work.At(path), rows, page, pages.Count, listed.Count, letter, letters)))]).ConfigureAwait(false);
        }
    }
}
