using System.CommandLine;
using Playground.CommandLine;
using Playground.Repository.Git;
using Playground.Repository.Pointers;
using Playground.Tuf;
using Playground.Tuf.Client;

namespace Playground.Ci.Events;

/// <summary><c>playground-ci fetch-pointers</c>: fetches what an event's pointers point to, and compares it. Needs a network, and no secret.</summary>
internal static class FetchPointersCommand
{
    private const int MaxRemembered = 100_000;

    internal static Command Create()
    {
        var known = new Option<string>("--base") { Description = "The known good commit; by default where the event left main." };
        var head = new Option<string>("--head") { Description = "The proposed commit.", DefaultValueFactory = _ => "HEAD" };
        var verified = new Option<FileInfo>("--verified") { Description = "Remember in this file what was found right, and do not fetch it again. Nobody else may write to it." };
        var command = new Command("fetch-pointers", "Fetch the artifacts of an event that lie elsewhere, and compare them with their pointers. Exit code 0 when all are right.")
        {
            known, head, verified, Workplace.Folder, Workplace.Remote, Workplace.Main,
        };
        command.SetAction(async (result, cancellationToken) =>
        {
            await using GitRepository git = await Workplace.OpenAsync(result, cancellationToken);
            CommitId proposed = await Workplace.ResolveAsync(git, result.GetRequiredValue(head), cancellationToken);
            CommitId? start = result.GetValue(known) is { } given
                ? await Workplace.ResolveAsync(git, given, cancellationToken)
                : await Workplace.KnownGoodAsync(git, Workplace.RemoteOf(result), Workplace.MainOf(result), proposed, cancellationToken);
            HashSet<ObjectId> right = result.GetValue(verified) is { Exists: true } file ? [.. await ReadAsync(file, cancellationToken)] : [];
            int before = right.Count;
            using var fetcher = new HttpFetcher();
            IReadOnlyList<FetchedPointer> fetched = await new PointerCheck(git, fetcher).RunAsync(start, proposed, right, cancellationToken);
            foreach (FetchedPointer pointer in fetched)
            {
                Console.WriteLine($"{(pointer.Problem is null ? "right" : "wrong")}\t{pointer.Path}\t{Printable.Of(pointer.Url.OriginalString)}");
                if (pointer.Problem is { } problem)
                {
                    Tool.Say(problem.ToString());
                }
            }

            if (result.GetValue(verified) is { } place && right.Count != before)
            {
                await WrittenFile.WriteAsync(place.FullName, [.. right.OrderBy(id => id.Value, StringComparer.Ordinal).SelectMany(id => System.Text.Encoding.ASCII.GetBytes(id.Value + "\n"))], cancellationToken);
            }

            Tool.Say(fetched.Count == 0 ? "There is nothing to fetch." : $"{fetched.Count(pointer => pointer.Problem is null)} of {fetched.Count} addresses have what their pointers say.");
            return fetched.FirstOrDefault(pointer => pointer.Problem is not null)?.Problem is { } first ? ExitCode.Of(first) : ExitCode.Done;
        });
        return command;
    }

    private static async Task<IEnumerable<ObjectId>> ReadAsync(FileInfo file, CancellationToken cancellationToken)
    {
        var ids = new List<ObjectId>();
        await foreach (string line in File.ReadLinesAsync(file.FullName, cancellationToken))
        {
            if (ids.Count < MaxRemembered && ObjectId.TryParse(line, out ObjectId id))
            {
                ids.Add(id);
            }
        }

        return ids;
    }
}
