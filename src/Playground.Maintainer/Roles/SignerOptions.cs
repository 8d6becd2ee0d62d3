using System.CommandLine;
using System.Globalization;
using Playground.Maintainer.Terminal;
using Playground.Repository;
using Playground.Repository.Editing;

namespace Playground.Maintainer.Roles;

/// <summary>Who signs a role, how many must, and how long it lives, as options; asked for where somebody is there.</summary>
/// <param name="prefix">What the options' names begin with, after the dashes.</param>
internal sealed class SignerOptions(string prefix = "")
{
    private readonly Option<string[]> _signers = new($"--{prefix}signers") { Description = "Who may sign, such as @alice @bob; those whose keys are not known are invited.", AllowMultipleArgumentsPerToken = true };
    private readonly Option<int?> _threshold = new($"--{prefix}threshold") { Description = "How many of them must; by default more than half." };

    internal PeriodOptions Periods { get; } = new(prefix);

    internal IEnumerable<Option> All => [_signers, _threshold, .. Periods.All];

    /// <summary>The people given, or null where none are.</summary>
    internal IReadOnlyList<Signer>? SignersOf(ParseResult result) => result.GetValue(_signers) is { Length: > 0 } names
        ? [.. names.SelectMany(name => name.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Select(Signer.Parse).Distinct()]
        : null;

    internal int? ThresholdOf(ParseResult result) => result.GetValue(_threshold);

    /// <summary>What was given; else what is proposed, which a person at a terminal may change.</summary>
    internal RoleSettings Read(ParseResult result, IConsole console, IReadOnlyCollection<Signer> proposed, RoleSettings? before = null)
    {
        bool ask = console.IsInteractive && !result.GetValue(Flags.Yes);
        string role = prefix.TrimEnd('-');
        IReadOnlyCollection<Signer> signers = SignersOf(result)
            ?? (ask ? Parse(console.Ask($"Who signs {role}?", string.Join(' ', proposed))) : proposed);
        int usual = before is not null && SignersOf(result) is null ? before.Threshold : Math.Min(before?.Threshold ?? int.MaxValue, (signers.Count / 2) + 1);
        int threshold = ThresholdOf(result)
            ?? (ask && int.TryParse(console.Ask("How many of them must?", usual.ToString(CultureInfo.InvariantCulture)), CultureInfo.InvariantCulture, out int typed) ? typed : usual);
        return new RoleSettings(signers, threshold, Periods.Read(result, before?.Periods ?? RoleSettings.UsualPeriods));
    }

    private static Signer[] Parse(string text) => [.. text.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).Select(Signer.Parse).Distinct()];
}
