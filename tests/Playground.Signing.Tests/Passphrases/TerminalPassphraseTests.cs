using Playground.Signing.Passphrases;
using Xunit;

namespace Playground.Signing.Tests.Passphrases;

public sealed class TerminalPassphraseTests
{
    private static readonly PassphraseRequest Request = new("file:key.pem");

    [Theory]
    [InlineData("secret\r", "secret")]
    [InlineData("secret\n", "secret")]
    [InlineData("with space ü\r", "with space ü")]
    [InlineData("\r", "")]
    [InlineData("sex\bcret\r", "secret")]
    [InlineData("\b\u007fsecret\r", "secret")]
    [InlineData("a😀\u007fb\r", "ab")]
    [InlineData("wrong\u0015secret\r", "secret")]
    [InlineData("se\0\u0001\tcret\r", "secret")]
    [InlineData("se\u0004cret\r", "secret")]
    public async Task What_is_typed_is_the_passphrase(string typed, string expected)
    {
        Typist typist = new(typed);

        using SecretText? passphrase = await new TerminalPassphrase(typist).AskAsync(Request, TestContext.Current.CancellationToken);

        Assert.Equal(expected, passphrase!.Chars.ToString());
        Assert.Equal("Passphrase for file:key.pem: \n", typist.Said);
    }

    [Theory]
    [InlineData("\u0004")]
    [InlineData("\e")]
    [InlineData("secret\e")]
    public async Task Escape_and_the_end_give_up(string typed) =>
        Assert.Null(await new TerminalPassphrase(new Typist(typed)).AskAsync(Request, TestContext.Current.CancellationToken));

    [Fact]
    public async Task Nobody_is_asked_where_there_is_no_terminal()
    {
        Typist typist = new("secret\r") { IsTerminal = false };

        Assert.Null(await new TerminalPassphrase(typist).AskAsync(Request, TestContext.Current.CancellationToken));
        Assert.Equal("", typist.Said);
    }

    [Fact]
    public async Task A_passphrase_that_did_not_open_the_key_is_said_to_be_wrong()
    {
        Typist typist = new("secret\r");
        using SecretText? passphrase = await new TerminalPassphrase(typist)
            .AskAsync(Request with { Attempt = 2 }, TestContext.Current.CancellationToken);
        Assert.StartsWith("That passphrase does not open the key.\n", typist.Said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("secret\rsecret\r", "secret")]
    [InlineData("\r\r", "")]
    [InlineData("one\rtwo\rsecret\rsecret\r", "secret")]
    [InlineData("1\r2\r3\r4\rsecret\rsecret\r", "secret")]
    [InlineData("1\r2\r3\r4\r5\r6\rsecret\rsecret\r", null)]
    [InlineData("secret\r\u0004", null)]
    [InlineData("\u0004", null)]
    public async Task A_new_passphrase_is_typed_twice(string typed, string? expected)
    {
        using SecretText? passphrase = await new TerminalPassphrase(new Typist(typed))
            .AskAsync(Request with { IsForNewKey = true }, TestContext.Current.CancellationToken);
        Assert.Equal(expected, passphrase?.Chars.ToString());
    }

    [Fact]
    public async Task A_line_without_end_is_cut()
    {
        using SecretText? passphrase = await new TerminalPassphrase(new Typist(new string('x', 5000) + "\r"))
            .AskAsync(Request, TestContext.Current.CancellationToken);
        Assert.Equal(1024, passphrase!.Chars.Length);
    }

    [Fact]
    public async Task Asking_can_be_cancelled()
    {
        using CancellationTokenSource cancelled = new();
        await cancelled.CancelAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(
            async () => await new TerminalPassphrase(new Typist("")).AskAsync(Request, cancelled.Token));
    }

    private sealed class Typist(string keys) : IKeyboard
    {
        private int _next;

        public string Said { get; private set; } = "";

        public bool IsTerminal { get; init; } = true;

        private bool Hushed { get; set; }

        public void Hush() => Hushed = true;

        public void Say(string text)
        {
            Assert.True(Hushed || !text.EndsWith(": ", StringComparison.Ordinal), "Asked while what is typed would be seen.");
            Said += text;
        }

        public ConsoleKeyInfo Read() => new(keys[_next++], ConsoleKey.None, false, false, false);
    }
}
