using System.CommandLine;
using Playground.CommandLine;
using Playground.Tuf.Client;
using Playground.Tuf.Model;

namespace Playground.Downloader;

/// <summary><c>playget verify</c>: whether a file on this machine is one of a trusted repository.</summary>
internal static class VerifyCommand
{
    internal static Command Create()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "A file on this machine." };
        var target = new Option<string>("--as") { Description = "The path it must have in the repository; without it, any that fits." };
        var command = new Command("verify", "Say whether a file is one that the repository's maintainers signed.")
        {
            file, target, RepositoryOptions.Repository, RepositoryOptions.Offline,
        };
        command.SetAction(async (result, cancellationToken) =>
        {
            string path = result.GetRequiredValue(file).FullName;
            if (!File.Exists(path))
            {
                throw ToolException.Usage($"There is no file {path}.");
            }

            using RepositorySession session = RepositoryOptions.Open(result, result.GetValue(target) is null ? RepositorySession.ManyRoles : RepositorySession.FewRoles);
            IEnumerable<FoundTarget> candidates = result.GetValue(target) is { } wanted
                ? await session.Updater.FindTargetAsync(TargetPath.Parse(wanted), cancellationToken) is { } found ? [found] : []
                : await AllFiles.ListAsync(session, cancellationToken);
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
}
