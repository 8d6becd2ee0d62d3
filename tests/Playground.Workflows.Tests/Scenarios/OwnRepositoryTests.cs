using Playground.Testing;
using Playground.Workflows.Tests.Hub;
using Xunit;

namespace Playground.Workflows.Tests.Scenarios;

/// <summary>A repository of one's own: it holds no tool and no action, only eight workflows that name a commit of this project.</summary>
public sealed class OwnRepositoryTests
{
    private const string Actions = "example/playground@0123456789abcdef0123456789abcdef01234567";

    [Fact]
    public async Task A_repository_that_init_began_with_workflows_signs_publishes_and_tries_itself_out()
    {
        using var stage = new ToolStage();
        await stage.MakeKeyAsync("online");
        (await stage.SureAsync("alice", "init", "--root-signers", "@alice", "--targets-threshold", "1", "--online-key", stage.KeyOf("online"), "--github", Actions)).Succeeded();
        await using var community = new Community(stage);
        community.Hub.ActionRepositories[Actions] = House.Folder;

        await stage.MergeAsync("sign/init");
        WorkflowRun run = Assert.Single(await community.Hub.PushedAsync());

        Assert.True(run.File == "online-sign.yml" && run.Jobs["publish"].Result == "success", run.Log);
        Assert.Contains("metadata/timestamp.json", new GitFolder(stage.Sandbox, stage.Sandbox.Forge.Path).ListFiles("publish"));

        community.PushFile("sign/first");
        WorkflowRun judged = Assert.Single(await community.Hub.PushedAsync());
        Assert.True(judged.Story is ["signing-event.yml", "update: success", "judge: failure", "report: success"], judged.Log);
    }

    [Fact]
    public async Task Where_main_is_there_already_init_leaves_workflows_to_a_pull_request()
    {
        using var stage = new ToolStage();
        await stage.MakeKeyAsync("online");
        stage["alice"].Commit("Begin", ("README.md", "Hello\n"));
        stage["alice"].Push("main");

        ToolRun run = await stage.SureAsync("alice", "init", "--root-signers", "@alice", "--online-key", stage.KeyOf("online"), "--github", Actions);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains($"playground workflows {Actions}", run.Talk, StringComparison.Ordinal);
        Assert.Equal(["refs/heads/main"], stage.Sandbox.Forge.Git("for-each-ref", "--format=%(refname)").Split('\n'));
    }
}
