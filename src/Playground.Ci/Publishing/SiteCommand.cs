using System.CommandLine;
using Playground.CommandLine;
using Playground.Site;
using Playground.Site.Reading;
using Playground.Site.Writing;
using Playground.Tuf;
using Playground.Tuf.Client;

namespace Playground.Ci.Publishing;

/// <summary><c>playground-ci site</c>: any TUF repository as pages that anyone can read.</summary>
internal static class SiteCommand
{
    internal static Command Create()
    {
        var metadata = new Option<string>("--metadata") { Description = "The repository: a folder, or the URL of its metadata.", Required = true };
        var targets = new Option<string>("--targets") { Description = "The URL of its artifacts, where metadata is given by URL; by default targets/ beside it." };
        var root = new Option<FileInfo>("--root") { Description = "The file of a root that you have a reason to trust.", Required = true };
        var folder = new Option<string>("--out") { Description = "The folder to write.", Required = true };
        var name = new Option<string>("--name") { Description = "What to call the repository." };
        var url = new Option<string>("--url") { Description = "Where the pages will be, for feeds." };
        var earlier = new Option<int?>("--earlier") { Description = "How many versions before the present one are shown of each role; by default 20." };
        var at = new Option<string>("--at") { Description = "Judge expiry at this time, such as 2030-01-31T12:00:00Z; by default now." };
        var anew = new Option<bool>("--anew") { Description = "Make every page again." };
        var command = new Command("site", "Write a repository as pages: verified as a client would, from a root that you trust.")
        {
            metadata, targets, root, folder, name, url, earlier, at, anew,
        };
        command.SetAction(async (result, cancellationToken) =>
        {
            byte[] trusted = await File.ReadAllBytesAsync(result.GetRequiredValue(root).FullName, cancellationToken);
            string place = result.GetRequiredValue(metadata);
            DateTimeOffset time = Workplace.ParseTime(result.GetValue(at));
            using var http = new HttpFetcher();
            bool remote = place.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || place.StartsWith("http://", StringComparison.OrdinalIgnoreCase);
            Uri? metadataUrl = remote ? UrlOf(place) : null;
            Uri? targetsUrl = remote ? result.GetValue(targets) is { } given ? UrlOf(given) : new Uri(metadataUrl!, "../targets/") : null;
            RepositorySource source = remote
                ? new RepositorySource { MetadataUrl = metadataUrl!, TargetsUrl = targetsUrl, Fetcher = http, TrustedRoot = trusted, Time = time }
                : Directory.Exists(place) ? RepositorySource.OfFolder(place, trusted, time) : throw ToolException.Usage($"'{Printable.Of(place)}' is neither a folder nor a URL.");
            if (result.GetValue(earlier) is { } depth)
            {
                source = source with { Earlier = depth };
            }

            var options = new SiteOptions
            {
                Name = result.GetValue(name) ?? (remote ? metadataUrl!.Host : "TUF repository"),
                Url = result.GetValue(url) is { } pages ? UrlOf(pages) : null,
                MetadataLink = metadataUrl?.AbsoluteUri,
                TargetsLink = targetsUrl?.AbsoluteUri,
                Anew = result.GetValue(anew),
            };
            SiteResult written = await new SiteGenerator(options).WriteAsync(source, result.GetRequiredValue(folder), cancellationToken);
            Tool.Say($"{written.Pages} pages; {written.Made} made, {written.Written} written, {written.Removed} removed.");
            return ExitCode.Done;
        });
        return command;
    }

    private static Uri UrlOf(string text) => Uri.TryCreate(text.EndsWith('/') ? text : text + "/", UriKind.Absolute, out Uri? url) && url.Scheme is "http" or "https"
        ? url
        : throw ToolException.Usage($"'{Printable.Of(text)}' is not a URL.");
}
