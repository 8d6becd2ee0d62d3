using System.CommandLine;
using Playground.Repository;

namespace Playground.Maintainer.Roles;

/// <summary>How long a role lives, as options.</summary>
/// <param name="prefix">What the options' names begin with, after the dashes.</param>
internal sealed class PeriodOptions(string prefix = "")
{
    private readonly Option<long?> _expiry = new($"--{prefix}expiry-days") { Description = "Days from signing to expiry." };
    private readonly Option<long?> _signing = new($"--{prefix}signing-days") { Description = "How many days before its expiry the role is signed anew." };

    internal IEnumerable<Option> All => [_expiry, _signing];

    internal bool IsGiven(ParseResult result) => result.GetValue(_expiry) is not null || result.GetValue(_signing) is not null;

    internal Periods Read(ParseResult result, Periods usual)
    {
        long expiry = result.GetValue(_expiry) ?? usual.ExpiryDays;
        return new Periods(expiry, result.GetValue(_signing) ?? (expiry == usual.ExpiryDays ? usual.SigningDays : Math.Max(1, Math.Min(usual.SigningDays, expiry / 2))));
    }
}
