using Playground.Testing;
using Playground.Workflows.Tests.Hub;

namespace Playground.Workflows.Tests.Scenarios;

/// <summary>People, a repository, and what GitHub does for it, with the settings that the administrator's manual asks for.</summary>
internal sealed class Community : IAsyncDisposable
{
    internal Community(ToolStage stage)
    {
        (Stage, Hub) = (stage, new GitHubHub(stage));
        var online = new HubEnvironment("main");
        online.Secrets["PLAYGROUND_ONLINE_KEY"] = File.ReadAllText(stage.Sandbox.PathOf("keys/online.pem"));
        Hub.Environments["online"] = online;
        Hub.Variables["PLAYGROUND_URL"] = Hub.Pages.BaseUri.ToString();
    }

    internal ToolStage Stage { get; }

    internal GitHubHub Hub { get; }

    /// <summary>The administrator gives the environment a token.</summary>
    internal void UseOwnToken()
    {
        Hub.Environments["online"].Secrets["PLAYGROUND_TOKEN"] = "a-token-of-the-administrator";
        Hub.PersonalTokens.Add("a-token-of-the-administrator");
    }

    /// <summary>@alice pushes a file to a new event, as anybody with git would.</summary>
    internal GitClone PushFile(string name, string path = "hello.txt", string content = "hello\n")
    {
        GitClone alice = Stage["alice"];
        alice.Fetch();
        alice.Branch(name, "origin/main");
        alice.Commit("Say hello", ($"targets/{path}", content));
        alice.Push();
        return alice;
    }

    public async ValueTask DisposeAsync()
    {
        await Hub.DisposeAsync();
        Stage.Dispose();
    }
}
