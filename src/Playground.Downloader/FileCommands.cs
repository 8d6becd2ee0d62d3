using System.CommandLine;
using System.Text.Json;
using Playground.CommandLine;
using Playground.Tuf.Client;
using Playground.Tuf.Model;

namespace Playground.Downloader;

/// <summary><c>playget get</c>, <c>list</c> and <c>verify</c>: files of a trusted repository.</summary>
internal static class FileCommands
{
    private const int ManyRoles = 100_000;

    private static readonly Option<string> Repository = new("--repository", "-r") { Description = "The trusted repository; not needed where there is only one." };
    private static readonly Option<bool> Offline = new("--offline") { Description = "Fetch nothing: answer from what is stored, while it has not expired." };
    private static readonly Option<string> Output = new("--output") { Description = "text or json.", DefaultValueFactory = _ => "text" };

    static FileCommands() => Output.AcceptOnlyFromAmong("text", "json");

    internal static Command Get()
    {
        var paths = new Argument<string[]>("TARGETPATH") { Description = "The path of a file in the repository.", Arity = ArgumentArity.OneOrMore };
        var directory = new Option<string>("--dir", "-d") { Description = "The folder to put files into.", DefaultValueFactory = _ => "." };
        var command = new Command("get", "Download files.") { paths, directory, Repository, Offline };
        command.SetAction(async (result, cancellationToken) =>
        {
            using var fetcher = new HttpFetcher();
            Updater updater = Open(result, fetcher);
            foreach (TargetPath path in result.GetRequiredValue(paths).Select(TargetPath.Parse))
            {
                FoundTarget? target = await updater.FindTargetAsync(path, cancellationToken);
                if (target is null)
                {
                    Tool.Say($"No trusted role lists '{path}'. To see what there is: playget list");
                    return ExitCode.No;
                }

                string file = Path.Combine(result.GetRequiredValue(directory), path.FileName);
                using (var progress = DownloadProgress.For(target))
                {
                    await updater.DownloadAsync(target, file, progress, cancellationToken);
                }

                Console.WriteLine(file);
            }

            return ExitCode.Done;
        });
        return command;
    }

    internal static Command List()
    {
        var command = new Command("list", "List the files of a repository.") { Repository, Offline, Output };
        command.SetAction(async (result, cancellationToken) =>
        {
            using var fetcher = new HttpFetcher();
            List<FoundTarget> targets = await AllAsync(result, fetcher, cancellationToken);
            if (result.GetRequiredValue(Output) == "json")
            {
                JsonAnswer.Write(writer => WriteAll(writer, targets));
                return ExitCode.Done;
            }

            foreach (FoundTarget target in targets)
            {
                Console.WriteLine(target.Path);
            }

            return ExitCode.Done;
        });
        return command;
    }

    internal static Command Verify()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "A file on this machine." };
        var target = new Option<string>("--as") { Description = "The path it must have in the repository; without it, any that fits." };
        var command = new Command("verify", "Say whether a file is one that the repository's maintainers signed.") { file, target, Repository, Offline };
        command.SetAction(async (result, cancellationToken) =>
        {
            string path = result.GetRequiredValue(file).FullName;
            if (!File.Exists(path))
            {
                throw ToolException.Usage($"There is no file {path}.");
            }

            using var fetcher = new HttpFetcher();
            IEnumerable<FoundTarget> candidates = result.GetValue(target) is { } wanted
                ? await Open(result, fetcher).FindTargetAsync(TargetPath.Parse(wanted), cancellationToken) is { } found ? [found] : []
                : await AllAsync(result, fetcher, cancellationToken);
            var matches = new List<FoundTarget>();
            foreach (FoundTarget candidate in candidates)
            {
                if (await TargetVerifier.MatchesAsync(path, candidate.File, cancellationToken))
                {
                    matches.Add(candidate);
                }
            }

            foreach (FoundTarget match in matches)
            {
                Console.WriteLine($"{match.Path}\tsigned by {match.Role}");
            }

            if (matches.Count == 0)
            {
                Tool.Say($"{path} is not a file of this repository as it is now.");
            }

            return matches.Count > 0 ? ExitCode.Done : ExitCode.No;
        });
        return command;
    }

    private static Updater Open(ParseResult result, IFetcher fetcher, int maxDelegations = 32)
    {
        TrustedRepository repository = TrustedRepository.Choose(result.GetValue(Repository));
        return repository.Client(repository.Url.IsFile ? new FileFetcher() : fetcher, result.GetValue(Offline), maxDelegations);
    }

    private static async Task<List<FoundTarget>> AllAsync(ParseResult result, IFetcher fetcher, CancellationToken cancellationToken)
    {
        var targets = new List<FoundTarget>();
        await foreach (FoundTarget target in Open(result, fetcher, ManyRoles).ListTargetsAsync(cancellationToken))
        {
            targets.Add(target);
        }

        targets.Sort((a, b) => a.Path.CompareTo(b.Path));
        return targets;
    }

    private static void WriteAll(Utf8JsonWriter writer, List<FoundTarget> targets)
    {
        writer.WriteStartArray();
        foreach (FoundTarget target in targets)
        {
            writer.WriteStartObject();
            writer.WriteString("path", target.Path.Value);
            writer.WriteNumber("length", target.File.Length);
            writer.WriteStartObject("hashes");
            foreach ((string algorithm, string value) in target.File.Hashes.All)
            {
                writer.WriteString(algorithm, value);
            }

            writer.WriteEndObject();
            writer.WriteString("role", target.Role.Value);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
