using System.Buffers.Binary;
using System.Net.Sockets;

namespace Playground.Signing.Tests.Agent;

/// <summary>Something that listens where an agent should, and answers each message as it is told to.</summary>
internal sealed class FakeAgent : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly CancellationTokenSource _end = new();
    private readonly Func<byte[], Stream, CancellationToken, Task> _answer;
    private readonly Task _running;

    /// <param name="answer">Gets a message without its length, and the stream to answer on, which is closed afterwards.</param>
    internal FakeAgent(Func<byte[], Stream, CancellationToken, Task> answer)
    {
        _answer = answer;
        _listener.Bind(new UnixDomainSocketEndPoint(_folder["agent"]));
        _listener.Listen();
        _running = RunAsync();
    }

    internal SigningSurroundings World => Surroundings.In(_folder.Path, ("SSH_AUTH_SOCK", _folder["agent"]));

    /// <summary>Answers every message with the same bytes, length and all.</summary>
    internal static FakeAgent Saying(params byte[] bytes) => new((_, stream, end) => stream.WriteAsync(bytes, end).AsTask());

    /// <summary>Lists keys as an agent would, and answers requests to sign with a message of the test's making.</summary>
    internal static FakeAgent Holding(byte[][] blobs, Func<byte[], byte[]> onSign) => new((request, stream, end) =>
        stream.WriteAsync(Framed(request[0] == 11 ? Listing(blobs) : onSign(request)), end).AsTask());

    internal static byte[] Framed(byte[] message)
    {
        byte[] framed = new byte[4 + message.Length];
        BinaryPrimitives.WriteInt32BigEndian(framed, message.Length);
        message.CopyTo(framed, 4);
        return framed;
    }

    internal static byte[] String(ReadOnlySpan<byte> bytes) => Framed(bytes.ToArray());

    internal static byte[] Listing(params byte[][] blobs) =>
        [12, 0, 0, 0, (byte)blobs.Length, .. blobs.SelectMany((blob, i) => (byte[])[.. String(blob), .. String([(byte)('a' + i)])])];

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _running;
        _listener.Dispose();
        _end.Dispose();
        _folder.Dispose();
    }

    private async Task RunAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                using Socket socket = await _listener.AcceptAsync(_end.Token);
                await using NetworkStream stream = new(socket);
                byte[] length = new byte[4];
                await stream.ReadExactlyAsync(length, _end.Token);
                byte[] request = new byte[BinaryPrimitives.ReadInt32BigEndian(length)];
                await stream.ReadExactlyAsync(request, _end.Token);
                await _answer(request, stream, _end.Token);
            }
            catch (Exception e) when (e is OperationCanceledException or IOException or SocketException)
            {
                // The other side went away, or the test is over.
            }
        }
    }
}
