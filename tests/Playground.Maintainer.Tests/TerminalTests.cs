using Playground.Testing;
using Xunit;

namespace Playground.Maintainer.Tests;

/// <summary>What a person is asked at a real terminal, and what comes of the answers.</summary>
[Collection(nameof(HealthyCollection))]
public sealed class TerminalTests(Healthy healthy)
{
    private const string Absent = "There is no script program of util-linux here.";
    private const string Passphrase = "Correct-Horse-42";

    [Fact(Timeout = 120_000)]
    public async Task Init_without_a_flag_asks_for_everything_and_makes_a_key_whose_passphrase_is_never_shown()
    {
        Assert.SkipUnless(TypedTerminal.IsThere, Absent);
        CancellationToken stop = TestContext.Current.CancellationToken;
        using var stage = new ToolStage();
        string online = await stage.MakeKeyAsync("online");
        using TypedTerminal terminal = stage.OpenTerminal("alice", "playground init");

        await terminal.AnswerAsync("Who are you", "@alice", stop);
        await terminal.AnswerAsync("Where is the online key", online, stop);
        await terminal.AnswerAsync("Who signs root?", "@alice @bob", stop);
        await terminal.AnswerAsync("How many of them must?", "", stop);
        await terminal.AnswerAsync("Who signs targets?", "@alice @bob", stop);
        await terminal.AnswerAsync("How many of them must?", "1", stop);
        await terminal.AnswerAsync("Begin the repository like this, as @alice?", "y", stop);
        await terminal.AnswerAsync("Which key is @alice's?", "", stop);
        await terminal.AnswerAsync("New passphrase for", Passphrase, stop);
        await terminal.AnswerAsync("The same once more:", Passphrase, stop);
        await terminal.AnswerAsync("Passphrase for", Passphrase, stop);
        int exitCode = await terminal.EndAsync(stop);

        Assert.True(exitCode == 0, terminal.Shown);
        Assert.DoesNotContain(Passphrase[..4], terminal.Shown, StringComparison.Ordinal);
        Assert.Equal("@alice", stage["alice"].Git("config", "playground.user"));
        string key = stage["alice"].Git("config", "playground.key");
        Assert.Contains("ENCRYPTED PRIVATE KEY", await File.ReadAllTextAsync(key["file:".Length..], stop), StringComparison.Ordinal);
        string root = stage.Sandbox.Forge.ReadFile("sign/init", "metadata/root.json")!;
        Assert.Contains("\"threshold\": 2", root, StringComparison.Ordinal);
        Assert.Contains("@bob", stage.Sandbox.Forge.ReadFile("sign/init", "metadata/.signing-event-state"), StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task Who_is_invited_chooses_a_key_when_signing()
    {
        Assert.SkipUnless(TypedTerminal.IsThere, Absent);
        CancellationToken stop = TestContext.Current.CancellationToken;
        using ToolStage stage = healthy.Copy();
        (await stage.SureAsync("alice", "delegate", "add-carol", "tools", "--signers", "@carol")).Succeeded();
        string key = await stage.MakeKeyAsync("carol");
        using TypedTerminal terminal = stage.OpenTerminal("carol", "playground sign");

        await terminal.AnswerAsync("Who are you", "@carol", stop);
        await terminal.AnswerAsync("Trust root version 1", "y", stop);
        await terminal.AnswerAsync("Sign this as @carol?", "y", stop);
        await terminal.AnswerAsync("Say where it is", "\e[B", stop);
        await terminal.AnswerAsync("Where is your key", key, stop);
        int exitCode = await terminal.EndAsync(stop);

        Assert.True(exitCode == 0, terminal.Shown);
        Assert.Contains("@carol accepts 'tools', signs 'tools'.", terminal.Shown, StringComparison.Ordinal);
        Assert.Equal(key, stage["carol"].Git("config", "playground.key"));
    }

    [Fact(Timeout = 120_000)]
    public async Task Who_says_no_has_changed_nothing()
    {
        Assert.SkipUnless(TypedTerminal.IsThere, Absent);
        CancellationToken stop = TestContext.Current.CancellationToken;
        using ToolStage stage = healthy.Copy();
        (await stage.SureAsync("alice", "delegate", "longer", "root", "--expiry-days", "400")).Succeeded();
        string tip = stage.Sandbox.Forge.Resolve("sign/longer");
        (await stage.PlaygroundAsync("bob", "status", "--yes")).Succeeded();
        using TypedTerminal terminal = stage.OpenTerminal("bob", "playground sign");

        await terminal.AnswerAsync("Sign this as @bob?", "n", stop);
        int exitCode = await terminal.EndAsync(stop);

        Assert.True(exitCode == 1, terminal.Shown);
        Assert.Contains("PG1408: ", terminal.Shown, StringComparison.Ordinal);
        Assert.Equal(tip, stage.Sandbox.Forge.Resolve("sign/longer"));
    }
}
