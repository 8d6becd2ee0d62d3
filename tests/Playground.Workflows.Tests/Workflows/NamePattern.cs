using System.Text.RegularExpressions;

namespace Playground.Workflows.Tests.Workflows;

/// <summary>A filter of branches or paths: <c>*</c> within a name, <c>**</c> over several, <c>!</c> before what is taken out again.</summary>
internal sealed class NamePattern
{
    private readonly Regex _regex;
    private readonly bool _takesOut;

    private NamePattern(string pattern)
    {
        _takesOut = pattern.StartsWith('!');
        string rest = pattern[(_takesOut ? 1 : 0)..];
        if (rest.IndexOfAny(['?', '+', '[', ']', '!', '\\']) >= 0)
        {
            throw new NotSupportedException($"The pattern '{pattern}' is not understood here.");
        }

        string regex = Regex.Escape(rest).Replace(@"\*\*", "\n", StringComparison.Ordinal).Replace(@"\*", "[^/]*", StringComparison.Ordinal).Replace("\n", ".*", StringComparison.Ordinal);
        _regex = new Regex($"^{regex}$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
    }

    internal static NamePattern Parse(string pattern) => new(pattern);

    /// <summary>The last pattern that matches decides.</summary>
    internal static bool Match(IEnumerable<NamePattern> patterns, string name) => patterns.LastOrDefault(pattern => pattern._regex.IsMatch(name)) is { _takesOut: false };
}
