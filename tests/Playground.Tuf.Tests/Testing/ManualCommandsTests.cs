using Playground.Testing;
using Xunit;

namespace Playground.Tuf.Tests.Testing;

/// <summary>The commands that manuals show are found, and a test that leaves one out fails.</summary>
public sealed class ManualCommandsTests
{
    private const string Text = """
        Say `playget list`, then `playground` or `--yes`.

        ```
        playget trust add demo URL --root file:FILE   # trust it
        # nothing to run
        playground init \
            --signers @alice
        ```

        ```console
        alice$ git push "FILE"
        done   # said git
        $ playget list
        ```

        ```json
        playget verify
        ```
        """;

    [Fact]
    public void Commands_are_found_in_blocks_and_in_sentences_without_prompts_and_comments()
    {
        var manual = ManualCommands.Of(Text);

        Assert.Equal(
            [
                (1, "playget list"), (4, "playget trust add demo URL --root file:FILE"), (6, "playground init --signers @alice"),
                (11, "git push \"FILE\""), (13, "playget list"),
            ],
            manual.Commands.Select(command => (command.Line, command.Text)));
    }

    [Fact]
    public void A_command_is_taken_with_what_its_capitals_stand_for()
    {
        var manual = ManualCommands.Of(Text);

        Assert.Equal("playget trust add demo http://x/ --root file:a.json", manual.Take("playget trust add", ("URL", "http://x/"), ("FILE", "a.json")));
        Assert.Equal("git push \"a.json\"", manual.Take("git", ("FILE", "a.json"), ("PUSH", "never")));
        Assert.Throws<InvalidOperationException>(() => manual.Take("git"));
        Assert.Throws<InvalidOperationException>(() => manual.Take("playground in"));
    }

    [Fact]
    public void What_was_not_run_is_named_and_what_stands_there_twice_is_run_once()
    {
        var manual = ManualCommands.Of(Text);
        manual.Take("playget list");
        manual.Take("git push");
        manual.Take("playget trust");

        var missing = Assert.Throws<InvalidOperationException>(manual.RequireAllTaken);
        Assert.Equal("the text shows what no test runs:\n  line 6: playground init --signers @alice", missing.Message);
        manual.Take("playground init");
        manual.RequireAllTaken();
    }
}
