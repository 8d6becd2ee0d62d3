using Playground.Tuf.Json;
using Playground.Tuf.Model;

namespace Playground.Repository;

/// <summary>
/// The custom fields that make TUF metadata a repository run by people: who owns a key, where an online key lives, how long a role lives.
/// A repository that tuf-on-ci began keeps that prefix: both are read, the one that is there is written.
/// </summary>
public sealed class CustomFields
{
    private const string Own = "x-playground-";
    private const string TufOnCi = "x-tuf-on-ci-";
    private readonly string _prefix;

    private CustomFields(string prefix) => _prefix = prefix;

    /// <summary>For a repository that begins.</summary>
    public static CustomFields New { get; } = new(Own);

    /// <summary>As an existing root has them.</summary>
    public static CustomFields Of(Root root)
    {
        ArgumentNullException.ThrowIfNull(root);
        IEnumerable<string> names = root.UnknownFields.Names.Concat(root.Keys.Values.SelectMany(key => key.UnknownFields.Names));
        return names.Any(name => name.StartsWith(TufOnCi, StringComparison.Ordinal)) ? new CustomFields(TufOnCi) : New;
    }

    /// <summary>The person a key belongs to, such as <c>@alice</c>, or null.</summary>
    public static Signer? OwnerOf(Key key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return Signer.TryParse(Text(key.UnknownFields, "keyowner"), out Signer owner) ? owner : null;
    }

    /// <summary>Where an online key lives, such as <c>env:ONLINE_KEY</c>, or null.</summary>
    public static string? OnlineUriOf(Key key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return Text(key.UnknownFields, "online-uri");
    }

    /// <summary>
    /// How long metadata lives and how long before its end it is signed anew, in days: of an offline role from its own signed part, of an
    /// online role from its entry in root. Null where no expiry period is given; without a signing period it is half the expiry period.
    /// </summary>
    public static Periods? PeriodsOf(JsonFields fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        return Number(fields, "expiry-period") is { } expiry ? new Periods(expiry, Number(fields, "signing-period") ?? expiry / 2) : null;
    }

    /// <summary>Whether a field holds one of the periods.</summary>
    internal static bool IsPeriod(string name) =>
        name is Own + "expiry-period" or Own + "signing-period" or TufOnCi + "expiry-period" or TufOnCi + "signing-period";

    /// <summary>A key with its owner.</summary>
    public Key WithOwner(Key key, Signer owner)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key with { UnknownFields = key.UnknownFields.With(_prefix + "keyowner", owner.Name) };
    }

    /// <summary>An online key with the place where it lives.</summary>
    public Key WithOnlineUri(Key key, string uri)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key with { UnknownFields = key.UnknownFields.With(_prefix + "online-uri", uri) };
    }

    /// <summary>Fields of a role with its periods.</summary>
    public JsonFields WithPeriods(JsonFields fields, Periods periods)
    {
        ArgumentNullException.ThrowIfNull(fields);
        return fields.With(_prefix + "expiry-period", periods.ExpiryDays).With(_prefix + "signing-period", periods.SigningDays);
    }

    private static string? Text(JsonFields fields, string name) => fields.GetString(Own + name) ?? fields.GetString(TufOnCi + name);

    private static long? Number(JsonFields fields, string name) => fields.GetInteger(Own + name) ?? fields.GetInteger(TufOnCi + name);
}
