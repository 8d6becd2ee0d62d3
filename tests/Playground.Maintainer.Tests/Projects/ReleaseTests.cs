using System.Text.Json;
using Playground.Testing;
using Xunit;

namespace Playground.Maintainer.Tests.Projects;

/// <summary>Releasing packages: what they say of themselves is signed, and has to be what was typed.</summary>
[Collection(nameof(HealthyCollection))]
public sealed class ReleaseTests(Healthy healthy)
{
    [Fact]
    public async Task What_a_package_says_of_itself_is_signed_and_options_fill_only_what_it_does_not_say()
    {
        using ToolStage stage = healthy.Copy();
        await stage.EnableProjectsAsync();
        await stage.BeginProjectsAsync("acme-tools");
        string nuget = stage.Put("Acme.Tools.1.2.0.nupkg", TestPackage.NuGet("Acme.Tools", "1.2", """<license type="expression">MIT</license><description>Tools</description>"""));
        string deb = stage.Put("acme-tools_1.2-1_all.deb", TestPackage.Deb("Package: acme-tools\nVersion: 1.2-1\nArchitecture: all\n"));
        string readme = stage.Put("README.md", "# Tools\n"u8.ToArray());

        (await stage.SureAsync("alice", "release", "add", "acme-tools", "1.2", nuget, deb, readme, "--licence", "MIT", "--description", "Other words", "--tag", "handy")).Succeeded();
        await stage.MergeAsync("sign/acme-tools-1.2.0");

        Dictionary<string, JsonElement> said = Said(stage, "acme-tools", "1.2.0");
        Assert.Equal(["Acme.Tools.1.2.0.nupkg", "README.md", "acme-tools_1.2-1_all.deb"], said.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(("nuget", "Tools", "MIT", "pkg:nuget/Acme.Tools@1.2.0"), Four(said["Acme.Tools.1.2.0.nupkg"]));
        Assert.Equal(("deb", "Other words", "MIT", "pkg:deb/debian/acme-tools@1.2-1?arch=all"), Four(said["acme-tools_1.2-1_all.deb"]));
        Assert.Equal(("readme", "Other words", "MIT", null), Four(said["README.md"]));
        Assert.Equal("all", said["acme-tools_1.2-1_all.deb"].GetProperty("platform").GetString());
        Assert.Equal("handy", said["Acme.Tools.1.2.0.nupkg"].GetProperty("tags")[0].GetString());
    }

    [Fact]
    public async Task A_package_that_is_something_else_than_was_typed_is_refused_and_nothing_is_changed()
    {
        using ToolStage stage = healthy.Copy();
        await stage.EnableProjectsAsync();
        await stage.BeginProjectsAsync("acme-tools");
        string package = stage.Put("a.nupkg", TestPackage.NuGet("Acme.Tools", "1.2.0", """<license type="expression">MIT</license>"""));
        string broken = stage.Put("b.nupkg", "PK, says it"u8.ToArray());

        ToolRun version = await stage.SureAsync("alice", "release", "add", "acme-tools", "1.2.1", package);
        ToolRun name = await stage.SureAsync("alice", "release", "add", "other", "1.2.0", package);
        ToolRun licence = await stage.SureAsync("alice", "release", "add", "acme-tools", "1.2.0", package, "--licence", "Apache-2.0");
        ToolRun unsound = await stage.SureAsync("alice", "release", "add", "acme-tools", "1.2.0", package, broken);

        Assert.Equal((2, 2, 2, 4), (version.ExitCode, name.ExitCode, licence.ExitCode, unsound.ExitCode));
        Assert.StartsWith("PG1218: 'a.nupkg' says that it is Acme.Tools 1.2.0, and you typed acme-tools 1.2.1", version.Talk, StringComparison.Ordinal);
        Assert.StartsWith("PG1218: 'a.nupkg' says that it is Acme.Tools 1.2.0, and you typed other 1.2.0", name.Talk, StringComparison.Ordinal);
        Assert.StartsWith("PG1218: 'a.nupkg' says that its licence is MIT, and you typed Apache-2.0", licence.Talk, StringComparison.Ordinal);
        Assert.StartsWith("PG1219: 'b.nupkg' is not a package", unsound.Talk, StringComparison.Ordinal);
        Assert.Equal("", stage.Sandbox.Forge.Git("for-each-ref", "refs/heads/sign/acme*", "refs/heads/sign/other*"));
    }

    /// <summary>What main says of the files of a release, by the name of the file.</summary>
    internal static Dictionary<string, JsonElement> Said(ToolStage stage, string project, string version)
    {
        string role = stage.Sandbox.Forge.ListFiles("main").Single(path => path.StartsWith("metadata/projects/", StringComparison.Ordinal) && path.EndsWith($"/{project}.releases.json", StringComparison.Ordinal));
        string beginning = $"projects/{project}/{version}/";
        return JsonElement.Parse(stage.Sandbox.Forge.Git("show", $"main:{role}")).GetProperty("signed").GetProperty("targets").EnumerateObject()
            .Where(file => file.Name.StartsWith(beginning, StringComparison.Ordinal))
            .ToDictionary(
                file => file.Name[beginning.Length..],
                file =>
                {
                    Assert.True(file.Value.GetProperty("hashes").TryGetProperty("sha256", out _) && file.Value.GetProperty("hashes").TryGetProperty("sha512", out _));
                    return file.Value.GetProperty("custom").GetProperty("playground");
                },
                StringComparer.Ordinal);
    }

    private static (string? Kind, string? Description, string? Licence, string? Purl) Four(JsonElement said) => (Text(said, "kind"), Text(said, "description"), Text(said, "licence"), Text(said, "purl"));

    private static string? Text(JsonElement said, string name) => said.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;
}
