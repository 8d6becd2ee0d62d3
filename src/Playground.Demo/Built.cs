using System.Reflection;

namespace Playground.Demo;

/// <summary>Where the build put the tools, and where the solution is.</summary>
internal static class Built
{
    /// <summary>The tools, as they are typed.</summary>
    internal static IReadOnlyList<string> Tools { get; } = ["playground", "playground-ci", "playget"];

    /// <summary>The folder of the solution.</summary>
    internal static string Solution => Find("solution");

    /// <summary>The assembly of a tool.</summary>
    internal static string AssemblyOf(string tool) => Find(tool);

    private static string Find(string name) =>
        typeof(Built).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == name).Value!;
}
