using Playground.Tuf;

namespace Playground.Signing.Agent;

/// <summary>
/// A running ssh-agent (the SSH agent protocol, draft-miller-ssh-agent), found through <c>SSH_AUTH_SOCK</c>, on Windows through the pipe
/// of OpenSSH's service. Whatever it answers is bounded in length and time, and never believed: see <see cref="OpenSigner.SignAsync"/>.
/// </summary>
/// <param name="surroundings">Variables, the clock and patience.</param>
public sealed class SshAgent(SigningSurroundings surroundings)
{
    private const byte Failure = 5;
    private const byte RequestIdentities = 11;
    private const byte IdentitiesAnswer = 12;
    private const byte SignRequest = 13;
    private const byte SignResponse = 14;

    /// <summary>The keys it holds, usable or not, in its own order. A locked agent says that it has none.</summary>
    /// <exception cref="TufException">
    /// <see cref="SigningProblemCodes.NoAgent"/>, <see cref="SigningProblemCodes.AgentRefused"/>,
    /// <see cref="SigningProblemCodes.AgentMisbehaved"/>, <see cref="SigningProblemCodes.AgentGone"/>,
    /// <see cref="SigningProblemCodes.AgentTimeout"/>.
    /// </exception>
    public async Task<IReadOnlyList<SshAgentIdentity>> ListAsync(CancellationToken cancellationToken = default)
    {
        byte[] answer = await ExchangeAsync([RequestIdentities], surroundings.AgentListTimeout, cancellationToken).ConfigureAwait(false);
        return ReadIdentities(answer);
    }

    /// <summary>Has it sign; what comes back has the form that TUF wants, but is not verified yet.</summary>
    internal async Task<byte[]> SignAsync(SshAgentIdentity identity, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        SshWriter request = new();
        request.WriteByte(SignRequest);
        request.WriteString(identity.Blob.Span);
        request.WriteString(payload.Span);
        request.WriteUInt32(0); // no flags: they choose hashes for RSA
        byte[] message = request.ToArray();
        if (message.Length > SshAgentConnection.MaxMessage)
        {
            throw new TufException(
                SigningProblemCodes.TooLongForAgent,
                $"The metadata has {payload.Length} bytes, and an agent takes {SshAgentConnection.MaxMessage - (message.Length - payload.Length)} at most; nothing was signed. "
                + "Sign with a key in a file, or divide the role by delegating to others");
        }

        byte[] answer = await ExchangeAsync(message, surroundings.AgentSignTimeout, cancellationToken).ConfigureAwait(false);
        return ReadSignature(answer, identity);
    }

    private async Task<byte[]> ExchangeAsync(byte[] request, TimeSpan patience, CancellationToken cancellationToken)
    {
        using CancellationTokenSource timeout = new(patience, surroundings.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return await SshAgentConnection.ExchangeAsync(SshAgentAddress.In(surroundings), request, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TufException(
                SigningProblemCodes.AgentTimeout,
                $"The ssh-agent did not answer within {patience.TotalSeconds:0} seconds; nothing was signed. It may wait for you to confirm or to touch a device: do, and run the command again",
                innerException: e);
        }
    }

    private static List<SshAgentIdentity> ReadIdentities(byte[] answer)
    {
        SshReader reader = Open(answer, IdentitiesAnswer, "list its keys", "See what it says to: ssh-add -l");
        uint count = reader.ReadUInt32();
        List<SshAgentIdentity> identities = [];
        for (uint i = 0; i < count; i++)
        {
            byte[] blob = reader.ReadString().ToArray();
            identities.Add(SshAgentIdentity.Of(blob, reader.ReadString()));
        }

        reader.ExpectEnd();
        return identities;
    }

    private static byte[] ReadSignature(byte[] answer, SshAgentIdentity identity)
    {
        SshReader reader = Open(answer, SignResponse, $"sign with {identity}", "Confirm when it asks, unlock it with ssh-add -X, or see what it holds with: ssh-add -l");
        ReadOnlySpan<byte> signature = reader.ReadString();
        reader.ExpectEnd();
        return SshSignature.ToTuf(signature, identity.Type);
    }

    private static SshReader Open(byte[] answer, byte expected, string wish, string next)
    {
        SshReader reader = new(answer);
        byte type = reader.ReadByte();
        if (type == Failure)
            throw new TufException(SigningProblemCodes.AgentRefused, $"The ssh-agent refused to {wish}; nothing was signed. {next}");
        return type == expected ? reader : throw SshReader.Misbehaved($"it answered with message {type} instead of {expected}");
    }
}
