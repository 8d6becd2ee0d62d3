using Playground.Testing;
using Playground.Testing.GitHub;
using Xunit;

namespace Playground.Maintainer.Tests.Projects;

/// <summary><c>release add --upload</c>, against a stand-in for GitHub that checks every request.</summary>
[Collection(nameof(HealthyCollection))]
public sealed class UploadTests(Healthy healthy)
{
    private const string Token = "ghp_a-token-nobody-may-see";

    [Fact]
    public async Task Files_go_into_a_release_and_pointers_to_them_into_git()
    {
        await using GitHubStandIn github = await OpenAsync();
        using ToolStage stage = await PrepareAsync(github);
        string file = stage.Put("greeter-linux", "a program"u8.ToArray());

        ToolRun run = (await stage.SureAsync("alice", "release", "add", "greeter", "1.4.0", file, "--kind", "program", "--upload", "alice/community")).Succeeded();

        StandInRelease release = Assert.Single(github.Releases);
        Assert.Equal(("greeter-1.4.0", "a program"), (release.Tag, System.Text.Encoding.UTF8.GetString(Assert.Single(release.Assets.Values).Content)));
        string[] proposed = stage.Sandbox.Forge.ListFiles("sign/greeter-1.4.0");
        Assert.Contains("targets/projects/greeter/1.4.0/greeter-linux.pointer.json", proposed);
        Assert.DoesNotContain("targets/projects/greeter/1.4.0/greeter-linux", proposed);
        string pointer = stage.Sandbox.Forge.ReadFile("sign/greeter-1.4.0", "targets/projects/greeter/1.4.0/greeter-linux.pointer.json")!;
        Assert.Contains("https://github.com/alice/community/releases/download/", pointer, StringComparison.Ordinal);
        Assert.DoesNotContain(Token, run.Talk + run.Answer, StringComparison.Ordinal);
        await stage.MergeAsync("sign/greeter-1.4.0");
    }

    [Fact]
    public async Task What_goes_wrong_is_said_and_git_is_left_as_it_was()
    {
        await using GitHubStandIn github = await OpenAsync();
        using ToolStage stage = await PrepareAsync(github);
        string file = stage.Put("greeter-linux", "a program"u8.ToArray());
        string[] add = ["release", "add", "greeter", "1.4.0", file, "--upload"];

        ToolRun here = await stage.SureAsync("alice", add);
        ToolRun twice = await stage.SureAsync("alice", [.. add, "alice/community", "--url", "https://downloads.example.org/x"]);
        github.Tokens[Token] = new StandInToken("alice", new HashSet<string> { "contents: read" });
        ToolRun forbidden = await stage.SureAsync("alice", [.. add, "alice/community"]);
        stage.Environment["GITHUB_TOKEN"] = null;
        ToolRun without = await stage.SureAsync("alice", [.. add, "alice/community"]);

        Assert.Equal((2, 2, 3, 2), (here.ExitCode, twice.ExitCode, forbidden.ExitCode, without.ExitCode));
        Assert.Contains("is not on GitHub", here.Talk, StringComparison.Ordinal);
        Assert.StartsWith("PG1701: ", forbidden.Talk[forbidden.Talk.IndexOf("PG", StringComparison.Ordinal)..], StringComparison.Ordinal);
        Assert.Contains("GITHUB_TOKEN", without.Talk, StringComparison.Ordinal);
        Assert.Empty(github.Releases);
        Assert.Equal("refs/heads/main", stage.Sandbox.Forge.Git("for-each-ref", "--format=%(refname)", "refs/heads/main", "refs/heads/sign/greeter-1.4.0"));
    }

    private static async Task<GitHubStandIn> OpenAsync()
    {
        GitHubStandIn github = await GitHubStandIn.OpenAsync();
        github.Tokens[Token] = new StandInToken("alice");
        return github;
    }

    private async Task<ToolStage> PrepareAsync(GitHubStandIn github)
    {
        ToolStage stage = healthy.Copy();
        await stage.EnableProjectsAsync();
        await stage.BeginProjectsAsync("greeter");
        (stage.Environment["GITHUB_TOKEN"], stage.Environment["GITHUB_API_URL"]) = (Token, github.Api.AbsoluteUri);
        return stage;
    }
}
