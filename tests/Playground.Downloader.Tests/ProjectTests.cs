using System.Text.Json;
using Playground.Catalog.Releases;
using Playground.Testing;
using Xunit;

namespace Playground.Downloader.Tests;

/// <summary>list, info and get of projects.</summary>
public sealed class ProjectTests : IAsyncDisposable
{
    private static readonly ReleaseData Said = new()
    {
        Kind = "wheel",
        Platform = "any",
        Description = "Foo is a tool.",
        Licence = "MIT",
        Repository = "https://example.org/foo",
        Purl = "pkg:pypi/foo-bar",
        Tags = ["tools", "demo"],
        Released = Community.Day,
    };

    private readonly Community _community = new Community()
        .Project("foo-bar")
        .Release("foo-bar", "1.0.0", Said, "foo-1.0.0.whl", "foo-1.0.0.tar.gz")
        .Release("foo-bar", "1.1.0", Said, "foo-1.1.0.whl", "foo-1.1.0.tar.gz")
        .Release("foo-bar", "1.2.0", Said with { Yanked = new Yank("It eats\u001b[31m files.", Community.Day) }, "foo-1.2.0.whl")
        .Release("foo-bar", "2.0.0-rc.1", Said, "foo-2.0.0rc1.whl")
        .Project("bar", "new")
        .Release("bar", "0.1.0", new ReleaseData { Deprecated = new Deprecation("Nobody looks after it.", "foo-bar", Community.Day) }, "bar-0.1.0.zip");

    public ValueTask DisposeAsync() => _community.DisposeAsync();

    [Theory]
    [InlineData("foo-bar", "foo-1.1.0")]
    [InlineData("Foo_Bar", "foo-1.1.0")]
    [InlineData("foo-bar@latest", "foo-1.1.0")]
    [InlineData("foo-bar@1.0", "foo-1.0.0")]
    [InlineData("foo-bar@^1.0", "foo-1.1.0")]
    [InlineData("foo-bar@1.0.x", "foo-1.0.0")]
    [InlineData("foo-bar@>=1.0 <1.1", "foo-1.0.0")]
    [InlineData("foo-bar@[1.0,1.1)", "foo-1.0.0")]
    public async Task The_newest_release_that_is_wanted_is_downloaded(string wanted, string name)
    {
        await _community.TrustedAsync();

        ToolRun get = await _community.RunAsync("get", wanted);

        Assert.Equal((0, ""), (get.ExitCode, get.Talk));
        Assert.Equal([$"{name}.tar.gz", $"{name}.whl"], _community.Names());
        Assert.Equal($"{name}.whl", await File.ReadAllTextAsync(_community.PathOf($"{name}.whl"), TestContext.Current.CancellationToken));
        Assert.Equal($"./{name}.tar.gz\n./{name}.whl\n", get.Answer);
    }

    [Fact]
    public async Task Several_projects_are_downloaded_into_a_folder_of_choice_with_the_files_of_choice()
    {
        await _community.TrustedAsync();

        ToolRun get = await _community.RunAsync("get", "foo-bar@1.0.0", "bar", "--file", "*.whl", "--file", "*.zip", "-o", "out");

        Assert.Equal(0, get.ExitCode);
        Assert.Equal("out/foo-1.0.0.whl\nout/bar-0.1.0.zip\n", get.Answer);
    }

    [Fact]
    public async Task Pre_releases_are_for_those_who_ask()
    {
        await _community.TrustedAsync();

        Assert.Equal("./foo-2.0.0rc1.whl\n", (await _community.RunAsync("get", "foo-bar", "--pre")).Answer);
        Assert.Equal("./foo-2.0.0rc1.whl\n", (await _community.RunAsync("get", "foo-bar@2.0.0-rc.1")).Answer);
        ToolRun unasked = await _community.RunAsync("get", "foo-bar@^2.0");
        Assert.Equal((1, "PG1602: foo-bar has no release that is ^2.0."), (unasked.ExitCode, unasked.Talk[..44]));
    }

    [Fact]
    public async Task A_yanked_release_is_given_only_to_those_who_name_it_and_with_a_warning_that_is_safe_to_show()
    {
        await _community.TrustedAsync();

        ToolRun named = await _community.RunAsync("get", "foo-bar@1.2.0");
        ToolRun range = await _community.RunAsync("get", "foo-bar@^1.2");

        Assert.Equal((0, "Warning: foo-bar 1.2.0 was yanked: It eats\\u001b[31m files.\n"), (named.ExitCode, named.Talk));
        Assert.Equal(1, range.ExitCode);
        Assert.Contains("but for yanked ones", range.Talk, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deprecated_release_is_given_with_the_reason_and_what_to_use_instead()
    {
        await _community.TrustedAsync();

        ToolRun get = await _community.RunAsync("get", "bar");

        Assert.Equal((0, "Warning: bar 0.1.0 is deprecated: Nobody looks after it. Use instead: foo-bar\n"), (get.ExitCode, get.Talk));
    }

    [Fact]
    public async Task A_blocked_release_is_never_given_and_the_one_before_it_is_the_newest()
    {
        await _community.Block("projects/foo-bar/1.1.0/*").TrustedAsync();

        ToolRun newest = await _community.RunAsync("get", "foo-bar", "--file", "*.whl");
        ToolRun named = await _community.RunAsync("get", "foo-bar@1.1.0");
        ToolRun path = await _community.RunAsync("get", "projects/foo-bar/1.1.0/foo-1.1.0.whl");

        Assert.Equal((0, "./foo-1.0.0.whl\n"), (newest.ExitCode, newest.Answer));
        Assert.Equal((4, "PG1603"), (named.ExitCode, named.Talk[..6]));
        Assert.Equal((1, "PG1604"), (path.ExitCode, path.Talk[..6]));
        Assert.Equal(["foo-1.0.0.whl"], _community.Names());
    }

    [Fact]
    public async Task A_blocked_project_is_never_given()
    {
        await _community.Block("projects/foo-bar/*/*").TrustedAsync();

        foreach (string verb in (string[])["get", "list", "info"])
        {
            ToolRun run = await _community.RunAsync(verb, "Foo.Bar");
            Assert.Equal((4, "PG1603", ""), (run.ExitCode, run.Talk[..6], run.Answer));
        }
    }

    [Fact]
    public async Task A_file_that_is_there_and_right_is_not_fetched_again_and_another_one_is_not_overwritten()
    {
        await _community.TrustedAsync();
        (await _community.RunAsync("get", "foo-bar@1.0.0", "--file", "*.whl")).Succeeded();
        int before = Downloads("1.0.0");
        (await _community.RunAsync("get", "foo-bar@1.0.0", "--file", "*.whl")).Succeeded();
        await File.WriteAllTextAsync(_community.PathOf("foo-1.0.0.whl"), "mine", TestContext.Current.CancellationToken);

        ToolRun refused = await _community.RunAsync("get", "foo-bar@1.0.0");
        string kept = await File.ReadAllTextAsync(_community.PathOf("foo-1.0.0.whl"), TestContext.Current.CancellationToken);
        ToolRun forced = await _community.RunAsync("get", "foo-bar@1.0.0", "--force");

        Assert.Equal((1, 3), (before, Downloads("1.0.0")));
        Assert.Equal((3, "PG1605", "mine"), (refused.ExitCode, refused.Talk[..6], kept));
        Assert.Equal(0, forced.ExitCode);
        Assert.Equal("foo-1.0.0.whl", await File.ReadAllTextAsync(_community.PathOf("foo-1.0.0.whl"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Two_different_files_of_one_name_are_not_put_into_one_folder()
    {
        _community.Project("qux").SetFile("projects/qux/1.0.0/foo-1.0.0.whl", Community.Content("another"), ReleaseData.Empty);
        await _community.TrustedAsync();

        ToolRun get = await _community.RunAsync("get", "foo-bar@1.0.0", "qux");

        Assert.Equal((2, "PG1606"), (get.ExitCode, get.Talk[..6]));
        Assert.Empty(_community.Names());
    }

    [Fact]
    public async Task A_flipped_byte_of_a_release_is_refused()
    {
        await _community.TrustedAsync();
        string path = _community.Server.Files.Keys.Single(name => name.EndsWith(".foo-1.1.0.whl", StringComparison.Ordinal));
        _community.Server.Files[path] = Community.Content("Foo-1.1.0.whl");

        ToolRun get = await _community.RunAsync("get", "foo-bar", "--file", "*.whl");

        Assert.Equal((4, "PG0424"), (get.ExitCode, get.Talk[..6]));
        Assert.Empty(_community.Names());
    }

    [Fact]
    public async Task A_file_at_the_top_goes_before_a_project_that_somebody_names_like_it()
    {
        _community.Artifact("hello.txt", "hello\n").Project("hello.txt", "new").Release("hello.txt", "1.0.0", null, "evil.txt");
        await _community.TrustedAsync();

        ToolRun get = await _community.RunAsync("get", "hello.txt");

        Assert.Equal((0, "./hello.txt\n"), (get.ExitCode, get.Answer));
        Assert.Equal("hello\n", await File.ReadAllTextAsync(_community.PathOf("hello.txt"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_releases_of_a_project_are_listed_newest_first()
    {
        await _community.Block("projects/foo-bar/1.0.0/*").TrustedAsync();

        ToolRun some = await _community.RunAsync("list", "foo-bar");
        ToolRun all = await _community.RunAsync("list", "foo-bar", "--all");
        ToolRun none = await _community.RunAsync("list", "foo-bar@^3.0");

        Assert.Equal((0, "1.1.0\t2030-01-02\n"), (some.ExitCode, some.Answer));
        Assert.Equal(
            "2.0.0-rc.1\t2030-01-02\tpre-release\n1.2.0\t2030-01-02\tyanked: It eats\\u001b[31m files.\n1.1.0\t2030-01-02\n1.0.0\t-\tblocked\n",
            all.Answer);
        Assert.Equal((1, ""), (none.ExitCode, none.Answer));
    }

    [Fact]
    public async Task The_releases_of_a_project_are_listed_as_json()
    {
        await _community.TrustedAsync();

        JsonElement all = JsonElement.Parse((await _community.RunAsync("list", "foo-bar", "--all", "--json")).Succeeded().Answer);

        Assert.Equal(["2.0.0-rc.1", "1.2.0", "1.1.0", "1.0.0"], all.EnumerateArray().Select(release => release.GetProperty("version").GetString()));
        Assert.True(all[0].GetProperty("prerelease").GetBoolean());
        Assert.Equal("It eats\u001b[31m files.", all[1].GetProperty("yanked").GetProperty("reason").GetString());
        Assert.Equal(JsonValueKind.Null, all[2].GetProperty("yanked").ValueKind);
        Assert.Equal("2030-01-02T03:04:05Z", all[2].GetProperty("released").GetString());
    }

    [Fact]
    public async Task Info_shows_a_release_its_files_and_who_stands_behind_it()
    {
        await _community.TrustedAsync();

        ToolRun info = await _community.RunAsync("info", "Foo.Bar");

        Assert.Equal(0, info.ExitCode);
        Assert.Equal(
            $"""
            foo-bar 1.1.0
            Foo is a tool.
            released: 2030-01-02
            licence: MIT
            sources: https://example.org/foo
            purl: pkg:pypi/foo-bar
            tags: tools, demo
            vouched for: its owners are known to the repository's administrators
            owners: @alice (signed), 1 needed
            releasers: @bob (signed), 1 needed
            releases:
              2.0.0-rc.1  pre-release
              1.2.0  yanked: It eats\u001b[31m files.
              1.1.0
              1.0.0
            file foo-1.1.0.tar.gz  16 bytes  wheel, any
              sha256  {Hash("foo-1.1.0.tar.gz")}
              sha512  {Hash512("foo-1.1.0.tar.gz")}
            file foo-1.1.0.whl  13 bytes  wheel, any
              sha256  {Hash("foo-1.1.0.whl")}
              sha512  {Hash512("foo-1.1.0.whl")}

            """,
            info.Answer);
    }

    [Fact]
    public async Task Info_of_a_new_project_says_that_nobody_vouches_for_it()
    {
        await _community.TrustedAsync();

        ToolRun info = await _community.RunAsync("info", "bar");

        Assert.Contains("vouched for: nobody has vouched for its owners yet\n", info.Answer, StringComparison.Ordinal);
        Assert.Contains("  0.1.0  deprecated: Nobody looks after it.\n", info.Answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Info_as_json_says_all_of_it()
    {
        await _community.TrustedAsync();

        JsonElement info = JsonElement.Parse((await _community.RunAsync("info", "foo-bar@1.0.0", "--json")).Succeeded().Answer);

        Assert.Equal(("foo-bar", "claimed"), (info.GetProperty("project").GetString(), info.GetProperty("vouched_for_by").GetString()));
        JsonElement owner = info.GetProperty("owners").GetProperty("members")[0];
        Assert.Equal(("@alice", true), (owner.GetProperty("owner").GetString(), owner.GetProperty("signed").GetBoolean()));
        Assert.Equal(4, info.GetProperty("releases").GetArrayLength());
        JsonElement release = info.GetProperty("release");
        Assert.Equal(("1.0.0", "MIT"), (release.GetProperty("version").GetString(), release.GetProperty("licence").GetString()));
        JsonElement file = release.GetProperty("files")[1];
        Assert.Equal(("foo-1.0.0.whl", 13), (file.GetProperty("name").GetString(), file.GetProperty("length").GetInt32()));
        Assert.Equal(Hash("foo-1.0.0.whl"), file.GetProperty("hashes").GetProperty("sha256").GetString());
    }

    [Theory]
    [InlineData(1, "PG1601: ", "get", "nothing")]
    [InlineData(1, "PG1601: ", "get", "no thing")]
    [InlineData(1, "PG1601: ", "info", "nothing")]
    [InlineData(1, "PG1601: ", "list", "nothing")]
    [InlineData(1, "PG1602: ", "get", "foo-bar@9.0")]
    [InlineData(1, "PG1602: ", "info", "foo-bar@9.0")]
    [InlineData(1, "PG1604: ", "get", "foo-bar", "--file", "*.deb")]
    [InlineData(1, "PG1604: ", "get", "projects/foo-bar/1.0.0/nothing.whl")]
    [InlineData(1, "PG1610: ", "search", "foo")]
    [InlineData(2, "PG1503: ", "get", "foo-bar@oops")]
    [InlineData(2, "'@1.0' does not name", "get", "@1.0")]
    [InlineData(2, "'foo/bar' does not name", "info", "foo/bar")]
    [InlineData(2, "--all and --pre go with", "list", "--all")]
    [InlineData(2, "Say what to get", "get")]
    public async Task What_cannot_be_done_is_told(int exitCode, string talk, params string[] arguments)
    {
        await _community.TrustedAsync();

        ToolRun run = await _community.RunAsync(arguments);

        Assert.Equal((exitCode, ""), (run.ExitCode, run.Answer));
        Assert.StartsWith(talk, run.Talk, StringComparison.Ordinal);
        Assert.Empty(_community.Names());
    }

    private static string Hash(string content) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Community.Content(content)));

    private static string Hash512(string content) => Convert.ToHexStringLower(System.Security.Cryptography.SHA512.HashData(Community.Content(content)));

    private int Downloads(string version) =>
        _community.Server.Requests.Count(request => request.DecodedPath.StartsWith($"/targets/projects/foo-bar/{version}/", StringComparison.Ordinal));
}
