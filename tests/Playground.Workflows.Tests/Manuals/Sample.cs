using System.Text.RegularExpressions;
using Playground.Testing;

namespace Playground.Workflows.Tests.Manuals;

/// <summary>A sample that a manual shows, after a line <c>&lt;!-- sample: NAME --&gt;</c>.</summary>
internal static class Sample
{
    internal static string Of(string manual, string name)
    {
        Match sample = Regex.Match(
            File.ReadAllText(House.PathOf(manual)),
            $"<!-- sample: {Regex.Escape(name)} -->\n```[a-z]+\n(?<text>.*?)```",
            RegexOptions.Singleline | RegexOptions.ExplicitCapture,
            TimeSpan.FromSeconds(5));
        return sample.Success ? sample.Groups["text"].Value : throw new InvalidOperationException($"{manual} shows no sample '{name}'.");
    }
}
