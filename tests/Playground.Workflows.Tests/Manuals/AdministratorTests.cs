using Playground.Testing;
using Playground.Workflows.Tests.Hub;
using Playground.Workflows.Tests.Scenarios;
using Xunit;

namespace Playground.Workflows.Tests.Manuals;

/// <summary>Every command of docs/administrator.md is run as it stands there, in its order, with GitHub's part played by the hub.</summary>
public sealed class AdministratorTests
{
    private const string Actions = "example/playground@0123456789abcdef0123456789abcdef01234567";

    private readonly ManualCommands _manual = ManualCommands.Open("docs/administrator.md");

    [Fact]
    public async Task Every_command_of_the_manual_does_what_it_says()
    {
        using var stage = new ToolStage();
        await TypeAsync(stage, "alice", "playground key new --file ../alice.pem", " --no-passphrase");
        await TypeAsync(stage, "alice", "playground key new --file ../online.pem");
        await TypeAsync(stage, "alice", "playground init", " --user @alice --key file:../alice.pem --yes");
        await stage.MakeKeyAsync("bob");
        await stage.MakeKeyAsync("carol");
        await TypeAsync(stage, "bob", "playground sign init", $" --user @bob --key {stage.KeyOf("bob")} --yes");
        await TypeTheSameAsync(stage, "carol", $"playground sign init --user @carol --key {stage.KeyOf("carol")} --yes");
        await TypeTheSameAsync(stage, "alice", "playground sign init --yes");
        File.Copy(stage.Sandbox.PathOf("online.pem"), stage.Sandbox.PathOf("keys/online.pem"));
        await using var community = new Community(stage);
        community.Hub.ActionRepositories[Actions] = House.Folder;
        await MergeAsync(community, "init");
        Assert.Contains(".github/workflows/test.yml\n", await TypeAsync(stage, "alice", "playground workflows"), StringComparison.Ordinal);

        await TypeAsync(stage, "alice", "playground status", " --yes");
        await TypeAsync(stage, "alice", "playground delegate tools-for-bob", " --yes");
        await TypeAsync(stage, "bob", "playground sign tools-for-bob", " --yes");
        await MergeAsync(community, "tools-for-bob");

        await TypeAsync(stage, "alice", "playground delegate two-of-us", " --yes");
        await TypeAsync(stage, "carol", "playground sign two-of-us", " --yes");
        await TypeTheSameAsync(stage, "bob", "playground sign two-of-us --yes");
        await MergeAsync(community, "two-of-us");

        await TypeAsync(stage, "alice", "playground delegate bob-lost-a-key", " --yes");
        await TypeAsync(stage, "alice", "playground delegate bob-lost-a-key", " --yes");
        await TypeAsync(stage, "carol", "playground sign bob-lost-a-key", " --yes");
        await TypeTheSameAsync(stage, "alice", "playground sign bob-lost-a-key --yes");
        await MergeAsync(community, "bob-lost-a-key");

        await TypeAsync(stage, "bob", "playground key new --file ../bob-2.pem", " --no-passphrase");
        await TypeAsync(stage, "alice", "playground delegate bob-is-back", " --yes");
        await TypeAsync(stage, "bob", "playground sign bob-is-back", " --yes");
        await TypeAsync(stage, "carol", "playground sign bob-is-back", " --yes");
        await TypeTheSameAsync(stage, "alice", "playground sign bob-is-back --yes");
        await MergeAsync(community, "bob-is-back");

        await TypeAsync(stage, "alice", "playground key new --file ../online-2.pem");
        await TypeAsync(stage, "alice", "playground delegate new-online-key", " --yes");
        await TypeAsync(stage, "carol", "playground sign new-online-key", " --yes");
        File.Copy(stage.Sandbox.PathOf("online-2.pem"), stage.Sandbox.PathOf("keys/online.pem"), overwrite: true);
        community.Hub.Environments["online"].Secrets["PLAYGROUND_ONLINE_KEY"] = await File.ReadAllTextAsync(stage.Sandbox.PathOf("online-2.pem"), TestContext.Current.CancellationToken);
        await MergeAsync(community, "new-online-key");

        await ProjectsAsync(stage, community);

        string home = (await TypeAsync(stage, "alice", "playground site")).TrimEnd();
        Assert.Contains("3 projects", await File.ReadAllTextAsync(home, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains("hammer", await File.ReadAllTextAsync(Path.Combine(Path.GetDirectoryName(home)!, "projects.html"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await TypeAsync(stage, "ci", "playground-ci site");
        Assert.Contains("Our community", await File.ReadAllTextAsync(stage.Sandbox.PathOf("pages/index.html"), TestContext.Current.CancellationToken), StringComparison.Ordinal);

        await TypeAsync(stage, "ci", "playground-ci create-events");
        await TypeAsync(stage, "alice", "playground delegate live-longer", " --yes");
        await TypeAsync(stage, "alice", "playground delegate our-online-key", " --yes");

        stage.Sandbox.Forge.Git("branch", "sign/large", "main");
        stage["ci"].Fetch();
        ToolRun health = await stage.TypeAsync("ci", _manual.Take("playground-ci health", ("URL", new Uri(stage.Public).AbsoluteUri)));
        Assert.Equal(0, health.ExitCode);
        ToolRun nowhere = await stage.TypeAsync("ci", $"playground-ci health --url {new Uri(stage.Sandbox.PathOf("nowhere")).AbsoluteUri}/");
        Assert.Equal(1, nowhere.ExitCode);
        Assert.Contains("| **due** | publication ", nowhere.Answer, StringComparison.Ordinal);
        await TypeAsync(stage, "ci", "playground-ci publish --revision origin/publish");
        await TypeAsync(stage, "ci", "playground-ci fetch-pointers");

        foreach (string command in (string[])["playground-ci online-sign", "git fetch", "playground-ci publish", "playground-ci smoke-test"])
        {
            await TypeAsync(stage, "ci", command);
        }

        _manual.RequireAllTaken();
    }

    private async Task ProjectsAsync(ToolStage stage, Community community)
    {
        stage["bob"].Git("config", "playground.key", "file:../bob-2.pem");
        await TypeAsync(stage, "alice", "playground project enable", " --yes");
        await MergeAsync(community, "projects");
        await TypeAsync(stage, "bob", "playground project create hammer", " --yes");
        await TypeTheSameAsync(stage, "carol", "playground project create harnmer --yes");
        await MergeAsync(community, "project-hammer");
        Assert.Equal("hammer\tnew\tno release\n", await TypeAsync(stage, "alice", "playground project list"));
        Assert.Contains("@bob", await TypeAsync(stage, "alice", "playground project show"), StringComparison.Ordinal);
        await TypeAsync(stage, "alice", "playground project claim", " --yes");
        await MergeAsync(community, "claim");

        ToolRun alike = await stage.TypeAsync("bob", "playground project create hammers --event alike --yes");
        Assert.Contains("PG1134", alike.Talk, StringComparison.Ordinal);
        await TypeAsync(stage, "bob", "playground project create hammers", " --yes");
        await TypeAsync(stage, "alice", "playground sign project-hammers", " --yes");
        await MergeAsync(community, "project-hammers");

        await community.Hub.PushedAsync();
        WorkflowRun late = Assert.Single(await community.Hub.StartAsync("workflow_dispatch", "signing-event.yml", ("event", "sign/project-harnmer")));
        Assert.Contains("PG1134", late.Jobs["judge"].Summary, StringComparison.Ordinal);
        stage.PressMerge("sign/project-harnmer");
        WorkflowRun signed = Assert.Single(await community.Hub.PushedAsync());
        Assert.Equal("success", signed.Jobs["publish"].Result);
        Assert.Contains("PG1312: 'harnmer' ", signed.Log, StringComparison.Ordinal);
        stage.Sandbox.Forge.Git("branch", "--delete", "--force", "sign/claim");
        await TypeAsync(stage, "alice", "playground project claim", " --yes");
        await MergeAsync(community, "claim");
        Assert.Contains("harnmer\tclaimed\tno release\n", (await stage.TypeAsync("alice", "playground project list")).Answer, StringComparison.Ordinal);

        await TypeAsync(stage, "alice", "playground project block hammers", " --yes");
        await MergeAsync(community, "block-hammers");
        Assert.Contains("It deletes what it finds.", await TypeAsync(stage, "alice", "playground project block"), StringComparison.Ordinal);
        await TypeAsync(stage, "alice", "playground project unblock", " --yes");
        await MergeAsync(community, "unblock-hammers");

        stage["bob"].Write("hammers.txt", "passwords\n");
        await TypeTheSameAsync(stage, "bob", "playground release add hammers 1.0.0 hammers.txt --yes");
        await MergeAsync(community, "hammers-1.0.0");
        await TypeAsync(stage, "alice", "playground release remove", " --yes");
        await MergeAsync(community, "remove-hammers-1.0.0");
        Assert.DoesNotContain(stage.Sandbox.Forge.ListFiles("main"), file => file.EndsWith("hammers.txt", StringComparison.Ordinal));
        await TypeAsync(stage, "alice", "playground project divide", " --yes");
        await MergeAsync(community, "divide");
    }

    private async Task<string> TypeAsync(ToolStage stage, string person, string beginning, string more = "")
    {
        string command = _manual.Take(beginning, ("OWNER/REPOSITORY@COMMIT", Actions), ("PUBLIC", stage.Public), ("PAGES", stage.Sandbox.PathOf("pages")), ("URL", new Uri(stage.Public).AbsoluteUri));
        return (await stage.TypeAsync(person, command + more)).Succeeded().Answer;
    }

    /// <summary>A command that the manual shows for somebody else, or leaves to common sense.</summary>
    private static async Task TypeTheSameAsync(ToolStage stage, string person, string command) => (await stage.TypeAsync(person, command)).Succeeded();

    /// <summary>The check is green, somebody merges, and what is on main gets published.</summary>
    private static async Task MergeAsync(Community community, string name)
    {
        await community.Hub.PushedAsync();
        WorkflowRun judged = Assert.Single(await community.Hub.StartAsync("workflow_dispatch", "signing-event.yml", ("event", "sign/" + name)));
        Assert.True(judged.Jobs["judge"].Result == "success", judged.Log + judged.Jobs["judge"].Summary);
        await community.Stage.MergeAsync("sign/" + name);
        WorkflowRun published = Assert.Single(await community.Hub.PushedAsync());
        Assert.True(published.File == "online-sign.yml" && published.Jobs["publish"].Result == "success", published.Log);
    }
}
