using System.Globalization;
using Playground.Tuf.Client;
using Playground.Tuf.Model;

namespace Playground.Repository.Health;

/// <summary>Whether what is published is what is in git. What is published is not verified here: that is what the smoke test does.</summary>
public static class PublicationHealth
{
    private const int MaxLength = 64 * 1024;

    /// <summary>Looks at a publication.</summary>
    /// <param name="timestamp">What is to be published.</param>
    /// <param name="committed">Since when it is to be.</param>
    /// <param name="address">Where it is published, with a slash at the end.</param>
    /// <param name="fetcher">How it is fetched.</param>
    /// <param name="now">The time.</param>
    /// <param name="options">When somebody is to be told.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<HealthItem> OfAsync(
        Timestamp timestamp, DateTimeOffset committed, Uri address, IFetcher fetcher, DateTimeOffset now, HealthOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(timestamp);
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(fetcher);
        ArgumentNullException.ThrowIfNull(options);
        try
        {
            Timestamp published = Metadata.Parse<Timestamp>(await ReadAsync(fetcher, new Uri(address, "metadata/timestamp.json"), cancellationToken).ConfigureAwait(false)).Signed;
            bool late = now - committed > options.PublishingTime;
            return published.IsExpired(now) ? Item(HealthState.Due, $"What is published expired on {published.Expires:u}: clients refuse it")
                : published.Version == timestamp.Version ? Item(HealthState.Good, $"Timestamp version {published.Version} is published, as it is in git")
                : published.Version > timestamp.Version
                    ? Item(HealthState.Due, $"Timestamp version {published.Version} is published, and git has only {timestamp.Version}: clients will not go back to it")
                : Item(late ? HealthState.Due : HealthState.Soon, $"Timestamp version {published.Version} is published, and {timestamp.Version} is in git since {committed.ToUniversalTime():u}");
        }
        catch (TufException e)
        {
            return Item(HealthState.Due, string.Create(CultureInfo.InvariantCulture, $"What is published cannot be read ({e.Problem})").TrimEnd('.'));
        }

        HealthItem Item(HealthState state, string message) =>
            new(HealthSubject.Publication, address.AbsoluteUri, state, message + ".", state == HealthState.Good ? null : "playground-ci publish");
    }

    private static async Task<byte[]> ReadAsync(IFetcher fetcher, Uri uri, CancellationToken cancellationToken)
    {
        FetchResponse response = await fetcher.OpenAsync(uri, cancellationToken).ConfigureAwait(false);
        await using (response.ConfigureAwait(false))
        {
            byte[] buffer = new byte[MaxLength + 1];
            int read = await response.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            return read <= MaxLength ? buffer[..read] : throw new TufException(ProblemCodes.FetchTooLong, $"{uri} is longer than {MaxLength} bytes.");
        }
    }
}
