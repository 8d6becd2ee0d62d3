namespace Playground.Signing.Passphrases;

/// <summary>A terminal as a passphrase prompt needs it.</summary>
internal interface IKeyboard
{
    /// <summary>Whether a person is there to type.</summary>
    bool IsTerminal { get; }

    /// <summary>Lets nothing that is typed from now on be shown, not even before it is read.</summary>
    void Hush();

    /// <summary>Says something beside the answer of the command.</summary>
    void Say(string text);

    /// <summary>Waits for a key and does not show it.</summary>
    ConsoleKeyInfo Read();
}

/// <summary>The process's own terminal: speaks on standard error, since standard output is the command's answer.</summary>
internal sealed class ConsoleKeyboard : IKeyboard
{
    public bool IsTerminal => !Console.IsInputRedirected;

    // The runtime turns the terminal's echo off with the first look at the keys, and leaves it off until the process ends or starts
    // another. Without this look, what is typed between the prompt and the first read would be seen.
    public void Hush() => _ = Console.KeyAvailable;

    public void Say(string text) => Console.Error.Write(text);

    public ConsoleKeyInfo Read() => Console.ReadKey(intercept: true);
}
