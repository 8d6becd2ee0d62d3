using System.Security.Cryptography;
using System.Text.Json;
using Playground.Testing;
using Xunit;

namespace Playground.Maintainer.Tests.Projects;

/// <summary>
/// Packages that other people made, and this project's own, are released with their own names and versions, published, listed, locked and fetched. They come
/// through the machine's own npm, dotnet and apt; where one of these gives none, its test is skipped and says so.
/// </summary>
[Collection(nameof(HealthyCollection))]
public sealed class RealPackageTests(Healthy healthy) : IDisposable
{
    private static readonly Dictionary<string, string?> Surroundings = new(StringComparer.Ordinal) { ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1", ["MSBUILDDISABLENODEREUSE"] = "1" };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_projects_own_packages_are_released()
    {
        string[] names = ["Playground.Tuf", "Playground.Catalog", "Playground.Signing"];
        foreach (string name in names)
        {
            (await ToolRun.RunProgramAsync(
                "dotnet", Surroundings, House.Folder, "pack", $"src/{name}", "--no-restore", "--configuration", "Debug", "--property:RunAnalyzers=false", "--output", _folder.FullPath)).Succeeded();
        }

        await ReleaseAsync([.. names.Select(name =>
            new Real(name.ToLowerInvariant().Replace('.', '-'), "0.1.0", _folder[$"{name}.0.1.0.nupkg"], "nuget", $"pkg:nuget/{name}@0.1.0", "MIT"))]);
    }

    [Fact]
    public async Task Three_packages_of_npm_are_released()
    {
        string[] names = ["ms@2.1.3", "@types/ms@2.1.0", "semver@7.6.3"];
        ToolRun pack;
        try
        {
            pack = await ToolRun.RunProgramAsync("npm", Surroundings, _folder.FullPath, ["pack", "--silent", .. names]);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("npm is not installed.");
            return;
        }

        Assert.SkipWhen(pack.ExitCode != 0, $"npm gives no packages here: {pack.Talk}");

        await ReleaseAsync(
            new Real("ms", "2.1.3", _folder["ms-2.1.3.tgz"], "npm", "pkg:npm/ms@2.1.3", "MIT"),
            new Real("types-ms", "2.1.0", _folder["types-ms-2.1.0.tgz"], "npm", "pkg:npm/%40types/ms@2.1.0", "MIT"),
            new Real("semver", "7.6.3", _folder["semver-7.6.3.tgz"], "npm", "pkg:npm/semver@7.6.3", "ISC"));
    }

    [Fact]
    public async Task Three_packages_of_NuGet_are_released()
    {
        (string Id, string Version, string? Licence)[] chosen = [("NuGet.Versioning", "8.0.0", "Apache-2.0"), ("YamlDotNet", "16.3.0", "MIT"), ("Spectre.Console", "0.49.1", "MIT")];
        await File.WriteAllTextAsync(
            _folder["scratch.csproj"],
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework><NuGetAudit>false</NuGetAudit><RestorePackagesPath>{_folder["packages"]}</RestorePackagesPath></PropertyGroup>
              <ItemGroup>{string.Concat(chosen.Select(one => $"<PackageReference Include=\"{one.Id}\" Version=\"[{one.Version}]\" />"))}</ItemGroup>
            </Project>
            """,
            TestContext.Current.CancellationToken);
        File.Copy(House.PathOf("nuget.config"), _folder["nuget.config"]);
        ToolRun restore = await ToolRun.RunProgramAsync("dotnet", Surroundings, _folder.FullPath, "restore", "scratch.csproj");
        Assert.SkipWhen(restore.ExitCode != 0, $"No packages can be restored here: {restore.Answer}");

        await ReleaseAsync([.. chosen.Select(one =>
        {
            string lower = one.Id.ToLowerInvariant();
            return new Real(lower, one.Version, _folder["packages", lower, one.Version, $"{lower}.{one.Version}.nupkg"], "nuget", $"pkg:nuget/{one.Id}@{one.Version}", one.Licence);
        })]);
    }

    [Fact]
    public async Task Two_Debian_packages_are_released()
    {
        string[] names = ["hello", "hostname"];
        ToolRun download;
        try
        {
            download = await ToolRun.RunProgramAsync("apt-get", Surroundings, _folder.FullPath, ["download", "--quiet", .. names]);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("apt-get is not installed: this is no Debian.");
            return;
        }

        Assert.SkipWhen(download.ExitCode != 0, $"apt-get gives no packages here: {download.Talk}");
        var packages = new List<Real>();
        foreach (string file in Directory.GetFiles(_folder.FullPath, "*.deb").Order(StringComparer.Ordinal))
        {
            // The other reader of these files says what is to be found.
            string[] fields = (await ToolRun.RunProgramAsync("dpkg-deb", Surroundings, _folder.FullPath, "--show", "--showformat", "${Package} ${Version} ${Architecture}", file)).Succeeded().Answer.Split(' ');
            string upstream = fields[1].Split(':')[^1].Split('-')[0].Split('+')[0];
            string purl = $"pkg:deb/debian/{fields[0]}@{fields[1].Replace("+", "%2B", StringComparison.Ordinal)}?arch={fields[2]}";
            packages.Add(new Real(fields[0], upstream, file, "deb", purl, null));
        }

        Assert.Equal(names, packages.Select(package => package.Project));
        await ReleaseAsync([.. packages]);
    }

    /// <summary>Releases packages through the tools, and fetches them again as a downloader does.</summary>
    private async Task ReleaseAsync(params Real[] packages)
    {
        using ToolStage stage = healthy.Copy();
        await stage.EnableProjectsAsync();
        await stage.BeginProjectsAsync([.. packages.Select(package => package.Project)]);
        foreach (Real package in packages)
        {
            ToolRun wrong = await stage.SureAsync("alice", "release", "add", package.Project, "99.0.0", package.File);
            Assert.StartsWith("PG1218: ", wrong.Talk, StringComparison.Ordinal);
            (await stage.SureAsync("alice", "release", "add", package.Project, package.Version, package.File, "--event", "all")).Succeeded();
        }

        await stage.MergeAsync("sign/all");
        await stage.PublishAsync();
        await using var server = new FaultyHttpServer(stage.Public);
        (await stage.RunAsync("playget", stage.Sandbox.Folder, "trust", "add", "demo", server.BaseUri.ToString(), "--trust-on-first-use")).Succeeded();
        string got = Directory.CreateDirectory(stage.Sandbox.PathOf("got")).FullName;
        ToolRun locked = (await stage.RunAsync("playget", got, ["lock", .. packages.Select(package => package.Project)])).Succeeded();
        Assert.Equal(packages.Select(package => $"{package.Project}\t{Normal(package.Version)}").Order(StringComparer.Ordinal), locked.Answer.TrimEnd().Split('\n'));
        (await stage.RunAsync("playget", got, "get", "--locked")).Succeeded();
        foreach (Real package in packages)
        {
            JsonElement said = Assert.Single(ReleaseTests.Said(stage, package.Project, Normal(package.Version))).Value;
            Assert.Equal((package.Kind, package.Purl), (said.GetProperty("kind").GetString(), said.GetProperty("purl").GetString()));
            Assert.Equal(package.Licence, said.TryGetProperty("licence", out JsonElement licence) ? licence.GetString() : null);
            Assert.True(said.GetProperty("description").GetString()!.Length > 10);
            string show = (await stage.PlaygroundAsync("alice", "project", "show", package.Project)).Succeeded().Answer;
            Assert.Contains(Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(package.File, TestContext.Current.CancellationToken))), show, StringComparison.Ordinal);

            Assert.Contains(Normal(package.Version), (await stage.RunAsync("playget", got, "list", package.Project)).Succeeded().Answer, StringComparison.Ordinal);
            Assert.Equal(
                await File.ReadAllBytesAsync(package.File, TestContext.Current.CancellationToken),
                await File.ReadAllBytesAsync(Path.Combine(got, Path.GetFileName(package.File)), TestContext.Current.CancellationToken));
        }
    }

    /// <summary>Debian leaves out zeros that releases have.</summary>
    private static string Normal(string version) => version.Count(c => c == '.') < 2 ? Normal(version + ".0") : version;

    private sealed record Real(string Project, string Version, string File, string Kind, string Purl, string? Licence);
}
