using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Playground.Testing;

/// <summary>
/// A small, quick HTTP/1.1 server on a free loopback port: serves files out of memory or a directory, remembers what it was asked,
/// and answers wrongly where told to. Every test can have its own.
/// </summary>
public sealed class FaultyHttpServer : IAsyncDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<Task, byte> _connections = new();
    private readonly ConcurrentQueue<RecordedRequest> _requests = new();
    private readonly ConcurrentDictionary<string, Injection> _injections = new(StringComparer.Ordinal);
    private readonly string? _directory;
    private readonly Task _accepting;
    private long _bytesSent;
    private int _connectionCount;

    /// <summary>Starts to serve.</summary>
    /// <param name="directory">What to serve besides <see cref="Files"/>, or null.</param>
    /// <param name="timeProvider">The clock of dripping, or null for the system's.</param>
    public FaultyHttpServer(string? directory = null, TimeProvider? timeProvider = null)
    {
        _directory = directory is null ? null : Path.GetFullPath(directory) + Path.DirectorySeparatorChar;
        TimeProvider = timeProvider ?? TimeProvider.System;
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen(512);
        BaseUri = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndPoint!).Port}/");
        _accepting = Task.Run(AcceptAsync);
    }

    /// <summary>Where it listens; ends in a slash.</summary>
    public Uri BaseUri { get; }

    /// <summary>Files in memory, by decoded path with its leading slash; they go before those of the directory.</summary>
    public ConcurrentDictionary<string, byte[]> Files { get; } = new(StringComparer.Ordinal);

    /// <summary>What answers instead of files, or null: a service of a test's own. It answers as an <see cref="HttpFault"/> does.</summary>
    public Func<HttpExchange, Task<bool>>? Service { get; init; }

    /// <summary>Everything that was asked, in order.</summary>
    public IReadOnlyList<RecordedRequest> Requests => [.. _requests];

    /// <summary>Whether requests are remembered; turn it off for endless benchmarks.</summary>
    public bool RecordsRequests { get; set; } = true;

    /// <summary>How many connections were made so far.</summary>
    public int ConnectionCount => Volatile.Read(ref _connectionCount);

    /// <summary>How many bytes of answers were given to the network so far.</summary>
    public long BytesSent => Interlocked.Read(ref _bytesSent);

    internal TimeProvider TimeProvider { get; }

    internal CancellationToken Stopping => _stop.Token;

    /// <summary>The URI of a path on this server.</summary>
    public Uri UriOf(string path) => new(BaseUri, path);

    /// <summary>Answers every request for a path wrongly.</summary>
    public FaultyHttpServer Inject(string path, HttpFault fault) => Add(path, new Injection(fault, From: 1, To: int.MaxValue));

    /// <summary>Answers only the n-th request for a path wrongly, counted from 1; several may be set.</summary>
    public FaultyHttpServer InjectOn(int request, string path, HttpFault fault) => Add(path, new Injection(fault, request, request));

    /// <summary>Answers the first so many requests for a path wrongly.</summary>
    public FaultyHttpServer InjectFirst(int requests, string path, HttpFault fault) => Add(path, new Injection(fault, From: 1, requests));

    /// <summary>Answers everything rightly from now on.</summary>
    public void Heal() => _injections.Clear();

    /// <summary>Closes everything and waits until nothing runs any more. A fault that itself failed shows here.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        await Task.WhenAll(_connections.Keys);
        _stop.Dispose();
    }

    internal void CountSent(int bytes) => Interlocked.Add(ref _bytesSent, bytes);

    internal byte[]? FindFile(RecordedRequest request)
    {
        if (Files.TryGetValue(request.DecodedPath, out byte[]? bytes)) return bytes;
        string? file = request.Path is { } path ? FindOnDisk(path) : null;
        return file is null ? null : File.ReadAllBytes(file);
    }

    internal string? FindOnDisk(string path)
    {
        if (_directory is null) return null;
        string file = Path.GetFullPath(_directory + path.TrimStart('/'));
        return file.StartsWith(_directory, StringComparison.Ordinal) && File.Exists(file) ? file : null;
    }

    /// <summary>The fault to answer a request with, or null. Counts the request.</summary>
    internal HttpFault? Record(RecordedRequest request)
    {
        if (RecordsRequests) _requests.Enqueue(request);
        if (_injections.IsEmpty || request.Path is not { } path || !_injections.TryGetValue(path, out Injection? injection)) return null;

        int number = injection.Count();
        for (Injection? one = injection; one is not null; one = one.Earlier)
        {
            if (number >= one.From && number <= one.To) return one.Fault;
        }

        return null;
    }

    private FaultyHttpServer Add(string path, Injection injection)
    {
        _injections.AddOrUpdate(path, injection, (_, earlier) => injection with { Earlier = earlier, Counter = earlier.Counter });
        return this;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                Socket socket = await _listener.AcceptAsync(_stop.Token);
                Interlocked.Increment(ref _connectionCount);
                Task connection = Task.Run(() => new HttpConnection(this, socket).RunAsync());
                _connections.TryAdd(connection, 0);
                _ = connection.ContinueWith(
                    done => done.IsCompletedSuccessfully && _connections.TryRemove(done, out byte _),
                    CancellationToken.None,
                    TaskContinuationOptions.ExecuteSynchronously,
                    TaskScheduler.Default);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private sealed record Injection(HttpFault Fault, int From, int To)
    {
        public Injection? Earlier { get; init; }

        public int[] Counter { get; init; } = [0];

        public int Count() => Interlocked.Increment(ref Counter[0]);
    }
}
