using System.Buffers.Binary;
using System.IO.Pipes;
using System.Net.Sockets;
using System.Security.Principal;
using Playground.Tuf;

namespace Playground.Signing.Agent;

/// <summary>One question to an agent and its answer, each a length of four bytes and a message (draft-miller-ssh-agent, section 3).</summary>
internal static class SshAgentConnection
{
    /// <summary>The longest message either way, in bytes: what OpenSSH's agent takes.</summary>
    internal const int MaxMessage = 256 * 1024;

    internal static async Task<byte[]> ExchangeAsync(SshAgentAddress address, byte[] request, CancellationToken cancellationToken)
    {
        Stream stream = await ConnectAsync(address, cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            try
            {
                byte[] framed = new byte[sizeof(uint) + request.Length];
                BinaryPrimitives.WriteInt32BigEndian(framed, request.Length);
                request.CopyTo(framed, sizeof(uint));
                await stream.WriteAsync(framed, cancellationToken).ConfigureAwait(false);
                return await ReadAnswerAsync(stream, cancellationToken).ConfigureAwait(false);
            }
            catch (IOException e)
            {
                throw new TufException(
                    SigningProblemCodes.AgentGone,
                    "The ssh-agent went away before it answered; nothing was signed. See whether it still runs with: ssh-add -l",
                    innerException: e);
            }
        }
    }

    private static async Task<byte[]> ReadAnswerAsync(Stream stream, CancellationToken cancellationToken)
    {
        byte[] header = new byte[sizeof(uint)];
        await stream.ReadExactlyAsync(header, cancellationToken).ConfigureAwait(false);
        uint length = BinaryPrimitives.ReadUInt32BigEndian(header);
        if (length is 0 or > MaxMessage)
            throw SshReader.Misbehaved($"it announced an answer of {length} bytes");
        byte[] answer = new byte[length];
        await stream.ReadExactlyAsync(answer, cancellationToken).ConfigureAwait(false);
        return answer;
    }

    private static async Task<Stream> ConnectAsync(SshAgentAddress address, CancellationToken cancellationToken)
    {
        try
        {
            return address.IsPipe
                ? await ConnectPipeAsync(address.Path, cancellationToken).ConfigureAwait(false)
                : await ConnectSocketAsync(address.Path, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is SocketException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw SshAgentAddress.NoAgent($"nobody answers at {Printable.Of(address.Path)} ({Printable.Of(e.Message)})", e);
        }
    }

    private static async Task<Stream> ConnectSocketAsync(string path, CancellationToken cancellationToken)
    {
        Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async Task<Stream> ConnectPipeAsync(string name, CancellationToken cancellationToken)
    {
        // Identification: the agent may learn who asks, and not act in their name.
        NamedPipeClientStream pipe = new(
            ".", name, PipeDirection.InOut, PipeOptions.Asynchronous, TokenImpersonationLevel.Identification);
        try
        {
            await pipe.ConnectAsync(cancellationToken).ConfigureAwait(false);
            return pipe;
        }
        catch
        {
            await pipe.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
