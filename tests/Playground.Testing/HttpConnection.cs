using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Playground.Testing;

/// <summary>One connection of <see cref="FaultyHttpServer"/>: reads request heads one after the other and answers each.</summary>
internal sealed class HttpConnection(FaultyHttpServer server, Socket socket)
{
    private const int LargestCopied = 256 * 1024;

    private static ReadOnlySpan<byte> EndOfHead => "\r\n\r\n"u8;

    private readonly byte[] _buffer = new byte[16 * 1024];
    private int _start;
    private int _end;
    private string _type = "";

    public async Task RunAsync()
    {
        using (socket)
        {
            try
            {
                socket.NoDelay = true;
                while (await ReadRequestAsync() is { } request && await AnswerAsync(request))
                {
                    // The next one.
                }

                if (socket.Connected) socket.Shutdown(SocketShutdown.Send);
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // The other side hung up, or the server stops.
            }
        }
    }

    /// <summary>Browsers want to know what pages are made of; clients of TUF do not ask.</summary>
    private static string TypeOf(string? path) => Path.GetExtension(path) switch
    {
        ".html" => "Content-Type: text/html; charset=utf-8\r\n",
        ".css" => "Content-Type: text/css\r\n",
        ".js" => "Content-Type: text/javascript\r\n",
        ".svg" => "Content-Type: image/svg+xml\r\n",
        ".xml" => "Content-Type: application/atom+xml\r\n",
        _ => "",
    };

    private async ValueTask<RecordedRequest?> ReadRequestAsync()
    {
        while (true)
        {
            int length = _buffer.AsSpan(_start, _end - _start).IndexOf(EndOfHead);
            if (length >= 0)
            {
                string head = Encoding.ASCII.GetString(_buffer, _start, length);
                _start += length + EndOfHead.Length;
                string[] words = head.AsSpan(0, head.IndexOf('\r') is >= 0 and var end ? end : head.Length).ToString().Split(' ');
                return words.Length == 3 ? await WithBodyAsync(new RecordedRequest(words[0], words[1], head)) : null;
            }

            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
            if (_end == _buffer.Length) return null;

            int read = await socket.ReceiveAsync(_buffer.AsMemory(_end), server.Stopping);
            if (read == 0) return null;
            _end += read;
        }
    }

    private async ValueTask<RecordedRequest?> WithBodyAsync(RecordedRequest request)
    {
        if (!int.TryParse(request.Header("Content-Length"), NumberStyles.None, CultureInfo.InvariantCulture, out int length) || length == 0) return request;

        byte[] body = new byte[length];
        int there = Math.Min(length, _end - _start);
        _buffer.AsSpan(_start, there).CopyTo(body);
        _start += there;
        while (there < length)
        {
            int read = await socket.ReceiveAsync(body.AsMemory(there), server.Stopping);
            if (read == 0) return null;
            there += read;
        }

        return request with { Body = body };
    }

    private async ValueTask<bool> AnswerAsync(RecordedRequest request)
    {
        if (server.Record(request) is { } fault) return await fault.AnswerAsync(new HttpExchange(server, socket, request));

        if (server.Service is { } service) return await service(new HttpExchange(server, socket, request));
        _type = TypeOf(request.Path);
        bool headOnly = request.Method == "HEAD";
        if (!headOnly && request.Method != "GET")
        {
            await SendAsync("405 Method Not Allowed", [], headOnly: false);
            return false;
        }

        bool goesOn = !string.Equals(request.Header("Connection"), "close", StringComparison.OrdinalIgnoreCase);
        if (request.Path is { } path && !server.Files.ContainsKey(path) && server.FindOnDisk(path) is { } file)
        {
            long length = new FileInfo(file).Length;
            if (length > LargestCopied && !headOnly)
            {
                await SendAsync("200 OK", [], headOnly: true, length);
                await socket.SendFileAsync(file, server.Stopping);
                return goesOn;
            }
        }

        if (server.FindFile(request) is { } bytes) await SendAsync("200 OK", bytes, headOnly);
        else await SendAsync(request.Path is null ? "400 Bad Request" : "404 Not Found", "not found\n"u8.ToArray(), headOnly);
        return goesOn;
    }

    private async ValueTask SendAsync(string status, byte[] body, bool headOnly, long? length = null)
    {
        byte[] head = Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: {length ?? body.Length}\r\n{_type}\r\n");
        byte[] first = headOnly ? head : [.. head, .. body.AsSpan(0, Math.Min(body.Length, LargestCopied))];
        int next = first.Length - head.Length;
        server.CountSent(first.Length);
        await SendAllAsync(first);
        if (headOnly || next == body.Length) return;

        server.CountSent(body.Length - next);
        await SendAllAsync(body.AsMemory(next));
    }

    private async ValueTask SendAllAsync(ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty) bytes = bytes[await socket.SendAsync(bytes, server.Stopping)..];
    }
}
