using Playground.Tuf;
using Xunit;

namespace Playground.Signing.Tests.Agent;

public sealed class AgentTroubleTests
{
    [Fact]
    public async Task A_locked_agent_says_nothing_until_it_is_unlocked()
    {
        using RealAgent agent = RealAgent.Start();
        agent.Add("alice");
        using OpenSigner before = await agent.World.OpenAsync("ssh-agent:alice");

        agent.Lock("secret");
        Problem problem = await agent.World.RefusalAsync("ssh-agent:alice");
        Assert.Equal(SigningProblemCodes.AgentKeyNotFound, problem.Code);
        Assert.Contains("ssh-add -X", problem.Message, StringComparison.Ordinal);
        Assert.Equal(SigningProblemCodes.AgentRefused, await SignRefusalAsync(before));

        agent.Unlock("secret");
        await agent.World.SignAndVerifyAsync("ssh-agent:alice");
    }

    [Theory]
    [InlineData("exit 0", null)]
    [InlineData("exit 1", SigningProblemCodes.AgentRefused)]
    [InlineData("kill -9 $PPID", SigningProblemCodes.AgentGone)]
    public async Task While_a_person_is_asked_the_agent_may_sign_refuse_or_die(string onConfirm, string? code)
    {
        using RealAgent agent = RealAgent.Start(onConfirm);
        agent.Add("alice", confirm: true);
        using OpenSigner signer = await agent.World.OpenAsync("ssh-agent:alice");

        if (code is null)
            await signer.SignAsync(Surroundings.Payload, TestContext.Current.CancellationToken);
        else
            Assert.Equal(code, await SignRefusalAsync(signer));
    }

    [Fact]
    public async Task An_agent_that_is_gone_is_not_there()
    {
        using RealAgent agent = RealAgent.Start();
        agent.Add("alice");
        using OpenSigner signer = await agent.World.OpenAsync("ssh-agent:alice");
        agent.Kill();

        Assert.Equal(SigningProblemCodes.NoAgent, await SignRefusalAsync(signer));
        Assert.Equal(SigningProblemCodes.NoAgent, (await agent.World.RefusalAsync("ssh-agent:")).Code);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("/nonexistent/agent")]
    [InlineData("/dev/null")]
    [InlineData("a path that is far longer than what the address of a Unix socket can hold, which is a little more than a hundred bytes")]
    public async Task Where_no_agent_is_the_answer_says_how_to_start_one(string? path)
    {
        SigningSurroundings world = Surroundings.In("/nonexistent") with { Variable = _ => path };

        Problem problem = await world.RefusalAsync("ssh-agent:");

        Assert.Equal(SigningProblemCodes.NoAgent, problem.Code);
        Assert.Contains("eval \"$(ssh-agent)\"", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_agent_without_keys_is_answered_with_how_to_add_one()
    {
        using RealAgent agent = RealAgent.Start();
        Assert.Contains("ssh-add", (await agent.World.RefusalAsync("ssh-agent:")).Message, StringComparison.Ordinal);
    }

    private static async Task<string> SignRefusalAsync(OpenSigner signer)
    {
        TufException refused = await Assert.ThrowsAsync<TufException>(
            async () => await signer.SignAsync(Surroundings.Payload, TestContext.Current.CancellationToken));
        Assert.Contains("nothing was signed", refused.Message, StringComparison.Ordinal);
        return refused.Code;
    }
}
