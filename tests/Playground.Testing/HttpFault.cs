using System.Globalization;

namespace Playground.Testing;

/// <summary>A way of answering wrongly. Give your own as a function: it answers, and says whether the connection goes on.</summary>
/// <param name="Name">What goes wrong, for messages.</param>
/// <param name="AnswerAsync">Answers; true to keep the connection, false to end it.</param>
public sealed record HttpFault(string Name, Func<HttpExchange, Task<bool>> AnswerAsync)
{
    private static readonly byte[] Filler = new byte[64 * 1024];

    /// <summary>200 with no bytes.</summary>
    public static HttpFault EmptyBody { get; } = Answer("empty body", "200 OK", [], "Content-Length: 0");

    /// <summary>A status and a short body; the connection goes on.</summary>
    public static HttpFault Status(int status, params string[] headers) => Answer(
        $"status {status}", $"{status} Status {status}", "no\n"u8.ToArray(), ["Content-Length: 3", .. headers]);

    /// <summary>503 asking to wait.</summary>
    public static HttpFault RetryAfter(int seconds) => Status(503, $"Retry-After: {seconds}");

    /// <summary>503 asking to wait until a time.</summary>
    public static HttpFault RetryAfter(DateTimeOffset time) =>
        Status(503, "Retry-After: " + time.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>302 to a path or a URI.</summary>
    public static HttpFault Redirect(string location, int status = 302) => Status(status, "Location: " + location);

    /// <summary>Announces the whole file and sends only its first bytes.</summary>
    public static HttpFault CutOff(int sent) => File("cut off", async (exchange, file) =>
    {
        await exchange.SendAsync(Head($"Content-Length: {file.Length}"));
        await exchange.SendAsync(file.AsMemory(0, Math.Min(sent, file.Length)));
        return false;
    });

    /// <summary>Announces more (positive) or fewer (negative) bytes than are sent, then ends the connection.</summary>
    public static HttpFault WrongLength(int difference) => File("wrong length", async (exchange, file) =>
    {
        await exchange.SendAsync(Head($"Content-Length: {file.Length + difference}"));
        await exchange.SendAsync(file);
        return false;
    });

    /// <summary>Never stops sending; no length announced.</summary>
    public static HttpFault Endless { get; } = new("endless", async exchange =>
    {
        await exchange.SendAsync(Head("Connection: close"));
        while (true) await exchange.SendAsync(Filler);
    });

    /// <summary>Never stops sending chunks.</summary>
    public static HttpFault EndlessChunked { get; } = new("endless chunks", async exchange =>
    {
        await exchange.SendAsync(Head("Transfer-Encoding: chunked"));
        while (true)
        {
            await exchange.SendAsync("10000\r\n");
            await exchange.SendAsync(Filler);
            await exchange.SendAsync("\r\n");
        }
    });

    /// <summary>The file in proper chunks of one byte: correct, only unusual.</summary>
    public static HttpFault Chunked { get; } = File("chunked", async (exchange, file) =>
    {
        await exchange.SendAsync(Head("Transfer-Encoding: chunked"));
        foreach (byte one in file)
        {
            byte[] chunk = [.. "1\r\n"u8, one, .. "\r\n"u8];
            await exchange.SendAsync(chunk);
        }

        await exchange.SendAsync("0\r\n\r\n");
        return true;
    });

    /// <summary>Sends the head, then nothing.</summary>
    public static HttpFault StallBody { get; } = File("stall in body", async (exchange, file) =>
    {
        await exchange.SendAsync(Head($"Content-Length: {file.Length}"));
        await exchange.HangAsync();
        return false;
    });

    /// <summary>Takes the request and never says a word.</summary>
    public static HttpFault Stall { get; } = new("stall", async exchange =>
    {
        await exchange.HangAsync();
        return false;
    });

    /// <summary>Sends the file byte by byte, with pauses on the server's clock.</summary>
    public static HttpFault Drip(TimeSpan pause) => File("drip", async (exchange, file) =>
    {
        await exchange.SendAsync(Head($"Content-Length: {file.Length}"));
        for (int i = 0; i < file.Length; i++)
        {
            await exchange.SendAsync(file.AsMemory(i, 1));
            await exchange.PauseAsync(pause);
        }

        return true;
    });

    /// <summary>Resets the connection instead of answering.</summary>
    public static HttpFault Reset { get; } = new("reset", exchange =>
    {
        exchange.Reset();
        return Task.FromResult(false);
    });

    /// <summary>Sends head and first bytes, then resets the connection.</summary>
    public static HttpFault ResetInBody(int sent) => File("reset in body", async (exchange, file) =>
    {
        await exchange.SendAsync(Head($"Content-Length: {file.Length}"));
        await exchange.SendAsync(file.AsMemory(0, Math.Min(sent, file.Length)));
        exchange.Reset();
        return false;
    });

    /// <summary>Closes the connection in order, without an answer.</summary>
    public static HttpFault Close { get; } = new("close", _ => Task.FromResult(false));

    /// <summary>Answers in something that is not HTTP.</summary>
    public static HttpFault Garbage { get; } = new("garbage", async exchange =>
    {
        await exchange.SendAsync("SSH-2.0-OpenSSH_9.9\r\n\r\n\r\n");
        return false;
    });

    /// <summary>The file as it is, with a header that claims it were compressed.</summary>
    public static HttpFault ClaimGzip { get; } = File("claims gzip", async (exchange, file) =>
    {
        await exchange.SendAsync(Head($"Content-Length: {file.Length}\r\nContent-Encoding: gzip"));
        await exchange.SendAsync(file);
        return true;
    });

    private static string Head(string headers) => $"HTTP/1.1 200 OK\r\n{headers}\r\n\r\n";

    private static HttpFault Answer(string name, string status, byte[] body, params string[] headers) => new(name, async exchange =>
    {
        await exchange.SendAsync($"HTTP/1.1 {status}\r\n{string.Join("\r\n", headers)}\r\n\r\n");
        await exchange.SendAsync(body);
        return true;
    });

    private static HttpFault File(string name, Func<HttpExchange, byte[], Task<bool>> answer) => new(name, exchange =>
        answer(exchange, exchange.FindFile() ?? throw new InvalidOperationException($"No file to answer with '{name}' from.")));
}
