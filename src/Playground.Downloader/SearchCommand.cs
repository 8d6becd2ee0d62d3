using System.CommandLine;
using Playground.Catalog.Index;
using Playground.CommandLine;
using Playground.Tuf;

namespace Playground.Downloader;

/// <summary><c>playget search</c>: finds projects in the repository's signed index.</summary>
internal static class SearchCommand
{
    private static readonly Argument<string[]> Words = new("WORD") { Description = "What is in the name, the tags or the description; of several words, each is.", Arity = ArgumentArity.OneOrMore };

    internal static Command Create()
    {
        var command = new Command("search", "Find projects.")
        {
            Words, RepositoryOptions.Json, RepositoryOptions.Output, RepositoryOptions.Repository, RepositoryOptions.Offline,
        };
        command.SetAction(async (result, cancellationToken) =>
        {
            string[] words = [.. result.GetRequiredValue(Words).SelectMany(words => words.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
            if (words.Length == 0)
            {
                throw ToolException.Usage("Say a word to search for.");
            }

            using RepositorySession session = RepositoryOptions.Open(result);
            IReadOnlyList<IndexShard> shards = await session.Index.LoadAsync(cancellationToken);
            if (shards.Count == 0)
            {
                throw ToolException.No(new Problem(DownloaderProblemCodes.NoIndex, "The repository has no index of projects to search. To see its files: playget list"));
            }

            IReadOnlyList<IndexHit> hits = IndexSearch.Find(shards, words);
            if (RepositoryOptions.WantsJson(result))
            {
                JsonAnswer.Write(writer => SearchJson.Write(writer, hits));
            }
            else
            {
                foreach (IndexHit hit in hits)
                {
                    Console.WriteLine($"{hit.Project}\t{Printable.Of(hit.Entry.Version ?? "-")}\t{Printable.Of(hit.Entry.Description ?? "")}".TrimEnd('\t'));
                }
            }

            if (hits.Count == 0)
            {
                Tool.Say("Nothing was found.");
            }

            return hits.Count > 0 ? ExitCode.Done : ExitCode.No;
        });
        return command;
    }
}
