using Playground.Testing;
using Xunit;

namespace Playground.Demo.Tests;

/// <summary>A step that does not do what the story says ends the story.</summary>
public sealed class ActorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _shown = new() { NewLine = "\n" };

    public void Dispose()
    {
        _shown.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task What_is_typed_and_printed_is_shown()
    {
        Outcome outcome = await Somebody().TypesAsync("git rev-parse --local-env-vars", 0, ["GIT_DIR"], TestContext.Current.CancellationToken);

        Assert.Contains("GIT_DIR\n", outcome.Answer, StringComparison.Ordinal);
        Assert.StartsWith("\nalice$ git rev-parse --local-env-vars\n  ", _shown.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tool_that_accepts_what_it_must_refuse_breaks_the_story()
    {
        var broken = await Assert.ThrowsAsync<StoryBrokenException>(
            () => Somebody().TypesAsync("git --version", 4, [], TestContext.Current.CancellationToken));

        Assert.Equal("'git --version' ended with 0, and the story says 4.", broken.Message);
    }

    [Fact]
    public async Task A_tool_that_refuses_for_another_reason_breaks_the_story()
    {
        var broken = await Assert.ThrowsAsync<StoryBrokenException>(
            () => Somebody().TypesAsync("git no-such-command", 1, ["PG0304: "], TestContext.Current.CancellationToken));

        Assert.Contains("did not say 'PG0304: '", broken.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_is_not_there_is_named()
    {
        var absent = await Assert.ThrowsAsync<SurroundingsException>(
            () => Somebody().TypesAsync("no-such-program-here --now", TestContext.Current.CancellationToken));

        Assert.Contains("no-such-program-here", absent.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("git commit --message \"First release\"", "git", "commit", "--message", "First release")]
    [InlineData("ssh-keygen -N \"\" -f key", "ssh-keygen", "-N", "", "-f", "key")]
    [InlineData("playget  get --path=\"a b\"", "playget", "get", "--path=a b")]
    public void A_line_is_split_as_a_shell_would(string line, params string[] words) => Assert.Equal(words, CommandWords.Of(line));

    [Theory]
    [InlineData("--dir")]
    [InlineData("--dir", "")]
    [InlineData("somewhere")]
    public void Wrong_usage_is_told_with_the_right_one(params string[] arguments)
    {
        Assert.Null(DemoArguments.Parse(arguments, out string? trouble));
        Assert.Contains("--dir FOLDER", trouble, StringComparison.Ordinal);
    }

    private Actor Somebody() => new("alice", _folder.FullPath, new Dictionary<string, string?>(StringComparer.Ordinal), new Terminal(_shown, false));
}
