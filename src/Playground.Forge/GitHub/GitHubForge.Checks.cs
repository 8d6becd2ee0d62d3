using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Playground.Forge.GitHub;

public sealed partial class GitHubForge
{
    /// <summary>How many annotations GitHub takes in one request.</summary>
    internal const int AnnotationsPerRequest = 50;

    /// <summary>How many are sent in all: each fifty cost a request.</summary>
    internal const int MaxAnnotations = 150;

    private const int MaxSummary = 65_535;
    private const string NotChecked = "The check was not written";

    /// <inheritdoc/>
    public async Task<bool> PutCheckAsync(CheckReport report, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(report);
        IReadOnlyList<CheckAnnotation> notes = [.. report.Annotations.Take(MaxAnnotations)];
        JsonObject body = BodyOf(report);
        string fingerprint = FingerprintOf(body, notes);
        body["external_id"] = fingerprint;
        Task<CheckRunAnswer?> Look() => FindCheckAsync(report, fingerprint, cancellationToken);

        // Annotations are only ever added, so that a report that says something else is a new run; the newest one counts.
        CheckRunAnswer? run = await Look().ConfigureAwait(false);
        bool isNew = run is null;
        if (run is null)
        {
            AddNotes(body, report, notes.Take(AnnotationsPerRequest));
            run = await OnceAsync(
                () => WriteAsync(HttpMethod.Post, "check-runs", body, NotChecked, GitHubJson.Default.CheckRunAnswer, cancellationToken), Look, cancellationToken).ConfigureAwait(false);
        }

        int written = isNew ? Math.Min(notes.Count, AnnotationsPerRequest) : (int)Math.Min(notes.Count, run.Output.AnnotationsCount);
        bool changed = isNew || written < notes.Count;
        while (written < notes.Count)
        {
            int after = Math.Min(notes.Count, written + AnnotationsPerRequest);
            var more = new JsonObject();
            AddNotes(more, report, notes.Skip(written).Take(AnnotationsPerRequest));
            long id = run.Id;
            await OnceAsync(
                () => WriteOnceAsync($"check-runs/{id}", more, cancellationToken),
                async () => await Look().ConfigureAwait(false) is { } there && there.Output.AnnotationsCount >= after ? there : null,
                cancellationToken).ConfigureAwait(false);
            written = after;
        }

        return changed;
    }

    private async Task<CheckRunAnswer> WriteOnceAsync(string path, JsonObject body, CancellationToken cancellationToken) => Parse(
        await _client.SendAsync(
            new GitHubRequest(HttpMethod.Patch, At(path), NotChecked) { Json = GitHubJson.Write(body), IsRepeatable = false }, cancellationToken).ConfigureAwait(false),
        NotChecked,
        GitHubJson.Default.CheckRunAnswer);

    private async Task<CheckRunAnswer?> FindCheckAsync(CheckReport report, string fingerprint, CancellationToken cancellationToken)
    {
        string path = $"commits/{Escape(report.Commit)}/check-runs?check_name={Escape(report.Name)}&filter=latest&per_page={PerPage}";
        await foreach (CheckRunsAnswer page in ListAsync(path, "The check was not looked up", GitHubJson.Default.CheckRunsAnswer, cancellationToken).ConfigureAwait(false))
        {
            if (page.CheckRuns.FirstOrDefault(run => run.ExternalId == fingerprint && run.HeadSha == report.Commit) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static JsonObject BodyOf(CheckReport report) => new()
    {
        ["name"] = report.Name,
        ["head_sha"] = report.Commit,
        ["status"] = "completed",
        ["conclusion"] = report.Conclusion switch
        {
            CheckConclusion.Success => "success",
            CheckConclusion.ActionRequired => "action_required",
            CheckConclusion.Neutral => "neutral",
            _ => "failure",
        },
        ["output"] = OutputOf(report),
    };

    private static JsonObject OutputOf(CheckReport report) => new()
    {
        ["title"] = report.Title,
        ["summary"] = report.Summary.Length <= MaxSummary ? report.Summary : report.Summary[..MaxSummary],
    };

    private static void AddNotes(JsonObject body, CheckReport report, IEnumerable<CheckAnnotation> notes)
    {
        var output = body["output"] as JsonObject ?? OutputOf(report);
        output["annotations"] = new JsonArray([.. notes.Select(NoteOf)]);
        body["output"] = output;
    }

    private static JsonObject NoteOf(CheckAnnotation note)
    {
        var written = new JsonObject
        {
            ["path"] = note.Path,
            ["start_line"] = 1,
            ["end_line"] = 1,
            ["annotation_level"] = note.IsFailure ? "failure" : "notice",
            ["message"] = note.Message,
        };
        if (note.Title is { } title)
        {
            written["title"] = title;
        }

        return written;
    }

    /// <summary>What the report says, as one short word that GitHub keeps beside it.</summary>
    private static string FingerprintOf(JsonObject body, IReadOnlyList<CheckAnnotation> notes)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(GitHubJson.Write(body));
        foreach (CheckAnnotation note in notes)
        {
            hash.AppendData(GitHubJson.Write(NoteOf(note)));
        }

        return "playground-" + Convert.ToHexStringLower(hash.GetHashAndReset())[..32];
    }
}
