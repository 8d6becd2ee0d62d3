using Playground.Repository.Publishing;
using Playground.Tuf.Keys;
using Playground.Tuf.Model;

namespace Playground.Repository.Health;

/// <summary>Whether the online keys that roles ask for can be used: each signs a text that is no metadata.</summary>
public static class OnlineKeyHealth
{
    private static readonly byte[] Trial = "playground-ci health"u8.ToArray();

    /// <summary>Tries every online key of the repository.</summary>
    public static async Task<IReadOnlyList<HealthItem>> OfAsync(RepositoryView view, OnlineKeyOpener open, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(open);
        var items = new List<HealthItem>();
        foreach ((string uri, Key key) in view.Delegations.Values.SelectMany(delegations => delegations).Where(delegation => delegation.IsOnline)
            .SelectMany(delegation => delegation.Keys.KeyIds.Select(id => delegation.Source.Keys[id])).Select(key => (CustomFields.OnlineUriOf(key)!, key)).Distinct().OrderBy(known => known.Item1, StringComparer.Ordinal))
        {
            items.Add(await TryAsync(uri, key, open, cancellationToken).ConfigureAwait(false));
        }

        return items;
    }

    private static async Task<HealthItem> TryAsync(string uri, Key key, OnlineKeyOpener open, CancellationToken cancellationToken)
    {
        try
        {
            ISigner signer = await open(uri, key, cancellationToken).ConfigureAwait(false);
            byte[] signature = await signer.SignAsync(Trial, cancellationToken).ConfigureAwait(false);
            return key.Verify(Trial, signature)
                ? new HealthItem(HealthSubject.OnlineKey, uri, HealthState.Good, $"The online key '{Printable.Of(uri)}' signs.", null)
                : Bad($"The key at '{Printable.Of(uri)}' is another one than root names.");
        }
        catch (TufException e)
        {
            return Bad($"The online key '{Printable.Of(uri)}' cannot be used. {e.Problem}");
        }

        HealthItem Bad(string message) => new(HealthSubject.OnlineKey, uri, HealthState.Due, message, "playground-ci online-sign");
    }
}
