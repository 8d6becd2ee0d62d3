using System.Text;
using System.Text.Json.Nodes;
using Playground.Testing;
using Playground.Tuf.Client;
using Playground.Tuf.Model;
using Xunit;

namespace Playground.Tuf.Tests.Client;

/// <summary>
/// Whatever became of the stored files, the next update either mends them or says with a code what it cannot mend; it never crashes, and never
/// takes one file for another.
/// </summary>
public sealed class DamagedCacheTests
{
    private static readonly string[] Files =
    [
        "root.json", "root_history/1.root.json", "root_history/2.root.json", "timestamp.json", "snapshot.json", "targets.json", "packages.json",
        ".verified/snapshot",
    ];

    private static readonly string[] Damages =
        ["cut in half", "emptied", "garbage", "another role's file", "the wrong version", "removed", "a dangling link", "zeros", "unsigned"];

    public static TheoryData<string, string> EveryDamageOfEveryFile()
    {
        var cases = new TheoryData<string, string>();
        foreach (string file in Files)
        {
            foreach (string damage in Damages)
            {
                cases.Add(file, damage);
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(EveryDamageOfEveryFile))]
    public async Task A_damaged_file_is_mended(string file, string damage)
    {
        await using Scenario scenario = await StoredAsync();
        IReadOnlyDictionary<string, byte[]> before = scenario.Stored();
        Damage(scenario, Path.Combine(scenario.Metadata, file), damage);

        FoundTarget? found = await scenario.Client().FindTargetAsync(TargetPath.Parse("pkg/file.txt"), scenario.Cancel);

        Assert.Equal("packages", found?.Role.Value);
        IReadOnlyDictionary<string, byte[]> after = scenario.Stored();
        Assert.All(before.Keys.Where(name => name != "root_history/1.root.json"), name => Assert.Equal(before[name], after[name]));
    }

    [Theory]
    [InlineData("cut in half")]
    [InlineData("emptied")]
    [InlineData("garbage")]
    [InlineData("another role's file")]
    [InlineData("removed")]
    [InlineData("a folder")]
    [InlineData("unsigned")]
    public async Task Without_any_good_root_nothing_is_trusted_and_nothing_is_fetched(string damage)
    {
        await using Scenario scenario = await StoredAsync();
        Assert.All(Files.Where(file => file.Contains("root", StringComparison.Ordinal)), file => Damage(scenario, Path.Combine(scenario.Metadata, file), damage));
        int before = scenario.Server.Requests.Count;

        TufException refused = await Assert.ThrowsAsync<TufException>(() => scenario.Client().RefreshAsync(scenario.Cancel));
        Assert.Equal(ProblemCodes.NotInitialized, refused.Code);
        Assert.Equal(before, scenario.Server.Requests.Count);
    }

    [Theory]
    [InlineData("root.json", "a folder")]
    [InlineData("root_history/2.root.json", "a folder")]
    [InlineData("timestamp.json", "a folder")]
    [InlineData("snapshot.json", "a folder")]
    [InlineData("targets.json", "a folder")]
    [InlineData("packages.json", "a folder")]
    [InlineData(".lock", "a folder")]
    [InlineData(".tmp", "garbage")]
    public async Task What_is_in_the_way_is_left_there_and_the_refusal_says_so(string file, string damage)
    {
        await using Scenario scenario = await StoredAsync();
        scenario.Repository.PublishThrough("packages", "targets");
        string path = Path.Combine(scenario.Metadata, file);
        Damage(scenario, path, damage);

        TufException refused = await Assert.ThrowsAsync<TufException>(
            () => scenario.Client().FindTargetAsync(TargetPath.Parse("pkg/file.txt"), scenario.Cancel));
        Assert.Equal(ProblemCodes.StorageFailed, refused.Code);
        Assert.True(Path.Exists(path));
        Assert.DoesNotContain(scenario.Stored().Keys, name => name.StartsWith(".tmp/", StringComparison.Ordinal));

        Damage(scenario, path, "removed");
        Assert.NotNull(await scenario.Client().FindTargetAsync(TargetPath.Parse("pkg/file.txt"), scenario.Cancel));
    }

    [Fact]
    public async Task A_stored_root_with_a_higher_number_in_its_name_than_in_itself_is_taken_for_what_it_is()
    {
        await using Scenario scenario = await StoredAsync();
        File.Delete(Path.Combine(scenario.Metadata, "root.json"));
        File.Copy(Path.Combine(scenario.Metadata, "root_history/1.root.json"), Path.Combine(scenario.Metadata, "root_history/9.root.json"));
        await File.WriteAllTextAsync(Path.Combine(scenario.Metadata, "root_history/x.root.json"), "what is this", scenario.Cancel);

        Updater client = scenario.Client();
        await client.RefreshAsync(scenario.Cancel);
        Assert.Equal(2, client.Trusted?.Root.Version);
    }

    private static async Task<Scenario> StoredAsync()
    {
        var scenario = new Scenario();
        scenario.Repository.Delegate("targets", "packages", paths: "pkg/*");
        scenario.Repository.AddArtifact("pkg/file.txt", "content"u8.ToArray(), "packages");
        scenario.Repository.RotateKeys("targets");
        scenario.Repository.Publish("root");
        scenario.Repository.PublishThrough("packages", "targets");
        Assert.NotNull(await scenario.Client().FindTargetAsync(TargetPath.Parse("pkg/file.txt"), scenario.Cancel));
        return scenario;
    }

    private static void Damage(Scenario scenario, string path, string how)
    {
        byte[] content = File.Exists(path) ? File.ReadAllBytes(path) : [];
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }

        File.Delete(path);
        switch (how)
        {
            case "removed": break;
            case "a folder": Directory.CreateDirectory(path); break;
            case "a dangling link": File.CreateSymbolicLink(path, "/no/such/file"); break;
            default:
                File.WriteAllBytes(path, how switch
                {
                    "cut in half" => content[..(content.Length / 2)],
                    "garbage" => [.. Enumerable.Range(0, 1000).Select(i => (byte)(i * 7919 >> 3))],
                    "zeros" => new byte[content.Length],
                    "another role's file" => scenario.Repository.FileOf(path.EndsWith("timestamp.json", StringComparison.Ordinal) ? "snapshot" : "timestamp"),
                    "the wrong version" => path.Contains("root", StringComparison.Ordinal) ? scenario.Repository.RootFile() : SignedFile.Of(scenario.Repository.Targets),
                    "unsigned" => WithoutSignatures(content),
                    _ => [],
                });
                break;
        }
    }

    private static byte[] WithoutSignatures(byte[] file)
    {
        if (file is not [(byte)'{', ..])
        {
            return [];
        }

        JsonNode json = JsonNode.Parse(file)!;
        json["signatures"] = new JsonArray();
        return Encoding.UTF8.GetBytes(json.ToJsonString());
    }
}
