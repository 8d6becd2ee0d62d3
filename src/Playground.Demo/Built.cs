using System.Reflection;

namespace Playground.Demo;

/// <summary>Where the build put the tools, and where the solution is.</summary>
internal static class Built
{
    /// <summary>The tools, as they are typed.</summary>
    internal static IReadOnlyList<string> Tools { get; } = ["playground", "playground-ci", "playget"];

    /// <summary>Where packages lie before they are put into a clone, below the folder of everything.</summary>
    internal const string Packages = "packages";

    /// <summary>What builds the tools as they are installed, without the analyzers that those who change them want, and packs two of their libraries.</summary>
    internal static string CommandInto(string packages) =>
        $"dotnet msbuild src/Playground.Demo \"-t:Tools;Packages\" \"-p:Packages={packages}\" -p:Next={NextVersion} -p:Configuration=Release -p:RunAnalyzers=false -nologo -verbosity:quiet";

    /// <summary>The folder of the solution.</summary>
    internal static string Solution => Find("solution");

    /// <summary>How the demo itself was built: Debug or Release.</summary>
    internal static string Configuration => Find("configuration");

    /// <summary>The version of the solution's libraries.</summary>
    internal static string Version { get; } = typeof(Built).Assembly.GetName().Version!.ToString(3);

    /// <summary>The version after that.</summary>
    internal static string NextVersion { get; } = typeof(Built).Assembly.GetName().Version is { } version ? $"{version.Major}.{version.Minor + 1}.0" : "";

    /// <summary>The assembly of a tool.</summary>
    internal static string AssemblyOf(string tool) => Path.Combine(Find("tools"), tool + ".dll");

    private static string Find(string name) =>
        typeof(Built).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == name).Value!;
}
