using System.CommandLine;
using Playground.Tuf;
using Playground.Tuf.Client;
using Playground.Tuf.Model;

// The command line that the public TUF client conformance suite drives (its CLIENT-CLI.md). The exit code is 0 or 1, whatever happens.
var metadataDirectory = new Option<string>("--metadata-dir") { Description = "The folder of trusted metadata.", Required = true };
var metadataUrl = new Option<string>("--metadata-url") { Description = "Where metadata is published." };
var targetNames = new Option<string[]>("--target-name") { Description = "A target path to download; may be given more than once." };
var targetDirectory = new Option<string>("--target-dir") { Description = "The folder for downloaded artifacts." };
var targetBaseUrl = new Option<string>("--target-base-url") { Description = "Where artifacts are published." };
var root = new Argument<FileInfo>("ROOT") { Description = "The file of the root to trust." };

var init = new Command("init", "Begin with a trusted root. Fetches nothing.") { root };
init.SetAction(result => Updater.TrustRoot(result.GetRequiredValue(metadataDirectory), File.ReadAllBytes(result.GetRequiredValue(root).FullName)));

var refresh = new Command("refresh", "Bring the top-level metadata up to date.");
refresh.SetAction(async (result, cancellationToken) =>
{
    using var fetcher = new HttpFetcher();
    await Client(result, fetcher).RefreshAsync(cancellationToken);
});

var download = new Command("download", "Bring metadata up to date, then find and download targets.");
download.SetAction(async (result, cancellationToken) =>
{
    using var fetcher = new HttpFetcher();
    Updater updater = Client(result, fetcher);
    await updater.RefreshAsync(cancellationToken);
    foreach (string name in result.GetRequiredValue(targetNames))
    {
        FoundTarget target = await updater.FindTargetAsync(TargetPath.Parse(name), cancellationToken)
            ?? throw new FileNotFoundException($"No trusted role lists '{Printable.Of(name)}'.");
        await updater.DownloadAsync(target, Path.Combine(result.GetRequiredValue(targetDirectory), Uri.EscapeDataString(name)), null, cancellationToken);
    }
});

var command = new RootCommand("A TUF client with the command line of the conformance suite.")
{
    metadataDirectory, metadataUrl, targetNames, targetDirectory, targetBaseUrl, init, refresh, download,
};

try
{
    int code = await command.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
    return code == 0 ? 0 : 1;
}
#pragma warning disable CA1031 // The suite knows two answers.
catch (Exception e)
#pragma warning restore CA1031
{
    await Console.Error.WriteLineAsync(e.Message);
    return 1;
}

Updater Client(ParseResult result, HttpFetcher fetcher) => new(new UpdaterOptions
{
    MetadataDirectory = result.GetRequiredValue(metadataDirectory),
    MetadataUrl = new Uri(result.GetRequiredValue(metadataUrl)),
    TargetsUrl = result.GetValue(targetBaseUrl) is { } url ? new Uri(url) : null,
    Fetcher = fetcher,
});
