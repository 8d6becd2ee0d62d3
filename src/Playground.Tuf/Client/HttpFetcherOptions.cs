using System.Runtime.CompilerServices;

namespace Playground.Tuf.Client;

/// <summary>How patient <see cref="HttpFetcher"/> is. The defaults suit a person at a terminal and a job in CI alike.</summary>
/// <exception cref="ArgumentOutOfRangeException">Thrown when setting a value that makes no sense, such as a negative time.</exception>
public sealed record HttpFetcherOptions
{
    private static readonly TimeSpan LongestTimer = TimeSpan.FromMilliseconds(int.MaxValue);

    /// <summary><c>playground-tuf/</c> and the version of this library.</summary>
    public static string DefaultUserAgent { get; } = $"playground-tuf/{typeof(HttpFetcherOptions).Assembly.GetName().Version?.ToString(3)}";

    /// <summary>How often a request is sent in all when answers are transient failures; 1 to 100.</summary>
    public int MaxTries
    {
        get;
        init => field = Between(value, 1, 100);
    } = 3;

    /// <summary>How many redirects are followed for one file, 0 to 100. From https to http none is followed ever.</summary>
    public int MaxRedirects
    {
        get;
        init => field = Between(value, 0, 100);
    } = 5;

    /// <summary>How long establishing a connection may take, name look-up and TLS included. Not used with a client of your own.</summary>
    public TimeSpan ConnectTimeout
    {
        get;
        init => field = Between(value, TimeSpan.FromMilliseconds(1), LongestTimer);
    } = TimeSpan.FromSeconds(15);

    /// <summary>How long one request may take until the answer's headers are there, connecting included.</summary>
    public TimeSpan ResponseTimeout
    {
        get;
        init => field = Between(value, TimeSpan.FromMilliseconds(1), LongestTimer);
    } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long reading a body may wait for its next <see cref="MinimumProgress"/> bytes, or its end. Only time spent waiting for
    /// the server counts, not what the reader does between reads.
    /// </summary>
    public TimeSpan IdleTimeout
    {
        get;
        init => field = Between(value, TimeSpan.FromMilliseconds(1), LongestTimer);
    } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The bytes that must come within each <see cref="IdleTimeout"/>; from 1, which stops only servers that fall silent, to 1 MiB. A
    /// server that drips byte after byte to hold the client up (a slow retrieval attack) does not get past more.
    /// </summary>
    public int MinimumProgress
    {
        get;
        init => field = Between(value, 1, 1 << 20);
    } = 4 * 1024;

    /// <summary>The pause before the second try; it doubles with every further one. A random part, up to half, is taken off.</summary>
    public TimeSpan RetryDelay
    {
        get;
        init => field = Between(value, TimeSpan.Zero, LongestTimer);
    } = TimeSpan.FromMilliseconds(500);

    /// <summary>The longest pause. A server that asks for a longer one (Retry-After) is not asked again.</summary>
    public TimeSpan MaxRetryDelay
    {
        get;
        init => field = Between(value, TimeSpan.Zero, LongestTimer);
    } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Whether requests and reads are made on the thread that asks for them and return when they are done: for command-line programs, whose one
    /// thread has nothing else to do, and which would spend more time on starting asynchronous sockets than on using them. Not for
    /// servers. HTTP/1.1 only; over a client of your own, a body being read notices cancellation between reads.
    /// </summary>
    public bool Blocking { get; init; }

    /// <summary>The User-Agent header.</summary>
    public string UserAgent { get; init; } = DefaultUserAgent;

    private static T Between<T>(T value, T least, T most, [CallerMemberName] string? name = null)
        where T : IComparable<T> =>
        value.CompareTo(least) >= 0 && value.CompareTo(most) <= 0
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, $"{name} is between {least} and {most}.");
}
