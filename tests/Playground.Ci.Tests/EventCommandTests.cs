using System.Text.Json;
using Playground.Testing;
using Xunit;

namespace Playground.Ci.Tests;

/// <summary>What CI does with events: bringing metadata in line, judging, opening them before roles expire.</summary>
[Collection(nameof(HealthyCollection))]
public sealed class EventCommandTests(Healthy healthy)
{
    [Fact]
    public async Task A_plain_push_of_files_is_brought_into_metadata_once_and_keeps_a_concurrent_push()
    {
        using ToolStage stage = healthy.Copy();
        GitClone alice = stage["alice"];
        alice.Fetch();
        alice.Branch("sign/files", "origin/main");
        string pushed = alice.Commit("One file", ("targets/one.txt", "one\n"));
        alice.Push();
        string quicker = alice.Commit("Two files", ("targets/two.txt", "two\n"));
        alice.Push("held");
        stage.Sandbox.Script("forge.git/hooks/update", $"[ \"$1\" = refs/heads/sign/files ] && [ \"$2\" = {pushed} ] && git update-ref refs/heads/sign/files {quicker}\nexit 0");

        ToolRun first = (await stage.CiAsync("update-targets", "--event", "sign/files")).Succeeded();
        ToolRun second = (await stage.CiAsync("update-targets", "--event", "sign/files")).Succeeded();

        string tip = stage.Sandbox.Forge.Resolve("sign/files");
        Assert.Equal((tip + "\n", ""), (first.Answer, second.Answer));
        Assert.Equal(quicker, stage.Sandbox.Forge.Resolve("sign/files^"));
        string metadata = stage.Sandbox.Forge.ReadFile(tip, "metadata/targets.json")!;
        Assert.Contains("\"one.txt\"", metadata, StringComparison.Ordinal);
        Assert.Contains("\"two.txt\"", metadata, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_verdict_is_given_as_json_from_commits_alone()
    {
        using ToolStage stage = healthy.Copy();
        (await stage.SureAsync("alice", "delegate", "longer", "root", "--expiry-days", "400")).Succeeded();
        stage["ci"].Fetch();
        Directory.Move(stage.Sandbox.Forge.Path, stage.Sandbox.PathOf("away"));

        ToolRun status = await stage.CiAsync("status", "--head", "origin/sign/longer", "--event", "sign/longer", "--output", "json");

        JsonElement verdict = JsonElement.Parse(status.Answer);
        Assert.Equal((1, ""), (status.ExitCode, status.Talk));
        Assert.False(verdict.GetProperty("verified").GetBoolean());
        JsonElement root = verdict.GetProperty("roles")[0];
        Assert.Equal(("root", "@alice", "@bob"), (root.GetProperty("role").GetString(), root.GetProperty("signed")[0].GetString(), root.GetProperty("missing")[0].GetString()));
    }

    [Fact]
    public async Task Roles_that_near_their_expiry_get_events_once()
    {
        Assert.SkipUnless(FakeTime.IsInstalled, "faketime is not installed.");
        using ToolStage stage = healthy.Copy();
        ToolRun early = (await stage.CiAsync("create-events")).Succeeded();
        Assert.Equal("", early.Answer);
        foreach ((string name, string? value) in FakeTime.At(TimeProvider.System.GetUtcNow().AddDays(320)))
        {
            stage.Environment[name] = value;
        }

        ToolRun first = (await stage.CiAsync("create-events")).Succeeded();
        ToolRun second = (await stage.CiAsync("create-events", "--output", "json")).Succeeded();

        Assert.Equal(["sign/root-v2", "sign/targets-v2"], first.Answer.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));
        Assert.Equal([false, false], JsonElement.Parse(second.Answer).EnumerateArray().Select(entry => entry.GetProperty("created").GetBoolean()));
        (await stage.SureAsync("bob", "sign", "targets-v2")).Succeeded();
        await stage.MergeAsync("sign/targets-v2");
    }

    [Theory]
    [InlineData(2, "status", "--head", "nonsense")]
    [InlineData(2, "status", "--at", "tomorrow")]
    [InlineData(2, "update-targets", "--event", "main")]
    [InlineData(2, "update-targets", "--event", "sign/none")]
    [InlineData(2, "publish")]
    [InlineData(2, "publish", "--out", "x", "--keep", "0")]
    [InlineData(3, "smoke-test", "--url", "http://127.0.0.1:9/")]
    [InlineData(3, "online-sign", "--remote", "nowhere")]
    public async Task What_cannot_be_done_is_told_without_a_stack_trace(int exitCode, params string[] arguments)
    {
        using ToolStage stage = healthy.Copy();

        ToolRun run = await stage.CiAsync(arguments);

        Assert.Equal((exitCode, ""), (run.ExitCode, run.Answer));
        Assert.NotEmpty(run.Talk);
        Assert.DoesNotContain("   at ", run.Talk, StringComparison.Ordinal);
    }
}
