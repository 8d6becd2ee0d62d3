using System.CommandLine;
using Playground.CommandLine;
using Playground.Forge;
using Playground.Forge.GitHub;
using Playground.Repository.Git;
using Playground.Repository.Reports;
using Playground.Tuf;

namespace Playground.Ci.Reporting;

/// <summary><c>playground-ci report</c>: tells the forge what judging an event found out. It reads the result as data, and nothing else of the proposal.</summary>
internal static class ReportCommand
{
    /// <summary>The name of the artifact that a run leaves, and of the file in it.</summary>
    private const string Artifact = "event-result";
    private const string ArtifactFile = "event-result.json";
    private const string Judging = ".github/workflows/signing-event.yml";
    private const string Workflows = ".github";

    internal static Command Create()
    {
        var file = new Option<FileInfo>("--result") { Description = "The result, as status wrote it." };
        var own = new Option<long?>("--run") { Description = $"Take the result from the artifact {Artifact} of this run, which judged a branch of the repository." };
        var fork = new Option<long?>("--fork-run") { Description = $"Take it from the artifact {Artifact} of this run, which judged a proposal from a fork." };
        var name = new Option<string>("--event") { Description = "The event that the result has to be about; needed but for a fork." };
        var job = new Option<string>("--job") { Description = "How the job that judged came out; a verdict of yes counts only with success.", DefaultValueFactory = _ => "success" };
        job.AcceptOnlyFromAmong("success", "failure", "cancelled", "skipped");
        var command = new Command("report", "Bring an event's pull request in line with what judging it found out: comment, label, draft, and a check on the very commit.")
        {
            file, own, fork, name, job, Workplace.Main,
        };
        command.SetAction((result, stop) => ForgeWorkplace.UseAsync(async forge =>
        {
            BranchName main = Workplace.MainOf(result);
            bool jobFailed = result.GetRequiredValue(job) != "success";
            StatusPost? post = (result.GetValue(file), result.GetValue(own), result.GetValue(fork)) switch
            {
                ({ } given, null, null) => Own(forge, await ReadAsync(given, stop), EventOf(result.GetValue(name)), main, jobFailed),
                (null, { } run, null) => Own(
                    forge, await ReadAsync(forge, run, stop) ?? throw new ToolException(ExitCode.Surroundings, $"Run {run} left no {Artifact}; nothing was reported. Look at its job judge.", ForgeProblemCodes.BadArtifact),
                    EventOf(result.GetValue(name)), main, jobFailed),
                (null, null, { } run) => await ForkAsync(forge, run, main, stop),
                _ => throw ToolException.Usage("Give one of --result FILE, --run ID and --fork-run ID; nothing was reported."),
            };
            if (post is null)
            {
                Tool.Say("The run judged nothing of a fork; there is nothing to report.");
                return ExitCode.Done;
            }

            StatusPosted posted = await post.SendAsync(forge, stop);
            foreach (string note in posted.Notes)
            {
                Tool.Say(note);
            }

            Tool.Say(posted.Changed ? "Reported." : posted.IsStale ? "Nothing was reported." : "All was reported already.");
            Tool.Say($"{forge.Requests} requests.");
            if (posted.Number is { } number)
            {
                Console.WriteLine(number);
            }

            return ExitCode.Done;
        }));
        return command;
    }

    private static BranchName EventOf(string? name) => name is null ? throw ToolException.Usage("Which event is it to be about? --event sign/NAME") : BranchName.Parse(name);

    /// <summary>What a job of the repository's own run judged: of the event that it ran for.</summary>
    private static StatusPost Own(GitHubForge forge, EventResult result, BranchName name, BranchName main, bool jobFailed) => result.Event == name.Value
        ? EventPost.OfOwn(result, new HeadBranch(forge.Repository.Owner, name.Value), main, ForgeWorkplace.Page(), jobFailed)
        : throw Other($"it is about {Printable.Of(result.Event)}, and not about {name}");

    /// <summary>
    /// What a run judged that a fork's proposal started. What the run is about is told by the forge; and the proposal must have main's workflows, since
    /// with others it could have said of itself what it liked.
    /// </summary>
    private static async Task<StatusPost?> ForkAsync(GitHubForge forge, long id, BranchName main, CancellationToken stop)
    {
        WorkflowRun run = await forge.ReadRunAsync(id, stop);
        if (run.Path != Judging || run.Event != "pull_request" || !CommitId.TryParse(run.HeadCommit, out _))
        {
            throw Other($"run {id} is of {Printable.Of(run.Path)} for {Printable.Of(run.Event)}, and not of {Judging} for a pull request");
        }

        if (string.Equals(run.Head.Owner, forge.Repository.Owner, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        IReadOnlyList<string?> folders = await forge.ReadFolderIdsAsync(Workflows, [run.HeadCommit, main.Ref.Value], stop);
        if (folders[0] is null || folders[0] != folders[1])
        {
            return EventPost.Unjudged(run.Head, run.HeadCommit);
        }

        EventResult? result = await ReadAsync(forge, id, stop);
        return result is null ? null
            : result.Head.Value != run.HeadCommit ? throw Other($"it is about commit {result.Head.Short}, and run {id} about {Printable.Of(run.HeadCommit)}")
            : EventPost.OfFork(result, run.Head, ForgeWorkplace.Page(), !run.Succeeded);
    }

    private static async Task<EventResult?> ReadAsync(GitHubForge forge, long run, CancellationToken stop) =>
        await forge.ReadArtifactAsync(run, Artifact, ArtifactFile, EventResult.MaxLength, stop) is { } bytes ? EventResult.Parse(bytes) : null;

    private static async Task<EventResult> ReadAsync(FileInfo file, CancellationToken stop) => file.Exists && file.Length <= EventResult.MaxLength
        ? EventResult.Parse(await File.ReadAllBytesAsync(file.FullName, stop))
        : throw ToolException.Usage($"{Printable.Of(file.FullName)} is not there, or too long to be a result; nothing was reported.");

    private static ToolException Other(string why) => new(ExitCode.Refused, $"The result is not used: {why}. Nothing was reported.", CiProblemCodes.OtherResult);
}
