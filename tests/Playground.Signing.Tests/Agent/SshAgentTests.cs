using Playground.Signing.Agent;
using Playground.Tuf;
using Playground.Tuf.Model;
using Xunit;

namespace Playground.Signing.Tests.Agent;

public sealed class SshAgentTests : IDisposable
{
    private readonly RealAgent _agent = RealAgent.Start();

    public void Dispose() => _agent.Dispose();

    [Theory]
    [InlineData("ed25519", 0, "ed25519")]
    [InlineData("ecdsa", 256, "ecdsa-sha2-nistp256")]
    [InlineData("ecdsa", 384, "ecdsa-sha2-nistp384")]
    public async Task The_agents_key_signs_what_metadatas_key_verifies(string type, int bits, string scheme)
    {
        SshKey made = _agent.Add("alice@home", type, bits, passphrase: "tr0ub4dor");

        Key key = await _agent.World.SignAndVerifyAsync("ssh-agent:");

        Assert.Equal(scheme, key.Scheme);
        Assert.Equal(type == "ed25519" ? Convert.ToHexStringLower(made.Blob[^32..]) : made.Pem, key.Public);
    }

    [Theory]
    [InlineData(256)]
    [InlineData(384)]
    public async Task Every_ecdsa_signature_keeps_its_value_on_the_way_to_DER(int bits)
    {
        _agent.Add("alice", "ecdsa", bits);
        using OpenSigner signer = await _agent.World.OpenAsync("ssh-agent:");
        HashSet<int> lengths = [];

        // Half of the numbers begin with a high bit, and one in 256 is shorter than the others.
        for (int i = 0; i < 200; i++)
            lengths.Add((await signer.SignAsync(new[] { (byte)i }, TestContext.Current.CancellationToken)).Length);

        Assert.True(lengths.Count >= 3);
    }

    [Fact]
    public async Task Keys_are_listed_as_ssh_add_shows_them()
    {
        SshKey[] made = [_agent.Add("alice@home"), _agent.Add("", "ecdsa", 256), _agent.Add("käthe", "ecdsa", 384)];

        IReadOnlyList<SshAgentIdentity> listed = await new SshAgent(_agent.World).ListAsync(TestContext.Current.CancellationToken);

        Assert.Equal(made.Select(key => key.Fingerprint), listed.Select(key => key.Fingerprint));
        // ssh-add calls a key without a comment by its path.
        Assert.Equal(["alice@home", made[1].Path, "käthe"], listed.Select(key => key.Comment));
        Assert.All(listed, key => Assert.Null(key.UnusableBecause));
    }

    [Fact]
    public async Task A_key_is_chosen_by_fingerprint_or_comment()
    {
        SshKey alice = _agent.Add("alice@home");
        SshKey bob = _agent.Add("bob's 100% key", "ecdsa", 256);
        SshKey odd = _agent.Add("odd%20one", "ecdsa", 256);
        string aliceHex = Convert.ToHexStringLower(alice.Blob[^32..]);

        Assert.Equal(aliceHex, (await _agent.World.SignAndVerifyAsync("ssh-agent:alice@home")).Public);
        Assert.Equal(aliceHex, (await _agent.World.SignAndVerifyAsync("ssh-agent:alice%40home")).Public);
        Assert.Equal(aliceHex, (await _agent.World.SignAndVerifyAsync("ssh-agent:" + alice.Fingerprint)).Public);
        Assert.Equal(aliceHex, (await _agent.World.SignAndVerifyAsync("ssh-agent:" + alice.Fingerprint + "=")).Public);
        Assert.Equal(bob.Pem, (await _agent.World.SignAndVerifyAsync("ssh-agent:bob's 100% key")).Public);
        Assert.Equal(odd.Pem, (await _agent.World.SignAndVerifyAsync("ssh-agent:odd%20one")).Public);
        Assert.Equal(bob.Pem, (await _agent.World.SignAndVerifyAsync("ssh-agent:bob%27s%20100%25%20key")).Public);
    }

    [Theory]
    [InlineData("ssh-agent:", SigningProblemCodes.AgentKeyAmbiguous)]
    [InlineData("ssh-agent:twin", SigningProblemCodes.AgentKeyAmbiguous)]
    [InlineData("ssh-agent:carol", SigningProblemCodes.AgentKeyNotFound)]
    [InlineData("ssh-agent:twi", SigningProblemCodes.AgentKeyNotFound)]
    [InlineData("ssh-agent:SHA256:AAAA", SigningProblemCodes.AgentKeyNotFound)]
    public async Task A_choice_that_fits_none_or_several_is_answered_with_those_there_are(string uri, string code)
    {
        SshKey first = _agent.Add("twin");
        SshKey second = _agent.Add("twin");

        Problem problem = await _agent.World.RefusalAsync(uri);

        Assert.Equal(code, problem.Code);
        Assert.Contains($"ssh-agent:{first.Fingerprint} (twin), ssh-agent:{second.Fingerprint} (twin)", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_cannot_sign_metadata_says_why_and_is_not_in_the_way()
    {
        SshKey rsa = _agent.Add("work", "rsa", 2048);
        SshKey p521 = _agent.Add("other", "ecdsa", 521);

        Problem only = await _agent.World.RefusalAsync("ssh-agent:" + rsa.Fingerprint);
        Assert.Equal(SigningProblemCodes.AgentKeyNotUsable, only.Code);
        Assert.Contains("PKCS#1 v1.5", only.Message, StringComparison.Ordinal);
        Assert.Contains("P-521", (await _agent.World.RefusalAsync("ssh-agent:" + p521.Fingerprint)).Message, StringComparison.Ordinal);

        Assert.Equal(SigningProblemCodes.AgentKeyAmbiguous, (await _agent.World.RefusalAsync("ssh-agent:")).Code);
        _agent.Add("good");
        await _agent.World.SignAndVerifyAsync("ssh-agent:");
    }

    [Fact]
    public async Task A_certificate_leaves_the_way_to_its_key_open()
    {
        SshKey authority = SshKey.Make(_agent.Folder, "authority");
        SshKey key = SshKey.Make(_agent.Folder, "alice");
        Tool.Run("ssh-keygen", ["-q", "-s", authority.Path, "-I", "alice", "-n", "alice", key.Path + ".pub"]);
        _agent.Add(key);

        IReadOnlyList<SshAgentIdentity> listed = await new SshAgent(_agent.World).ListAsync(TestContext.Current.CancellationToken);

        Assert.Contains("certificate", Assert.Single(listed, identity => identity.PublicKey is null).UnusableBecause, StringComparison.Ordinal);
        await _agent.World.SignAndVerifyAsync("ssh-agent:");
        await _agent.World.SignAndVerifyAsync("ssh-agent:alice");
    }

    [Fact]
    public async Task The_agents_keys_are_in_the_list_of_keys()
    {
        SshKey alice = _agent.Add("alice");
        _agent.Add("work", "rsa", 2048);

        KeyList list = await SignerSchemes.Default.ListAsync(_agent.World, TestContext.Current.CancellationToken);

        Assert.Empty(list.Problems);
        Assert.Equal([("alice", true), ("work", false)], list.Keys.Select(key => (key.Name, key.UnusableBecause is null)));
        Assert.Equal("ssh-agent:" + alice.Fingerprint, list.Keys[0].Uri.Value);
        Assert.Equal(list.Keys[0].PublicKey, await _agent.World.SignAndVerifyAsync(list.Keys[0].Uri.Value));
    }

    [Fact]
    public async Task Metadata_may_be_as_long_as_the_agent_takes_and_no_longer()
    {
        _agent.Add("alice");
        using OpenSigner signer = await _agent.World.OpenAsync("ssh-agent:");
        byte[] longest = new byte[(256 * 1024) - 64];

        await signer.SignAsync(longest, TestContext.Current.CancellationToken);
        TufException refused = await Assert.ThrowsAsync<TufException>(
            async () => await signer.SignAsync(new byte[longest.Length + 1], TestContext.Current.CancellationToken));

        Assert.Equal(SigningProblemCodes.TooLongForAgent, refused.Code);
        Assert.Contains($"{longest.Length} at most", refused.Message, StringComparison.Ordinal);
    }
}
