using System.Globalization;
using Playground.Tuf.Json;

namespace Playground.Tuf.Model;

/// <summary>Dates as metadata writes them: <c>2030-01-31T12:00:00Z</c>, always UTC, whole seconds (specification 4.2, DATETIME).</summary>
internal static class UtcTime
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    internal static DateTimeOffset Read(ref JsonCursor cursor)
    {
        string text = cursor.ReadString();
        return DateTimeOffset.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
            ? time
            : throw cursor.Error(ProblemCodes.BadDate, $"'{Printable.Of(text)}' is not a UTC date such as 2030-01-31T12:00:00Z.");
    }

    internal static string Write(DateTimeOffset time) => time.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);

    /// <summary>The time without its fraction of a second, which metadata cannot hold.</summary>
    internal static DateTimeOffset WholeSeconds(DateTimeOffset time) =>
        new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
}
