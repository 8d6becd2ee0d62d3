using System.Text;
using System.Text.Json;
using Playground.Testing;
using Xunit;

namespace Playground.Ci.Tests;

/// <summary>What <c>playground-ci status</c> leaves for those who report, and what it prints of hostile proposals.</summary>
[Collection(nameof(HealthyCollection))]
public sealed class StatusTests(Healthy healthy)
{
    private static readonly string[] HostileNames =
    [
        "##[error]evil", "::set-output name=evil::evil", "a\n::error::evil", "${{ secrets.EVIL }}", "<b>@everyone</b>", "a\u202eb\u200bc", "`@everyone`", "[evil](javascript:evil)",
    ];

    [Fact]
    public async Task The_result_lies_beside_the_verdict_and_says_the_same()
    {
        using ToolStage stage = healthy.Copy();
        (await stage.SureAsync("alice", "delegate", "longer", "root", "--expiry-days", "400")).Succeeded();
        stage["ci"].Fetch();
        string place = stage.Sandbox.PathOf("result.json");

        ToolRun status = await stage.CiAsync("status", "--head", "origin/sign/longer", "--event", "sign/longer", "--result", place, "--repository-url", "https://forge.example/owner/name");

        Assert.Equal(1, status.ExitCode);
        Assert.StartsWith("## `sign/longer`: waits for signatures\n", status.Answer, StringComparison.Ordinal);
        Assert.Contains("](https://forge.example/owner/name/compare/", status.Answer, StringComparison.Ordinal);
        JsonElement result = JsonElement.Parse(await File.ReadAllTextAsync(place, TestContext.Current.CancellationToken));
        Assert.Equal(stage.Sandbox.Forge.Resolve("sign/longer"), result.GetProperty("head").GetString());
        Assert.Equal("@bob", result.GetProperty("roles")[0].GetProperty("missing")[0].GetString());
        Assert.Equal(["result.json"], Directory.EnumerateFiles(stage.Sandbox.Folder).Select(Path.GetFileName).Where(name => name!.Contains("result", StringComparison.Ordinal) || name.EndsWith(".tmp", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_a_hostile_proposal_is_called_is_no_command_in_a_log()
    {
        using ToolStage stage = healthy.Copy();
        GitClone alice = stage["alice"];
        alice.Fetch();
        alice.Branch("sign/evil", "origin/main");
        alice.Commit("::error::evil", [.. HostileNames.Select(name => ($"targets/{name}", (byte[]?)Encoding.UTF8.GetBytes("evil")))]);
        alice.Push();

        ToolRun update = await stage.CiAsync("update-targets", "--event", "sign/evil");
        stage["ci"].Fetch();
        ToolRun markdown = await stage.CiAsync("status", "--head", "origin/sign/evil", "--event", "sign/evil");
        ToolRun json = await stage.CiAsync("status", "--head", "origin/sign/evil", "--event", "sign/evil", "--output", "json");

        Assert.Equal((1, 1), (markdown.ExitCode, json.ExitCode));
        Assert.Contains("PG1104", markdown.Answer, StringComparison.Ordinal);
        foreach (string said in (string[])[update.Answer, update.Talk, markdown.Answer, markdown.Talk, json.Answer, json.Talk])
        {
            Assert.DoesNotContain("##[", said, StringComparison.Ordinal);
            Assert.All(said.Split('\n'), line => Assert.False(line.TrimStart().StartsWith("::", StringComparison.Ordinal), line));
            Assert.DoesNotContain(said, c => c is '\u202e' or '\u200b' || (char.IsControl(c) && c != '\n'));
        }

        Assert.DoesNotContain("${{", markdown.Answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_is_not_https_is_wrong_usage()
    {
        using ToolStage stage = healthy.Copy();

        Assert.Equal(2, (await stage.CiAsync("status", "--repository-url", "http://forge.example")).ExitCode);
    }
}
