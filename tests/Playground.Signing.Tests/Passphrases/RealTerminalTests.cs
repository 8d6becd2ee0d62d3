using System.Diagnostics;
using System.Runtime.InteropServices;
using Playground.Signing.Passphrases;
using Xunit;

namespace Playground.Signing.Tests.Passphrases;

/// <summary>A real terminal, made by script(1), and a person who types faster than is read.</summary>
public sealed partial class RealTerminalTests : IDisposable
{
    private const string AnswerFile = "PLAYGROUND_TEST_ANSWER";
    private const string Typed = "S3cretWord";

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = 60_000)]
    public async Task What_is_typed_at_a_terminal_is_never_shown()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Tool.Exists("script"), "There is no script program of util-linux here.");
        string child = $"'{Environment.ProcessPath}' -explicit only -noLogo -noColor -method '{typeof(RealTerminalTests).FullName}.{nameof(Asks)}'";
        ProcessStartInfo start = new("script", ["-q", "-e", "-c", child, "/dev/null"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment[AnswerFile] = _folder["answer"];
        using Process process = Process.Start(start)!;

        string shown = await ReadToPromptAsync(process.StandardOutput);
        await process.StandardInput.WriteAsync(Typed + "\r");
        await process.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
        shown += await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(File.Exists(_folder["answer"]), shown);
        Assert.Equal(Typed, await File.ReadAllTextAsync(_folder["answer"], TestContext.Current.CancellationToken));
        Assert.DoesNotContain(Typed[..2], shown, StringComparison.Ordinal);
    }

    [Fact(Explicit = true)]
    public async Task Asks()
    {
        using SecretText? passphrase = await new TerminalPassphrase(new SlowReader())
            .AskAsync(new PassphraseRequest("the test"), TestContext.Current.CancellationToken);
        File.WriteAllText(Environment.GetEnvironmentVariable(AnswerFile)!, passphrase?.Chars.ToString());
    }

    private static async Task<string> ReadToPromptAsync(StreamReader output)
    {
        string shown = "";
        char[] next = new char[1];
        while (!shown.Contains("Passphrase for the test: ", StringComparison.Ordinal)
            && await output.ReadAsync(next, TestContext.Current.CancellationToken) == 1)
            shown += next[0];
        return shown;
    }

    /// <summary>Begins to read only when something has arrived at the terminal, which by then shows it or does not.</summary>
    private sealed partial class SlowReader : IKeyboard
    {
        private const short Readable = 1;

        private readonly ConsoleKeyboard _keyboard = new();
        private bool _waited;

        public bool IsTerminal => _keyboard.IsTerminal;

        public void Hush() => _keyboard.Hush();

        public void Say(string text) => _keyboard.Say(text);

        public ConsoleKeyInfo Read()
        {
            if (!_waited)
            {
                PollFd standardInput = new(0, Readable, 0);
                Assert.Equal(1, Poll(ref standardInput, 1, -1));
                _waited = true;
            }

            return _keyboard.Read();
        }

        [LibraryImport("libc", EntryPoint = "poll")]
        private static partial int Poll(ref PollFd descriptors, nuint count, int milliseconds);

        [StructLayout(LayoutKind.Sequential)]
        private record struct PollFd(int Descriptor, short Events, short Answer);
    }
}
