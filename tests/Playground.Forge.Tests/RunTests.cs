using System.IO.Compression;
using System.Text;
using Playground.Testing.GitHub;
using Xunit;

namespace Playground.Forge.Tests;

/// <summary>Runs of workflows, what they left, and starting them.</summary>
public sealed class RunTests : ForgeTest
{
    [Fact]
    public async Task A_workflow_is_started_with_its_inputs()
    {
        await Forge.StartWorkflowAsync("signing-event.yml", "main", new Dictionary<string, string> { ["event"] = "sign/root-v2" }, Stop);

        StandInDispatch started = Assert.Single(GitHub.Dispatches);
        Assert.Equal(("signing-event.yml", "main", "sign/root-v2"), (started.File, started.Branch, started.Inputs["event"]));
    }

    [Fact]
    public async Task What_a_run_is_about_is_told_by_github_alone()
    {
        GitHub.Runs.Add(new StandInRun(7, ".github/workflows/signing-event.yml", "pull_request", "mallory", "sign/x", Commit) { Conclusion = "success" });
        GitHub.Runs.Add(new StandInRun(8, ".github/workflows/signing-event.yml", "pull_request", "mallory", "sign/x", Commit));

        WorkflowRun run = await Forge.ReadRunAsync(7, Stop);

        Assert.Equal((".github/workflows/signing-event.yml", "pull_request", new HeadBranch("mallory", "sign/x"), Commit), (run.Path, run.Event, run.Head, run.HeadCommit));
        Assert.Equal((true, false), (run.Succeeded, (await Forge.ReadRunAsync(8, Stop)).Succeeded));
    }

    [Fact]
    public async Task A_file_of_an_artifact_is_read_and_the_storage_beside_github_sees_no_token()
    {
        GitHub.Artifacts.Add(new StandInArtifact(1, 7, "result", Zip(("result.json", "old"))));
        GitHub.Artifacts.Add(new StandInArtifact(2, 7, "result", Zip(("result.json", "new"))));
        GitHub.Artifacts.Add(new StandInArtifact(3, 8, "result", Zip(("result.json", "another run"))));

        Assert.Equal("new", Encoding.UTF8.GetString((await Forge.ReadArtifactAsync(7, "result", "result.json", 1000, Stop))!));
        Assert.Equal(2, Forge.Requests);
        Assert.Null(GitHub.Requests.Single(request => request.Target.StartsWith("/storage/", StringComparison.Ordinal)).Header("Authorization"));
        Assert.Null(await Forge.ReadArtifactAsync(9, "result", "result.json", 1000, Stop));
    }

    [Fact]
    public async Task What_is_not_one_file_of_a_sensible_size_is_not_used()
    {
        byte[][] wrong =
        [
            Encoding.ASCII.GetBytes("not a zip"),
            Zip(("other.json", "x")),
            Zip(("result.json", "x"), ("more.json", "x")),
            Zip(("../result.json", "x")),
            Zip(("result.json", new string('x', 1001))),
            Zip(("result.json", new string('x', 10_000_000))),
        ];
        foreach (byte[] zip in wrong)
        {
            GitHub.Artifacts.Clear();
            GitHub.Artifacts.Add(new StandInArtifact(1, 7, "result", zip));
            await RefusedAsync(ForgeProblemCodes.BadArtifact, () => NewForge().ReadArtifactAsync(7, "result", "result.json", 1000, Stop));
        }

        GitHub.Artifacts.Clear();
        GitHub.Artifacts.Add(new StandInArtifact(1, 7, "result", new byte[100_000]));
        Assert.Contains("100000 bytes", (await RefusedAsync(ForgeProblemCodes.BadArtifact, () => NewForge().ReadArtifactAsync(7, "result", "result.json", 1000, Stop))).Message, StringComparison.Ordinal);
    }

    private static byte[] Zip(params (string Name, string Content)[] files)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, string content) in files)
            {
                using Stream entry = archive.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(content));
            }
        }

        return bytes.ToArray();
    }
}
