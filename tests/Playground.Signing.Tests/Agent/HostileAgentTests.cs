using System.Security.Cryptography;
using Playground.Signing.Agent;
using Playground.Testing;
using Playground.Tuf;
using Playground.Tuf.Keys;
using Xunit;
using static Playground.Signing.Tests.Agent.FakeAgent;

namespace Playground.Signing.Tests.Agent;

public sealed class HostileAgentTests : IDisposable
{
    private readonly Ed25519Signer _key = Ed25519Signer.Generate();
    private readonly Ed25519Signer _other = Ed25519Signer.Generate();

    public void Dispose()
    {
        _key.Dispose();
        _other.Dispose();
    }

    [Fact]
    public async Task The_fake_agent_is_believed_when_it_tells_the_truth()
    {
        await using FakeAgent agent = Signing(request => Signature("ssh-ed25519"u8, _key.Sign(Surroundings.Payload)));
        await agent.World.SignAndVerifyAsync("ssh-agent:");
    }

    [Theory]
    [InlineData("another key's", SigningProblemCodes.BadSignature)]
    [InlineData("of something else", SigningProblemCodes.BadSignature)]
    [InlineData("of zeros", SigningProblemCodes.BadSignature)]
    [InlineData("too short", SigningProblemCodes.AgentMisbehaved)]
    [InlineData("of another kind", SigningProblemCodes.AgentMisbehaved)]
    [InlineData("with more behind it", SigningProblemCodes.AgentMisbehaved)]
    [InlineData("empty", SigningProblemCodes.AgentMisbehaved)]
    public async Task A_signature_that_lies_is_thrown_away(string lie, string code)
    {
        await using FakeAgent agent = Signing(request => lie switch
        {
            "another key's" => Signature("ssh-ed25519"u8, _other.Sign(Surroundings.Payload)),
            "of something else" => Signature("ssh-ed25519"u8, _key.Sign([1, 2, 3])),
            "of zeros" => Signature("ssh-ed25519"u8, new byte[64]),
            "too short" => Signature("ssh-ed25519"u8, _key.Sign(Surroundings.Payload)[1..]),
            "of another kind" => Signature("ssh-rsa"u8, _key.Sign(Surroundings.Payload)),
            "with more behind it" => [.. Signature("ssh-ed25519"u8, _key.Sign(Surroundings.Payload)), 0],
            _ => [14],
        });
        using OpenSigner signer = await agent.World.OpenAsync("ssh-agent:");

        Assert.Equal(code, await CodeAsync(async () => await signer.SignAsync(Surroundings.Payload, TestContext.Current.CancellationToken)));
    }

    [Theory]
    [InlineData("ff")] // negative
    [InlineData("00")] // zero written as one byte
    [InlineData("")] // zero
    [InlineData("0001")] // longer than need be
    public async Task A_number_that_is_no_number_of_a_signature_is_refused(string number)
    {
        byte[] blob = [.. FakeAgent.String("ecdsa-sha2-nistp256"u8), .. FakeAgent.String("nistp256"u8), .. FakeAgent.String(P256Point())];
        await using FakeAgent agent = Holding([blob], _ => Signature(
            "ecdsa-sha2-nistp256"u8, [.. FakeAgent.String(Convert.FromHexString(number)), .. FakeAgent.String([1])]));
        using OpenSigner signer = await agent.World.OpenAsync("ssh-agent:");

        Assert.Equal(
            SigningProblemCodes.AgentMisbehaved,
            await CodeAsync(async () => await signer.SignAsync(Surroundings.Payload, TestContext.Current.CancellationToken)));
    }

    [Theory]
    [InlineData("00000000", SigningProblemCodes.AgentMisbehaved)] // no message
    [InlineData("ffffffff0c", SigningProblemCodes.AgentMisbehaved)] // 4 GiB to come
    [InlineData("000400010c", SigningProblemCodes.AgentMisbehaved)] // one byte more than any message
    [InlineData("000400000c", SigningProblemCodes.AgentGone)] // the longest message, broken off
    [InlineData("0000", SigningProblemCodes.AgentGone)]
    [InlineData("", SigningProblemCodes.AgentGone)]
    [InlineData("0000000105", SigningProblemCodes.AgentRefused)]
    [InlineData("0000000106", SigningProblemCodes.AgentMisbehaved)] // success, of what?
    [InlineData("000000010e", SigningProblemCodes.AgentMisbehaved)] // a signature, unasked
    [InlineData("000000010c", SigningProblemCodes.AgentMisbehaved)] // a list without a count
    [InlineData("000000050c00000001", SigningProblemCodes.AgentMisbehaved)] // one key, which is not there
    [InlineData("000000050cffffffff", SigningProblemCodes.AgentMisbehaved)] // 4 billion keys
    [InlineData("000000060c0000000000", SigningProblemCodes.AgentMisbehaved)] // no key, and more
    [InlineData("0000000a0c00000001ffffffff00", SigningProblemCodes.AgentMisbehaved)] // a key of 4 GiB
    public async Task A_list_that_makes_no_sense_is_refused(string answer, string code)
    {
        await using FakeAgent agent = Saying(Convert.FromHexString(answer));

        Problem problem = await agent.World.RefusalAsync("ssh-agent:");

        Assert.Equal(code, problem.Code);
    }

    [Fact]
    public async Task An_answer_without_end_is_not_read_to_its_end()
    {
        await using FakeAgent agent = new(async (_, stream, end) =>
        {
            while (true)
                await stream.WriteAsync(new byte[] { 0, 3, 255, 255, 12, 0, 0, 0, 0 }, end);
        });
        Assert.Equal(SigningProblemCodes.AgentMisbehaved, (await agent.World.RefusalAsync("ssh-agent:")).Code);
    }

    [Fact]
    public async Task A_key_that_makes_no_sense_is_listed_as_such_beside_the_others()
    {
        byte[] good = Blob(_key);
        byte[][] bad =
        [
            [],
            [1, 2, 3],
            good[..^1],
            [.. good, 0],
            [.. FakeAgent.String("ssh-ed25519"u8), .. FakeAgent.String(new byte[32])], // a point of small order
            [.. FakeAgent.String("ecdsa-sha2-nistp256"u8), .. FakeAgent.String("nistp384"u8), .. FakeAgent.String(P256Point())],
            [.. FakeAgent.String("ecdsa-sha2-nistp256"u8), .. FakeAgent.String("nistp256"u8), .. FakeAgent.String([4, .. new byte[64]])],
            [.. FakeAgent.String("sk-ssh-ed25519@openssh.com"u8), .. FakeAgent.String(new byte[32]), .. FakeAgent.String("ssh:"u8)],
            [.. FakeAgent.String("ssh-dss"u8)],
        ];
        await using FakeAgent agent = Holding([.. bad, good], _ => []);

        IReadOnlyList<SshAgentIdentity> listed = await new SshAgent(agent.World).ListAsync(TestContext.Current.CancellationToken);

        Assert.Equal(bad.Length + 1, listed.Count);
        Assert.All(listed.SkipLast(1), identity => Assert.True(identity.PublicKey is null && identity.UnusableBecause is not null));
        Assert.Contains("security keys", listed[7].UnusableBecause, StringComparison.Ordinal);
        Assert.Equal(_key.PublicKey, listed[^1].PublicKey);
    }

    [Fact]
    public async Task A_comment_plays_no_tricks_on_the_screen()
    {
        byte[] message = [12, 0, 0, 0, 1, .. FakeAgent.String(Blob(_key)), .. FakeAgent.String("\e[2Jalice\u202e"u8)];
        await using FakeAgent agent = Saying(Framed(message));

        Problem problem = await agent.World.RefusalAsync("ssh-agent:bob");

        Assert.Contains(@"\u001b[2Jalice\u202e", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', problem.Message);
    }

    [Fact]
    public async Task A_kind_of_key_plays_no_tricks_on_the_screen()
    {
        await using FakeAgent agent = Holding([FakeAgent.String("\e[2J"u8)], _ => []);

        Problem problem = await agent.World.RefusalAsync("ssh-agent:");

        Assert.Equal(SigningProblemCodes.AgentKeyNotUsable, problem.Code);
        Assert.DoesNotContain('\e', problem.Message);
    }

    [Fact]
    public async Task An_agent_that_never_answers_is_given_up_when_the_time_is_over()
    {
        ManualTimeProvider time = new();
        await using FakeAgent agent = new(async (request, _, end) =>
        {
            time.Advance(TimeSpan.FromSeconds(10));
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, end);
        });

        Problem problem = await (agent.World with { Time = time }).RefusalAsync("ssh-agent:");

        Assert.Equal(SigningProblemCodes.AgentTimeout, problem.Code);
        Assert.Contains("10 seconds", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_signature_is_waited_for_longer_and_not_for_ever()
    {
        ManualTimeProvider time = new();
        await using FakeAgent agent = SilentWhenAskedToSign(() => time.Advance(TimeSpan.FromMinutes(2)));
        using OpenSigner signer = await (agent.World with { Time = time }).OpenAsync("ssh-agent:");

        TufException refused = await Assert.ThrowsAsync<TufException>(
            async () => await signer.SignAsync(Surroundings.Payload, TestContext.Current.CancellationToken));

        Assert.Equal(SigningProblemCodes.AgentTimeout, refused.Code);
        Assert.Contains("120 seconds", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Waiting_for_a_signature_can_be_cancelled()
    {
        using CancellationTokenSource cancelled = new();
        await using FakeAgent agent = SilentWhenAskedToSign(cancelled.Cancel);
        using OpenSigner signer = await agent.World.OpenAsync("ssh-agent:");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await signer.SignAsync(Surroundings.Payload, cancelled.Token));
    }

    private FakeAgent SilentWhenAskedToSign(Action onSign) => new(async (request, stream, end) =>
    {
        if (request[0] == 11)
        {
            await stream.WriteAsync(Framed(Listing(Blob(_key))), end);
            return;
        }

        onSign();
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, end);
    });

    private FakeAgent Signing(Func<byte[], byte[]> onSign) => Holding([Blob(_key)], onSign);

    private static byte[] Blob(Ed25519Signer key) =>
        [.. FakeAgent.String("ssh-ed25519"u8), .. FakeAgent.String(Convert.FromHexString(key.PublicKey.Public))];

    private static byte[] P256Point()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        ECPoint point = key.ExportParameters(false).Q;
        return [4, .. point.X!, .. point.Y!];
    }

    private static byte[] Signature(ReadOnlySpan<byte> type, byte[] value) =>
        [14, .. FakeAgent.String([.. FakeAgent.String(type), .. FakeAgent.String(value)])];

    private static async Task<string> CodeAsync(Func<Task> action)
    {
        TufException refused = await Assert.ThrowsAsync<TufException>(action);
        Assert.Contains("nothing was signed", refused.Message, StringComparison.Ordinal);
        return refused.Code;
    }
}
