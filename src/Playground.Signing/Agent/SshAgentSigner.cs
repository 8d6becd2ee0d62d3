using Playground.Tuf.Keys;
using Playground.Tuf.Model;

namespace Playground.Signing.Agent;

/// <summary>A private key in an agent's hands. Each signature is a connection of its own.</summary>
internal sealed class SshAgentSigner(SshAgent agent, SshAgentIdentity identity, Key publicKey) : ISigner
{
    public KeyId KeyId { get; } = publicKey.ComputeId();

    public Key PublicKey => publicKey;

    public async ValueTask<byte[]> SignAsync(ReadOnlyMemory<byte> payload, CancellationToken cancellationToken = default) =>
        await agent.SignAsync(identity, payload, cancellationToken).ConfigureAwait(false);
}
