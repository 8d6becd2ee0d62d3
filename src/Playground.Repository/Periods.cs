namespace Playground.Repository;

/// <summary>How long a role's metadata lives.</summary>
/// <param name="ExpiryDays">Days from signing to expiry.</param>
/// <param name="SigningDays">How many days before expiry it is to be signed anew.</param>
public readonly record struct Periods(long ExpiryDays, long SigningDays)
{
    /// <summary>The longest sane period: a hundred years.</summary>
    public const long MaxDays = 36_525;

    /// <summary>Whether metadata lives for at least a day, and is signed anew after it was made and before it ends.</summary>
    public bool AreSane => ExpiryDays is >= 1 and <= MaxDays && SigningDays >= 1 && SigningDays < ExpiryDays;

    /// <summary>When metadata signed at a time expires.</summary>
    public DateTimeOffset ExpiryFrom(DateTimeOffset time) => time.AddDays(ExpiryDays);

    /// <summary>Whether metadata that expires then is to be signed anew at a time.</summary>
    public bool IsDue(DateTimeOffset expires, DateTimeOffset time) => time >= expires.AddDays(-SigningDays);
}
