using Playground.Testing;

namespace Playground.Workflows.Tests.Hub;

/// <summary>The workflows and actions of this very repository.</summary>
internal static class OwnWorkflows
{
    /// <summary>Those that a community's repository has too.</summary>
    internal static IReadOnlyList<string> OfCommunities { get; } = ["create-events.yml", "health.yml", "notice.yml", "online-sign.yml", "publish.yml", "report-fork.yml", "signing-event.yml", "test.yml"];

    /// <summary>Names and texts of all workflows.</summary>
    internal static IEnumerable<(string File, string Text)> All() => Directory.EnumerateFiles(House.PathOf(".github/workflows"), "*.y*ml")
        .Order(StringComparer.Ordinal).Select(file => (Path.GetFileName(file), File.ReadAllText(file)));

    /// <summary>The folders of the composite actions.</summary>
    internal static IEnumerable<string> Actions() => Directory.EnumerateDirectories(House.PathOf(".github/actions")).Order(StringComparer.Ordinal);
}
