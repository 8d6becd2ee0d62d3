namespace Playground.Signing.Passphrases;

/// <summary>A terminal as a passphrase prompt needs it.</summary>
internal interface IKeyboard
{
    /// <summary>Whether a person is there to type.</summary>
    bool IsTerminal { get; }

    /// <summary>Says something beside the answer of the command.</summary>
    void Say(string text);

    /// <summary>Waits for a key and does not show it.</summary>
    ConsoleKeyInfo Read();
}

/// <summary>The process's own terminal: speaks on standard error, since standard output is the command's answer.</summary>
internal sealed class ConsoleKeyboard : IKeyboard
{
    public bool IsTerminal => !Console.IsInputRedirected;

    public void Say(string text) => Console.Error.Write(text);

    public ConsoleKeyInfo Read() => Console.ReadKey(intercept: true);
}
