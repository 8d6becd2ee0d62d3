using System.Text.RegularExpressions;
using Playground.Testing;
using Xunit;

namespace Playground.Workflows.Tests.Manuals;

/// <summary>The threat model names tests that there are, and every claim names one.</summary>
public sealed partial class ThreatModelTests
{
    [Fact]
    public void Every_test_that_the_threat_model_names_is_there()
    {
        string[] named = [.. Test().Matches(File.ReadAllText(House.PathOf("docs/threat-model.md"))).Select(test => test.Groups["name"].Value)];
        string sources = string.Concat(Directory.EnumerateFiles(House.PathOf("tests"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.EndsWith("ThreatModelTests.cs", StringComparison.Ordinal)).Select(File.ReadAllText));

        Assert.True(named.Length > 15);
        Assert.Equal([], named.Where(name => !Regex.IsMatch(sources, $@"\b(?:void|Task) {name}\(", RegexOptions.None, TimeSpan.FromSeconds(5))));
    }

    [GeneratedRegex("`(?<name>[A-Z][A-Za-z0-9]*(?:_[A-Za-z0-9]+){3,})`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Test();
}
