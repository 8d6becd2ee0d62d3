using System.Text;
using System.Text.Json.Nodes;
using Playground.Testing;
using Playground.Tuf.Client;
using Playground.Tuf.Model;
using Xunit;

namespace Playground.Tuf.Tests.Client;

/// <content>GHSA-846p-jg2w-w324: what a server sends may be anything, and is answered with a code.</content>
public sealed partial class AdvisoryTests
{
    private static readonly string[] Roles = ["root", "timestamp", "snapshot", "targets", "packages"];

    public static TheoryData<string> Malformed() =>
    [
        "", " ", "null", "true", "0", "\"\"", "[]", "{}", "{", "}", "[[[[", "{\"signed\"", "\uFEFF{}",
        """{"signatures":null,"signed":null}""",
        """{"signatures":[],"signed":null}""",
        """{"signatures":[],"signed":[]}""",
        """{"signatures":[],"signed":{}}""",
        """{"signatures":{},"signed":{}}""",
        """{"signatures":[null],"signed":{}}""",
        """{"signatures":[[]],"signed":{}}""",
        """{"signatures":[{}],"signed":{}}""",
        """{"signatures":[{"keyid":null,"sig":null}],"signed":{}}""",
        """{"signatures":[{"keyid":1,"sig":2}],"signed":{}}""",
        """{"signatures":[{"keyid":"a","sig":"not hexadecimal"}],"signed":{}}""",
        """{"signatures":[],"signed":{"_type":null}}""",
        """{"signatures":[],"signed":{"_type":["root"]}}""",
        """{"signatures":[],"signed":{"_type":"root"}}""",
        """{"signatures":[],"signed":{"version":1e400}}""",
        """{"signatures":[],"signed":{"version":99999999999999999999999999999999}}""",
        """{"signatures":[],"signed":{"a":"\ud800"}}""",
        """{"signatures":[],"signed":{},"signed":{}}""",
    ];

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task GHSA_846p_jg2w_w324_a_malformed_file_is_a_refusal_and_no_crash(string text)
    {
        foreach (string role in Roles)
        {
            await using Scenario scenario = Published();
            scenario.Server.Files[scenario.Repository.PathOf(role)] = Encoding.UTF8.GetBytes(text);
            await RefusalAsync(scenario);
        }
    }

    [Fact]
    public async Task GHSA_846p_jg2w_w324_deep_and_long_files_are_refusals_and_no_crash()
    {
        string[] texts =
        [
            new string('[', 400_000), string.Concat(Enumerable.Repeat("{\"a\":", 80_000)), "\"" + new string('x', 400_000),
            """{"signatures":[],"signed":""" + new string('[', 5000) + new string(']', 5000) + "}", new string('9', 400_000),
        ];
        foreach (string role in Roles)
        {
            foreach (string text in texts)
            {
                await using Scenario scenario = Published();
                scenario.Server.Files[scenario.Repository.PathOf(role)] = Encoding.UTF8.GetBytes(text);
                await RefusalAsync(scenario);
            }
        }
    }

    [Fact]
    public async Task GHSA_846p_jg2w_w324_bytes_that_are_not_UTF_8_are_refused_wherever_they_stand()
    {
        foreach (string role in Roles)
        {
            await using Scenario scenario = Published();
            byte[] file = [.. scenario.Repository.FileOf(role)];
            file[file.AsSpan().IndexOf("2030"u8)] = 0xff;
            scenario.Server.Files[scenario.Repository.PathOf(role)] = file;
            Assert.Equal(ProblemCodes.NotJson, await RefusalAsync(scenario));
        }
    }

    [Theory]
    [InlineData("root")]
    [InlineData("timestamp")]
    [InlineData("snapshot")]
    [InlineData("targets")]
    [InlineData("packages")]
    public async Task GHSA_846p_jg2w_w324_a_signed_file_with_any_value_replaced_is_understood_or_refused(string role)
    {
        await using Scenario scenario = Published();
        string path = scenario.Repository.PathOf(role);
        JsonObject signed = JsonNode.Parse(scenario.Repository.FileOf(role))!["signed"]!.AsObject();
        int refused = 0;
        int understood = 0;
        for (int place = 0; place < Everything(signed).Count(); place++)
        {
            foreach (string value in (string[])["null", "true", "-1", "9223372036854775807", "\"\"", "\"x\"", "[]", "{}", "[null]"])
            {
                JsonNode edited = signed.DeepClone();
                Everything(edited).ElementAt(place).ReplaceWith(JsonNode.Parse(value));
                scenario.Server.Files[path] = SignedFile.Of(edited, [.. scenario.Repository.SignersOf(role)]);
                string fresh = scenario.Folder[$"{refused + understood}"];
                Updater.TrustRoot(fresh, scenario.Repository.RootFile());
                try
                {
                    Updater client = scenario.Client(options => options with { MetadataDirectory = fresh });
                    await client.FindTargetAsync(TargetPath.Parse("missing"), scenario.Cancel);
                    understood++;
                }
                catch (TufException)
                {
                    refused++;
                }
            }
        }

        Assert.True(refused > understood, $"{refused} refused, {understood} understood");
    }

    private static Scenario Published()
    {
        var scenario = new Scenario();
        scenario.Server.RecordsRequests = false;
        scenario.Repository.Delegate("targets", "packages", paths: "*");
        scenario.Repository.AddArtifact("dir/file", Good, "packages");
        scenario.Repository.Publish("root");
        scenario.Repository.PublishThrough("packages", "targets");
        return scenario;
    }

    /// <summary>Every value below a value, in order.</summary>
    private static IEnumerable<JsonNode> Everything(JsonNode node)
    {
        foreach (JsonNode? child in node switch
        {
            JsonObject o => o.Select(member => member.Value),
            JsonArray a => a,
            _ => [],
        })
        {
            yield return child!;
            foreach (JsonNode below in Everything(child!))
            {
                yield return below;
            }
        }
    }
}
