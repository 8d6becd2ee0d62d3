using System.CommandLine;
using Playground.Tuf;
using Playground.Tuf.Client;
using Playground.Tuf.Keys;
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
refresh.SetAction(result => Client(result).RefreshAsync().GetAwaiter().GetResult());

var download = new Command("download", "Bring metadata up to date, then find and download targets.");
download.SetAction(result =>
{
    Updater updater = Client(result);
    updater.RefreshAsync().GetAwaiter().GetResult();
    foreach (string name in result.GetRequiredValue(targetNames))
    {
        FoundTarget target = updater.FindTargetAsync(TargetPath.Parse(name)).GetAwaiter().GetResult()
            ?? throw new FileNotFoundException($"No trusted role lists '{Printable.Of(name)}'.");
        updater.DownloadAsync(target, Path.Combine(result.GetRequiredValue(targetDirectory), Uri.EscapeDataString(name))).GetAwaiter().GetResult();
    }
});

var command = new RootCommand("A TUF client with the command line of the conformance suite.")
{
    metadataDirectory, metadataUrl, targetNames, targetDirectory, targetBaseUrl, init, refresh, download,
};

// Whatever the command, but not for --help and --version.
if (args.Length > 2)
{
    Verifiers.LoadInBackground();
}

try
{
    int code = command.Parse(args).Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
    return code == 0 ? 0 : 1;
}
#pragma warning disable CA1031 // The suite knows two answers.
catch (Exception e)
#pragma warning restore CA1031
{
    Console.Error.WriteLine(e.Message);
    return 1;
}

// The fetcher blocks, so nothing here ever waits for another thread; it is left to the end of the process to close its connection.
Updater Client(ParseResult result) => new(new UpdaterOptions
{
    MetadataDirectory = result.GetRequiredValue(metadataDirectory),
    MetadataUrl = new Uri(result.GetRequiredValue(metadataUrl)),
    TargetsUrl = result.GetValue(targetBaseUrl) is { } url ? new Uri(url) : null,
    Fetcher = new HttpFetcher(new HttpFetcherOptions { Blocking = true }),
});
