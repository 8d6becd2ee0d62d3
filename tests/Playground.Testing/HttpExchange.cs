using System.Net.Sockets;
using System.Text;

namespace Playground.Testing;

/// <summary>One request being answered: what a <see cref="HttpFault"/> has in its hands.</summary>
public sealed class HttpExchange
{
    private readonly Socket _socket;
    private readonly FaultyHttpServer _server;

    internal HttpExchange(FaultyHttpServer server, Socket socket, RecordedRequest request)
    {
        _server = server;
        _socket = socket;
        Request = request;
    }

    /// <summary>What was asked.</summary>
    public RecordedRequest Request { get; }

    /// <summary>Sends bytes as they are.</summary>
    public async ValueTask SendAsync(ReadOnlyMemory<byte> bytes)
    {
        _server.CountSent(bytes.Length);
        while (!bytes.IsEmpty) bytes = bytes[await _socket.SendAsync(bytes, _server.Stopping)..];
    }

    /// <summary>Sends ASCII text, such as a response head.</summary>
    public ValueTask SendAsync(string text) => SendAsync(Encoding.ASCII.GetBytes(text));

    /// <summary>The file that stands at the request's path, or null.</summary>
    public byte[]? FindFile() => _server.FindFile(Request);

    /// <summary>Waits on the server's clock, or until it stops.</summary>
    public Task PauseAsync(TimeSpan pause) => Task.Delay(pause, _server.TimeProvider, _server.Stopping);

    /// <summary>Waits until the other side hangs up or the server stops.</summary>
    public async Task HangAsync()
    {
        byte[] rest = new byte[256];
        while (await _socket.ReceiveAsync(rest, _server.Stopping) > 0)
        {
            // Whatever it still says goes unanswered.
        }
    }

    /// <summary>Breaks the connection with a reset instead of an orderly end.</summary>
    public void Reset()
    {
        _socket.LingerState = new LingerOption(enable: true, seconds: 0);
        _socket.Close();
    }
}
