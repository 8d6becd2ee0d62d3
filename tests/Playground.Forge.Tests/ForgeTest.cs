using Playground.Forge.GitHub;
using Playground.Testing;
using Playground.Testing.GitHub;
using Xunit;

namespace Playground.Forge.Tests;

/// <summary>A stand-in for GitHub that checks every request, and a forge that talks to it; pauses take no time and are recorded.</summary>
public abstract class ForgeTest : IAsyncLifetime
{
    internal const string Token = "ghs_0123456789abcdefghijklmnopqrstuvwxyz";
    internal const string Marker = "<!-- playground event -->";

    internal static readonly HeadBranch Event = new("alice", "sign/add-carol");

    internal static readonly string Commit = new('a', 40);

    private readonly List<GitHubForge> _opened = [];

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    protected ManualTimeProvider Clock { get; } = new(leap: TimeSpan.FromSeconds(20));

    protected GitHubStandIn GitHub { get; private set; } = null!;

    protected GitHubForge Forge { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        GitHub = await GitHubStandIn.OpenAsync();
        Assert.SkipUnless(GitHub.IsChecked, GitHubDescription.Absence);
        GitHub.Tokens[Token] = new StandInToken("github-actions[bot]");
        Forge = NewForge();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        _opened.ForEach(forge => forge.Dispose());
        if (GitHub is not null)
        {
            await GitHub.DisposeAsync();
        }
    }

    protected GitHubForge NewForge(string token = Token, ForgeOptions? options = null)
    {
        var forge = new GitHubForge(new ForgeRepository("alice", "community"), new ForgeToken(token), (options ?? new ForgeOptions()) with { Api = GitHub.Api }, Clock);
        _opened.Add(forge);
        return forge;
    }

    protected async Task<PullRequest> OpenAsync(string owner = "alice", string branch = "sign/add-carol") =>
        await Forge.OpenPullRequestAsync(new NewPullRequest(new HeadBranch(owner, branch), "main", "Add carol", "What it is for"), Stop);

    /// <summary>The n-th request, counted from the next, gets another answer.</summary>
    protected void FaultOn(int request, HttpFault fault, bool isDone = false)
    {
        int from = GitHub.Log.Count;
        GitHub.Fault = (number, _) => number == from + request ? new StandInFault(fault, isDone) : null;
    }

    protected static async Task<ForgeException> RefusedAsync(string code, Func<Task> act)
    {
        ForgeException refusal = await Assert.ThrowsAsync<ForgeException>(act);
        Assert.Equal((code, false), (refusal.Code, refusal.ToString().Contains(Token, StringComparison.Ordinal)));
        return refusal;
    }
}
