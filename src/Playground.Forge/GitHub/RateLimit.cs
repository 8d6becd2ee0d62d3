using System.Globalization;
using System.Net;
using System.Text;

namespace Playground.Forge.GitHub;

/// <summary>
/// GitHub's two limits. The primary one counts requests per hour and says in headers when it begins anew; the secondary one is for too many at once
/// and mostly says how long to wait. Both are told with 403 or 429, and what was asked was not done.
/// </summary>
internal static class RateLimit
{
    private static readonly TimeSpan Usual = TimeSpan.FromMinutes(1);

    /// <summary>How long to wait, or null where the answer is not about a limit.</summary>
    internal static TimeSpan? WaitOf(HttpResponseMessage answer, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        if (answer.StatusCode is not (HttpStatusCode.Forbidden or HttpStatusCode.TooManyRequests))
        {
            return null;
        }

        if ((answer.Headers.RetryAfter?.Delta ?? (answer.Headers.RetryAfter?.Date - now)) is { } asked)
        {
            return asked > TimeSpan.Zero ? asked : TimeSpan.Zero;
        }

        if (Header(answer, "x-ratelimit-remaining") == 0 && Header(answer, "x-ratelimit-reset") is { } reset)
        {
            TimeSpan until = DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(reset, 0, uint.MaxValue)) - now;
            return until > TimeSpan.Zero ? until + TimeSpan.FromSeconds(1) : TimeSpan.Zero;
        }

        bool isLimit = answer.StatusCode == HttpStatusCode.TooManyRequests || Encoding.UTF8.GetString(body).Contains("rate limit", StringComparison.OrdinalIgnoreCase);
        return isLimit ? Usual : null;
    }

    private static long? Header(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out IEnumerable<string>? values) && long.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out long value) ? value : null;
}
