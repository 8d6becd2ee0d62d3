using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Playground.Repository.Reports;

namespace Playground.Repository.Tests.Reports;

/// <summary>The published schema and the reader agree, as a validator of other origin sees it.</summary>
public sealed class SchemaTests
{
    private static readonly string Ajv = House.PathOf("tests/Playground.Repository.Tests/ajv");

    [Fact]
    public async Task Real_results_are_valid_and_what_the_reader_refuses_is_not()
    {
        string good = Encoding.UTF8.GetString((await EventResultTests.BusyAsync()).ToBytes());
        List<string> documents = [good];
        foreach ((string member, string value) in ((string, string)[])[
            ("format", "2"), ("head", "\"HEAD\""), ("judged", "\"now\""), ("verified", "\"false\""), ("roles", "[null]"), ("problems", "[{\"code\":\"PG1101\",\"message\":\"\"}]"),
            ("invitations", "[{\"person\":\"frank\",\"roles\":[]}]"), ("leftOut", "{}"), ("further", "1")])
        {
            JsonObject json = JsonNode.Parse(good)!.AsObject();
            json[member] = JsonNode.Parse(value);
            documents.Add(json.ToJsonString());
        }

        foreach ((string member, string value) in ((string, string)[])[
            ("further", "1"), ("signed", "[7]"), ("changes", "[{\"path\":\"a\",\"change\":\"Added\",\"length\":1}]"), ("changes", "[{\"path\":\"a\",\"change\":\"removed\",\"length\":1,\"lengthBefore\":1}]"),
            ("changes", "[{\"path\":\"a\",\"change\":\"added\"}]"), ("words", "[{\"kind\":\"heading\",\"text\":\"\"}]")])
        {
            JsonObject json = JsonNode.Parse(good)!.AsObject();
            json["roles"]![0]!.AsObject()[member] = JsonNode.Parse(value);
            documents.Add(json.ToJsonString());
        }

        foreach (string member in JsonNode.Parse(good)!.AsObject().Select(entry => entry.Key).ToList())
        {
            JsonObject json = JsonNode.Parse(good)!.AsObject();
            json.Remove(member);
            documents.Add(json.ToJsonString());
        }

        string[] answers = await ValidateAsync(documents);

        Assert.Equal("true", answers[0]);
        for (int i = 1; i < documents.Count; i++)
        {
            Assert.True(answers[i] != "true", documents[i]);
            Assert.Throws<TufException>(() => EventResult.Parse(Encoding.UTF8.GetBytes(documents[i])));
        }
    }

    private static async Task<string[]> ValidateAsync(List<string> documents)
    {
        await InstallAsync();
        using var folder = new TemporaryFolder();
        for (int i = 0; i < documents.Count; i++)
        {
            await File.WriteAllTextAsync(folder[$"{i}.json"], documents[i], TestContext.Current.CancellationToken);
        }

        return (await RunAsync("node", ["validate.mjs", House.PathOf("docs/schemas/event-result.schema.json"), .. documents.Select((_, i) => folder[$"{i}.json"])]))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static async Task InstallAsync()
    {
        Assert.SkipWhen(FindProgram("node") is null || FindProgram("npm") is null, "Node.js is not installed, and so no validator.");
        if (!File.Exists(Path.Combine(Ajv, "node_modules", ".package-lock.json")))
        {
            await RunAsync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]);
        }
    }

    private static async Task<string> RunAsync(string program, string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Ajv,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> talk = process.StandardError.ReadToEndAsync();
        string answer = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await talk);
        return answer;
    }

    private static string? FindProgram(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator).Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
}
