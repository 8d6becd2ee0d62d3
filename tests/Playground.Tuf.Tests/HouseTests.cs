using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Playground.Testing;
using Xunit;

namespace Playground.Tuf.Tests;

/// <summary>What the parts of the house agreed on: who leans on whom, where versions stand, how long a file may get, what every code says.</summary>
public sealed partial class HouseTests
{
    private const int MostLines = 500;

    /// <summary>Who may reference whom. What one may reference, those that may reference it may reference too.</summary>
    private static readonly Dictionary<string, string[]> Arrows = new(StringComparer.Ordinal)
    {
        ["Playground.Maintainer"] = ["Playground.Repository", "Playground.Signing", "Playground.Site", "Playground.Forge"],
        ["Playground.Ci"] = ["Playground.Repository", "Playground.Signing", "Playground.Site", "Playground.Forge"],
        ["Playground.Server"] = ["Playground.Repository", "Playground.Signing", "Playground.Site"],
        ["Playground.Downloader"] = ["Playground.Catalog"],
        ["Playground.Repository"] = ["Playground.Catalog"],
        ["Playground.Site"] = ["Playground.Catalog"],
        ["Playground.Catalog"] = ["Playground.Tuf"],
        ["Playground.Signing"] = ["Playground.Tuf"],
        ["Playground.Tuf"] = [],
        ["Playground.Forge"] = [],
        ["Playground.Demo"] = [],
    };

    [Fact]
    public void No_project_leans_on_another_than_was_agreed()
    {
        List<string> projects = [.. Files("src", "*.csproj")];
        Assert.Contains(projects, project => Path.GetFileNameWithoutExtension(project) == "Playground.Tuf");
        foreach (string project in projects)
        {
            string name = Path.GetFileNameWithoutExtension(project);
            Assert.True(Arrows.ContainsKey(name), $"{name} is a new part of the house: say in this test, and in the design, whom it may reference.");
            foreach (XElement reference in XDocument.Load(project).Descendants("ProjectReference"))
            {
                string to = Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/'));
                bool links = (string?)reference.Attribute("ReferenceOutputAssembly") != "false";
                Assert.True(!links || Reachable(name).Contains(to), $"{name} must not reference {to}.");
            }
        }
    }

    [Fact]
    public void The_demo_links_none_of_the_three_tools_that_it_runs()
    {
        XElement tools = Assert.Single(XDocument.Load(House.PathOf("src", "Playground.Demo", "Playground.Demo.csproj")).Descendants("ProjectReference"));

        Assert.Equal(("../../eng/Tools/Tools.csproj", "false"), ((string?)tools.Attribute("Include"), (string?)tools.Attribute("ReferenceOutputAssembly")));
        Assert.Equal(
            ["Playground.Ci", "Playground.Downloader", "Playground.Maintainer"],
            XDocument.Load(House.PathOf("eng", "Tools", "Tools.csproj")).Descendants("ProjectReference")
                .Select(tool => Path.GetFileNameWithoutExtension(tool.Attribute("Include")!.Value.Replace('\\', '/'))).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Versions_of_packages_stand_in_one_place()
    {
        foreach (string project in Files("src", "*.csproj").Concat(Files("tests", "*.csproj")).Concat(Files("src", "*.props")).Concat(Files("tests", "*.props")))
        {
            foreach (XElement reference in XDocument.Load(project).Descendants("PackageReference"))
            {
                bool inline = reference.Attributes().Any(attribute => attribute.Name.LocalName is "Version" or "VersionOverride") || reference.Element("Version") is not null;
                Assert.False(inline, $"{Path.GetFileName(project)} gives {(string?)reference.Attribute("Include")} a version; it belongs into Directory.Packages.props.");
            }
        }
    }

    [Fact]
    public void Long_files_begin_with_their_reason()
    {
        foreach (string file in Files("src", "*.cs").Concat(Files("tests", "*.cs")))
        {
            string[] lines = File.ReadAllLines(file);
            Assert.True(
                lines.Length <= MostLines || (lines[0].StartsWith("// ", StringComparison.Ordinal) && lines[0].Length > 20),
                $"{Path.GetRelativePath(House.Folder, file)} has {lines.Length} lines. Split it, or say in its first line why it is one.");
        }
    }

    [Fact]
    public void Every_code_stands_for_one_thing()
    {
        var meanings = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((string code, string meaning) in Codes())
        {
            Assert.True(meanings.TryAdd(code, meaning), $"{code} is {meanings[code]} and {meaning}.");
        }

        foreach (FieldInfo field in typeof(ProblemCodes).GetFields())
        {
            Assert.Equal($"ProblemCodes.{field.Name}", meanings[(string)field.GetRawConstantValue()!]);
        }
    }

    [Fact]
    public void Every_code_is_documented_and_no_other()
    {
        List<string> documented = [.. DocumentedCode().Matches(File.ReadAllText(House.PathOf("docs", "errors.md"))).Select(row => row.Groups["code"].Value)];

        Assert.Equal(documented.Distinct(), documented);
        List<string> missing = [.. Codes().Where(known => !documented.Contains(known.Code)).Select(known => $"{known.Code} ({known.Meaning})")];
        Assert.True(missing.Count == 0, $"docs/errors.md lacks rows for {string.Join(", ", missing)}.");
        List<string> stale = [.. documented.Except(Codes().Select(known => known.Code))];
        Assert.True(stale.Count == 0, $"docs/errors.md has rows for {string.Join(", ", stale)}, which no code of the house is.");
    }

    [Fact]
    public void Codes_are_documented_in_order()
    {
        List<string> documented = [.. DocumentedCode().Matches(File.ReadAllText(House.PathOf("docs", "errors.md"))).Select(row => row.Groups["code"].Value)];

        Assert.Equal(documented.Order(StringComparer.Ordinal), documented);
    }

    private static HashSet<string> Reachable(string project)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var next = new Stack<string>(Arrows[project]);
        while (next.TryPop(out string? to))
        {
            if (reached.Add(to))
            {
                foreach (string further in Arrows[to])
                {
                    next.Push(further);
                }
            }
        }

        return reached;
    }

    /// <summary>The codes of all parts of the house, as their sources have them.</summary>
    private static IEnumerable<(string Code, string Meaning)> Codes() =>
        from file in Files("src", "*.cs")
        from Match code in DefinedCode().Matches(File.ReadAllText(file))
        select (code.Groups["code"].Value, $"{Path.GetFileNameWithoutExtension(file)}.{code.Groups["name"].Value}");

    private static IEnumerable<string> Files(string folder, string pattern) => Directory
        .EnumerateFiles(House.PathOf(folder), pattern, SearchOption.AllDirectories)
        .Where(file => !Path.GetRelativePath(House.Folder, file).Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin" or "node_modules"));

    [GeneratedRegex("const string (?<name>\\w+) = \"(?<code>PG[0-9]{4})\";", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DefinedCode();

    [GeneratedRegex("^\\| (?<code>PG[0-9]{4}) \\| \\S.* \\| \\S.* \\|$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex DocumentedCode();
}
