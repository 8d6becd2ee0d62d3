using System.Text.Json;
using Playground.Catalog.Index;
using Playground.Testing;
using Xunit;

namespace Playground.Downloader.Tests;

/// <summary>Finding projects by the signed index.</summary>
public sealed class SearchTests : IAsyncDisposable
{
    private readonly Community _community = new Community()
        .Project("f.o_o")
        .Release("f.o_o", "1.0.0", null, "foo.zip")
        .Index(
            ("f.o_o", new IndexEntry { Version = "1.0.0", Releases = 1, Description = "Hammers.", Tags = ["tool"] }),
            ("fast-json", new IndexEntry { Version = "2.0.0", Releases = 9, Description = "A parser, \u202eswift\u0007", Released = Community.Day }),
            ("json", new IndexEntry { Version = "0.1.0", Releases = 1, Description = "Plain" }),
            ("xml", new IndexEntry { Releases = 1, Description = "Not JSON at all", Tags = ["parser"] }));

    public ValueTask DisposeAsync() => _community.DisposeAsync();

    [Fact]
    public async Task Names_are_found_before_tags_and_these_before_descriptions()
    {
        await _community.TrustedAsync();

        ToolRun json = await _community.RunAsync("search", "JSON");
        ToolRun parser = await _community.RunAsync("search", "parser");
        ToolRun both = await _community.RunAsync("search", "parser", "swift");

        Assert.Equal("json\t0.1.0\tPlain\nfast-json\t2.0.0\tA parser, \\u202eswift\\u0007\nxml\t-\tNot JSON at all\n", json.Answer);
        Assert.Equal(["xml", "fast-json"], parser.Answer.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')[0]));
        Assert.StartsWith("fast-json\t", both.Answer, StringComparison.Ordinal);
        Assert.Equal((0, 1), (both.ExitCode, both.Answer.Count(c => c == '\n')));
    }

    [Fact]
    public async Task Nothing_found_is_a_no()
    {
        await _community.TrustedAsync();

        ToolRun text = await _community.RunAsync("search", "nothing");
        ToolRun json = await _community.RunAsync("search", "nothing", "--json");

        Assert.Equal((1, "", "Nothing was found.\n"), (text.ExitCode, text.Answer, text.Talk));
        Assert.Equal((1, "[]\n"), (json.ExitCode, json.Answer));
    }

    [Fact]
    public async Task What_is_found_is_there_as_json()
    {
        await _community.TrustedAsync();

        JsonElement hit = JsonElement.Parse((await _community.RunAsync("search", "fast", "--json")).Succeeded().Answer)[0];

        Assert.Equal(("fast-json", "2.0.0", 9), (hit.GetProperty("project").GetString(), hit.GetProperty("version").GetString(), hit.GetProperty("releases").GetInt32()));
        Assert.Equal("2030-01-02T03:04:05Z", hit.GetProperty("released").GetString());
    }

    [Fact]
    public async Task Files_of_the_index_that_did_not_change_are_not_fetched_again()
    {
        await _community.TrustedAsync();
        await _community.RunAsync("search", "json");
        int first = Fetched();
        _community.Index(("json", new IndexEntry { Version = "0.2.0", Releases = 2 })).Publish();

        ToolRun run = await _community.RunAsync("search", "json");

        Assert.Equal((3, 4), (first, Fetched()));
        Assert.StartsWith("json\t0.2.0\n", run.Answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_network_the_stored_index_answers()
    {
        await _community.TrustedAsync();
        await _community.RunAsync("search", "json");
        _community.Server.Files.Clear();

        Assert.Equal(0, (await _community.RunAsync("search", "json", "--offline")).ExitCode);
    }

    [Fact]
    public async Task An_index_that_was_not_signed_is_refused()
    {
        await _community.TrustedAsync();
        string path = _community.Server.Files.Keys.Single(name => name.StartsWith("/targets/index/", StringComparison.Ordinal) && name.EndsWith(".j.json", StringComparison.Ordinal));
        byte[] file = [.. _community.Server.Files[path]];
        file[^20] ^= 1;
        _community.Server.Files[path] = file;

        ToolRun run = await _community.RunAsync("search", "json");

        Assert.Equal((4, "PG0424", ""), (run.ExitCode, run.Talk[..6], run.Answer));
    }

    [Fact]
    public async Task An_index_that_makes_no_sense_is_refused_though_it_was_signed()
    {
        await _community.Artifact("index/q.json", "{\"format\":1,\"projects\":{\"other\":{}}}", "index").TrustedAsync();

        ToolRun run = await _community.RunAsync("search", "json");

        Assert.Equal((4, "PG1506", ""), (run.ExitCode, run.Talk[..6], run.Answer));
    }

    [Theory]
    [InlineData("f.o_o")]
    [InlineData("F-O-O")]
    [InlineData("f_o.o")]
    public async Task The_index_knows_how_a_name_was_registered(string typed)
    {
        await _community.TrustedAsync();

        ToolRun get = await _community.RunAsync("get", typed);

        Assert.Equal((0, "./foo.zip\n"), (get.ExitCode, get.Answer));
    }

    [Theory]
    [InlineData("a-b", 0)]
    [InlineData("A.B", 0)]
    [InlineData("a_b", 0)]
    [InlineData("ab", 1)]
    public async Task Without_an_index_a_name_is_tried_with_each_of_the_separators(string typed, int exitCode)
    {
        await using var community = new Community(withIndex: false);
        await community.Project("a_b").Release("a_b", "1.0.0", null, "ab.zip").TrustedAsync();

        Assert.Equal(exitCode, (await community.RunAsync("get", typed)).ExitCode);
    }

    [Fact]
    public async Task The_index_cannot_make_a_project_out_of_nothing()
    {
        await _community.TrustedAsync();

        ToolRun get = await _community.RunAsync("get", "fast_json");

        Assert.Equal((1, "PG1601"), (get.ExitCode, get.Talk[..6]));
    }

    private int Fetched() => _community.Server.Requests.Count(request => request.DecodedPath.StartsWith("/targets/index/", StringComparison.Ordinal));
}
