using Playground.Site.Writing;

namespace Playground.Site.Pages;

/// <summary>What those who make pages need: where to write, who does the work, and what all pages say.</summary>
internal sealed record SiteWork(SiteFolder Folder, PageQueue Queue, SiteInfo Info, DateTimeOffset Now, CancellationToken CancellationToken)
{
    internal Here At(string page) => new(Info, page);

    /// <summary>Makes pages unless they are there as they would be made.</summary>
    internal ValueTask AddAsync(string unit, string fingerprint, Func<IEnumerable<(string Path, byte[] Content)>> pages) => Folder.Keep(unit, fingerprint)
        ? ValueTask.CompletedTask
        : Queue.AddAsync(() => Folder.Write(unit, fingerprint, pages()), CancellationToken);
}
