using System.Diagnostics;
using Playground.Repository.Events;
using Playground.Repository.Rules;
using Playground.Repository.Tests.Events;

namespace Playground.Repository.Tests.Rules;

public sealed class FixCommandTests
{
    [Theory]
    [InlineData("alpha")]
    [InlineData("two words")]
    [InlineData("")]
    [InlineData("-rf")]
    [InlineData("x; touch pwned")]
    [InlineData("$(touch pwned)`touch pwned`")]
    [InlineData("it's \"quoted\" \\ !")]
    [InlineData("tab\tand line\nbreak")]
    [InlineData("naïve \u202e 日本語 'x'")]
    public void A_word_reaches_the_program_as_it_was_and_runs_nothing(string text)
    {
        var start = new ProcessStartInfo("bash", ["-c", $"printf %s {FixCommand.Word(text)}"]) { RedirectStandardOutput = true, UseShellExecute = false };
        using Process bash = Process.Start(start)!;
        string output = bash.StandardOutput.ReadToEnd();
        bash.WaitForExit();
        Assert.Equal(text, output);
        Assert.False(File.Exists("pwned"));
    }

    [Fact]
    public void The_name_of_the_event_stands_in_the_command_where_it_is_an_ordinary_one()
    {
        Assert.Equal("playground sign sign/add-carol", FixCommand.For(FixCommand.Sign, "sign/add-carol"));
        Assert.Equal("playground sign \"$EVENT\"", FixCommand.For(FixCommand.Sign, "sign/x;reboot"));
    }

    [Fact]
    public async Task A_role_named_like_a_command_is_quoted_in_its_fix()
    {
        await using TestEvents events = TestEvents.Healthy().Edit("targets", targets => targets with
        {
            Delegations = targets.Delegations! with { Roles = [.. targets.Delegations.Roles!, TestEvents.NewDelegation("x; reboot", "x/*", TestPerson.Carol)] },
        });
        VerdictProblem problem = Assert.Single((await events.JudgeAsync()).Problems);
        Assert.Equal("playground delegate sign/test 'x; reboot'", problem.Fix);
    }
}
