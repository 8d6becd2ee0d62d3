using Playground.Catalog.Releases;
using Playground.Testing;
using Xunit;

namespace Playground.Downloader.Tests;

/// <summary>Writing the lock file, and getting exactly what it says.</summary>
public sealed class LockTests : IAsyncDisposable
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    private readonly Community _community = new Community()
        .Project("foo")
        .Release("foo", "1.0.0", null, "foo-1.0.0.zip")
        .Release("foo", "1.1.0", null, "foo-1.1.0.tar.gz", "foo-1.1.0.zip")
        .Project("bar")
        .Release("bar", "0.1.0", null, "bar-0.1.0.zip");

    public ValueTask DisposeAsync() => _community.DisposeAsync();

    [Fact]
    public async Task The_lock_file_says_what_was_wanted_and_what_was_chosen()
    {
        await _community.TrustedAsync();

        ToolRun run = await _community.RunAsync("lock", "bar", "Foo@>=1.0 <1.1");

        Assert.Equal((0, "bar\t0.1.0\nfoo\t1.0.0\n", ""), (run.ExitCode, run.Answer, run.Talk));
        Assert.Equal(["playget.lock.json"], _community.Names());
        Assert.Equal(
            $$"""
            {
              "format": 1,
              "repository": {
                "name": "demo",
                "url": "{{_community.Server.BaseUri}}"
              },
              "projects": {
                "bar": {
                  "wanted": "latest",
                  "version": "0.1.0",
                  "files": [
                    {
                      "name": "bar-0.1.0.zip",
                      "length": 13,
                      "sha256": "{{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData("bar-0.1.0.zip"u8))}}",
                      "sha512": "{{Convert.ToHexStringLower(System.Security.Cryptography.SHA512.HashData("bar-0.1.0.zip"u8))}}"
                    }
                  ]
                },
                "foo": {
                  "wanted": ">=1.0 <1.1",
                  "version": "1.0.0",
                  "files": [
                    {
                      "name": "foo-1.0.0.zip",
                      "length": 13,
                      "sha256": "{{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData("foo-1.0.0.zip"u8))}}",
                      "sha512": "{{Convert.ToHexStringLower(System.Security.Cryptography.SHA512.HashData("foo-1.0.0.zip"u8))}}"
                    }
                  ]
                }
              }
            }

            """,
            await File.ReadAllTextAsync(_community.PathOf("playget.lock.json"), Stop));
    }

    [Fact]
    public async Task What_was_locked_is_downloaded_though_newer_releases_came()
    {
        await _community.TrustedAsync();
        (await _community.RunAsync("lock", "foo")).Succeeded();
        _community.Release("foo", "1.2.0", null, "foo-1.2.0.zip").Publish();

        ToolRun get = await _community.RunAsync("get", "--locked", "-o", "out");

        Assert.Equal((0, "out/foo-1.1.0.tar.gz\nout/foo-1.1.0.zip\n", ""), (get.ExitCode, get.Answer, get.Talk));
    }

    [Fact]
    public async Task What_is_locked_stays_and_an_update_takes_the_newest_within_its_range()
    {
        await _community.TrustedAsync();
        (await _community.RunAsync("lock", "foo@^1.0", "bar")).Succeeded();
        _community.Release("foo", "1.2.0", null, "foo-1.2.0.zip").Release("foo", "2.0.0", null, "foo-2.0.0.zip").Release("bar", "0.2.0", null, "bar-0.2.0.zip").Publish();

        ToolRun kept = await _community.RunAsync("lock");
        ToolRun named = await _community.RunAsync("lock", "foo");
        ToolRun one = await _community.RunAsync("lock", "--update", "foo");
        ToolRun all = await _community.RunAsync("lock", "--update");
        ToolRun other = await _community.RunAsync("lock", "foo@latest");

        Assert.Equal(("bar\t0.1.0\nfoo\t1.1.0\n", ""), (kept.Answer, kept.Talk));
        Assert.Equal(kept, named);
        Assert.Equal(("bar\t0.1.0\nfoo\t1.2.0\n", "foo 1.1.0 -> 1.2.0\n"), (one.Answer, one.Talk));
        Assert.Equal(("bar\t0.2.0\nfoo\t1.2.0\n", "bar 0.1.0 -> 0.2.0\n"), (all.Answer, all.Talk));
        Assert.Equal("bar\t0.2.0\nfoo\t2.0.0\n", other.Answer);
    }

    [Fact]
    public async Task A_lock_that_asked_for_pre_releases_keeps_asking()
    {
        await _community.Release("foo", "2.0.0-rc.1", null, "foo-2.0.0-rc.1.zip").TrustedAsync();
        (await _community.RunAsync("lock", "foo", "--pre")).Succeeded();
        _community.Release("foo", "2.0.0-rc.2", null, "foo-2.0.0-rc.2.zip").Publish();

        Assert.Equal("foo\t2.0.0-rc.2\n", (await _community.RunAsync("lock", "--update")).Answer);
    }

    [Fact]
    public async Task Only_files_of_choice_are_locked_and_that_is_remembered()
    {
        await _community.TrustedAsync();
        (await _community.RunAsync("lock", "foo", "--file", "*.whl", "--file", "*.zip")).Succeeded();
        Assert.Contains("\"wanted_files\": [", await File.ReadAllTextAsync(_community.PathOf("playget.lock.json"), Stop), StringComparison.Ordinal);
        _community.Release("foo", "1.2.0", null, "foo-1.2.0.tar.gz", "foo-1.2.0.zip").Publish();

        (await _community.RunAsync("lock", "--update")).Succeeded();
        ToolRun get = await _community.RunAsync("get", "--locked", "-o", "out");
        byte[] locked = await File.ReadAllBytesAsync(_community.PathOf("playget.lock.json"), Stop);
        ToolRun none = await _community.RunAsync("lock", "--file", "*.deb");
        ToolRun empty = await _community.RunAsync("lock", "--file", "");

        Assert.Equal((0, "out/foo-1.2.0.zip\n"), (get.ExitCode, get.Answer));
        Assert.Equal((1, "PG1604"), (none.ExitCode, none.Talk[..6]));
        Assert.Equal(2, empty.ExitCode);
        Assert.Equal(locked, await File.ReadAllBytesAsync(_community.PathOf("playget.lock.json"), Stop));
        Assert.Equal(["foo-1.2.0.tar.gz", "foo-1.2.0.zip"], FilesOf((await _community.RunAsync("lock", "--file", "*", "--json")).Succeeded()));
    }

    [Fact]
    public async Task Projects_are_taken_out_of_the_lock_without_the_repository()
    {
        await _community.TrustedAsync();
        (await _community.RunAsync("lock", "foo", "bar")).Succeeded();
        _community.Server.Files.Clear();

        ToolRun unknown = await _community.RunAsync("lock", "--remove", "bar", "baz");
        ToolRun more = await _community.RunAsync("lock", "--update", "--remove", "bar");
        ToolRun removed = await _community.RunAsync("lock", "--remove", "Bar", "--output", "json");
        ToolRun last = await _community.RunAsync("lock", "--remove", "foo");

        Assert.Equal((1, "PG1611"), (unknown.ExitCode, unknown.Talk[..6]));
        Assert.Equal(2, more.ExitCode);
        Assert.Equal("foo", Assert.Single(System.Text.Json.JsonElement.Parse(removed.Succeeded().Answer).EnumerateArray()).GetProperty("project").GetString());
        Assert.Equal((0, ""), (last.ExitCode, last.Answer));
        Assert.Equal((2, "PG1609"), ((await _community.RunAsync("get", "--locked")).ExitCode, (await _community.RunAsync("lock")).Talk[..6]));
    }

    [Fact]
    public async Task A_release_that_was_yanked_or_blocked_since_is_replaced_when_locking_again_and_that_is_said()
    {
        await _community.Release("foo", "1.0.1", null, "foo-1.0.1.zip").TrustedAsync();
        (await _community.RunAsync("lock", "foo")).Succeeded();
        _community.Block("projects/foo/1.1.0/*").Publish();
        ToolRun blocked = await _community.RunAsync("lock");
        _community.SetFile("projects/foo/1.0.1/foo-1.0.1.zip", Community.Content("foo-1.0.1.zip"), new ReleaseData { Yanked = new Yank("Too old.", Community.Day) });
        _community.Publish();
        ToolRun yanked = await _community.RunAsync("lock");

        Assert.Equal("foo 1.1.0, which is locked, was blocked by the repository's administrators.\nfoo 1.1.0 -> 1.0.1\n", blocked.Talk);
        Assert.Equal("foo 1.0.1, which is locked, was yanked: Too old.\nfoo 1.0.1 -> 1.0.0\n", yanked.Talk);
        Assert.Equal("foo\t1.0.0\n", yanked.Answer);
    }

    [Fact]
    public async Task The_same_choice_is_the_same_file()
    {
        await _community.TrustedAsync();
        (await _community.RunAsync("lock", "foo", "bar")).Succeeded();
        byte[] first = await File.ReadAllBytesAsync(_community.PathOf("playget.lock.json"), Stop);
        File.Delete(_community.PathOf("playget.lock.json"));

        (await _community.RunAsync("lock", "bar", "foo")).Succeeded();
        (await _community.RunAsync("lock")).Succeeded();

        Assert.Equal(first, await File.ReadAllBytesAsync(_community.PathOf("playget.lock.json"), Stop));
    }

    [Fact]
    public async Task A_file_that_is_signed_with_another_content_now_is_refused()
    {
        await _community.TrustedAsync();
        (await _community.RunAsync("lock", "foo", "bar")).Succeeded();
        _community.SetFile("projects/foo/1.1.0/foo-1.1.0.zip", Community.Content("foo-1.1.0.ZIP"), ReleaseData.Empty);
        _community.Publish();

        await RefusedAsync("PG1607: 'projects/foo/1.1.0/foo-1.1.0.zip' has another content now");
        foreach (string[] again in (string[][])[["lock"], ["lock", "--update"], ["lock", "foo@latest"]])
        {
            ToolRun locking = await _community.RunAsync(again);
            Assert.Equal((4, "PG1607"), (locking.ExitCode, locking.Talk[..6]));
        }
    }

    [Fact]
    public async Task A_file_that_is_signed_with_another_length_now_is_refused()
    {
        await _community.TrustedAsync();
        (await _community.RunAsync("lock", "foo", "bar")).Succeeded();
        _community.SetFile("projects/foo/1.1.0/foo-1.1.0.zip", Community.Content("longer than it was"), ReleaseData.Empty);
        _community.Publish();

        await RefusedAsync("PG1607: 'projects/foo/1.1.0/foo-1.1.0.zip' has 18 bytes now, and had 13");
    }

    [Fact]
    public async Task A_file_or_release_that_is_not_signed_any_more_is_refused()
    {
        await _community.TrustedAsync();
        (await _community.RunAsync("lock", "foo", "bar")).Succeeded();
        _community.RemoveFile("projects/foo/1.1.0/foo-1.1.0.zip");
        _community.Publish();
        await RefusedAsync("PG1607: 'foo-1.1.0.zip' of foo 1.1.0 is not signed any more");

        _community.RemoveFile("projects/foo/1.1.0/foo-1.1.0.tar.gz");
        _community.Publish();
        await RefusedAsync("PG1607: foo 1.1.0 is not signed any more");
    }

    [Theory]
    [InlineData("projects/foo/1.1.0/*")]
    [InlineData("projects/foo/*/*")]
    public async Task What_was_blocked_since_is_refused(string path)
    {
        await _community.TrustedAsync();
        (await _community.RunAsync("lock", "foo", "bar")).Succeeded();
        _community.Block(path).Publish();

        await RefusedAsync("PG1603: foo 1.1.0 was blocked");
    }

    [Fact]
    public async Task What_was_yanked_since_is_given_with_a_warning()
    {
        await _community.TrustedAsync();
        (await _community.RunAsync("lock", "bar")).Succeeded();
        _community.SetFile("projects/bar/0.1.0/bar-0.1.0.zip", Community.Content("bar-0.1.0.zip"), new ReleaseData { Yanked = new Yank("It is too old.", Community.Day) });
        _community.Publish();

        ToolRun get = await _community.RunAsync("get", "--locked");
        ToolRun refreshed = await _community.RunAsync("lock");

        Assert.Equal((0, "Warning: bar 0.1.0 was yanked: It is too old.\n", "./bar-0.1.0.zip\n"), (get.ExitCode, get.Talk, get.Answer));
        Assert.Equal(1, refreshed.ExitCode);
        Assert.StartsWith("bar 0.1.0, which is locked, was yanked: It is too old.\nPG1602: ", refreshed.Talk, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lock_is_obeyed_where_the_repository_is_trusted_by_another_name_and_only_there()
    {
        await _community.TrustedAsync();
        (await _community.RunAsync("lock", "bar")).Succeeded();
        (await _community.RunAsync("trust", "remove", "demo")).Succeeded();

        ToolRun untrusted = await _community.RunAsync("get", "--locked");
        await _community.TrustedAsync("another-name");
        ToolRun trusted = await _community.RunAsync("get", "--locked");

        Assert.Equal(2, untrusted.ExitCode);
        Assert.Contains("which is not trusted here", untrusted.Talk, StringComparison.Ordinal);
        Assert.Equal((0, "./bar-0.1.0.zip\n"), (trusted.ExitCode, trusted.Answer));
    }

    [Fact]
    public async Task Without_a_lock_file_there_is_nothing_to_obey_or_refresh()
    {
        await _community.TrustedAsync();

        foreach (string[] arguments in (string[][])[["get", "--locked"], ["lock"]])
        {
            ToolRun run = await _community.RunAsync(arguments);
            Assert.Equal((2, "PG1609"), (run.ExitCode, run.Talk[..6]));
        }

        Assert.Equal(2, (await _community.RunAsync("get", "--locked", "foo")).ExitCode);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("null")]
    [InlineData("{\"format\":2,\"repository\":{\"name\":\"demo\",\"url\":\"http://x/\"},\"projects\":{}}")]
    [InlineData("{\"format\":1,\"repository\":null,\"projects\":{}}")]
    [InlineData("{\"format\":1,\"repository\":{\"name\":\"demo\",\"url\":\"http://x/\"},\"projects\":{\"../x\":{\"wanted\":\"latest\",\"version\":\"1.0.0\",\"files\":[{\"name\":\"a\",\"length\":1,\"sha256\":\"00\"}]}}}")]
    [InlineData("{\"format\":1,\"repository\":{\"name\":\"demo\",\"url\":\"http://x/\"},\"projects\":{\"x\":{\"wanted\":\"latest\",\"version\":\"1.0.0\",\"files\":[{\"name\":\"a\",\"length\":1}]}}}")]
    [InlineData("{\"format\":1,\"repository\":{\"name\":\"demo\",\"url\":\"http://x/\"},\"projects\":{\"x\":null}}")]
    public async Task A_lock_file_that_makes_no_sense_is_left_alone(string content)
    {
        await _community.TrustedAsync();
        await File.WriteAllTextAsync(_community.PathOf("playget.lock.json"), content, Stop);

        foreach (string[] arguments in (string[][])[["get", "--locked"], ["lock", "foo"]])
        {
            ToolRun run = await _community.RunAsync(arguments);
            Assert.Equal((3, "PG1608"), (run.ExitCode, run.Talk[..6]));
        }

        Assert.Equal(content, await File.ReadAllTextAsync(_community.PathOf("playget.lock.json"), Stop));
    }

    private static IEnumerable<string?> FilesOf(ToolRun run) => Assert.Single(System.Text.Json.JsonElement.Parse(run.Answer).EnumerateArray())
        .GetProperty("files").EnumerateArray().Select(file => file.GetString());

    private async Task RefusedAsync(string talk)
    {
        ToolRun get = await _community.RunAsync("get", "--locked");

        Assert.Equal((4, ""), (get.ExitCode, get.Answer));
        Assert.StartsWith(talk, get.Talk, StringComparison.Ordinal);
        Assert.Equal(["playget.lock.json"], _community.Names());
    }
}
