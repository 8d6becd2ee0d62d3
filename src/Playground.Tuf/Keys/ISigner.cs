using Playground.Tuf.Model;

namespace Playground.Tuf.Keys;

/// <summary>A private key, wherever it lives: in memory, a file, an agent, a token, a cloud service.</summary>
public interface ISigner
{
    /// <summary>The keyid under which metadata knows the key.</summary>
    KeyId KeyId { get; }

    /// <summary>The public half, as metadata holds it.</summary>
    Key PublicKey { get; }

    /// <summary>Signs the canonical form of a metadata's signed part.</summary>
    /// <exception cref="TufException">The key cannot be used: <see cref="ProblemCodes.UnusableKey"/>.</exception>
    ValueTask<byte[]> SignAsync(ReadOnlyMemory<byte> payload, CancellationToken cancellationToken = default);
}
