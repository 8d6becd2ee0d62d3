using System.Net.Sockets;

namespace Playground.Tuf.Client;

/// <summary>
/// A connection read on the thread that asks. A read that waits for the server is given up by closing the socket under it: nothing else ends it
/// before its time-out.
/// </summary>
internal sealed class BlockingConnection(Socket socket) : NetworkStream(socket, ownsSocket: true)
{
    [ThreadStatic]
    private static CancellationToken _givesUp;

    /// <summary>Reads from a stream over a connection; cancellation ends the wait, with whatever exception comes of a socket that is closed.</summary>
    internal static int Read(Stream body, Span<byte> buffer, CancellationToken cancellationToken)
    {
        _givesUp = cancellationToken;
        try
        {
            return body.Read(buffer);
        }
        finally
        {
            _givesUp = CancellationToken.None;
        }
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count)
    {
        // Reads into spans come here too, as they do in every class that is derived from this base.
        using CancellationTokenRegistration close = _givesUp.UnsafeRegister(static open => ((Socket)open!).Dispose(), Socket);
        return base.Read(buffer, offset, count);
    }
}
