namespace Playground.Signing.Passphrases;

/// <summary>
/// Asks a person at the terminal, without showing what is typed. Answers null where standard input is no terminal, or when the person
/// gives up with Escape or Ctrl-D.
/// </summary>
public sealed class TerminalPassphrase : IPassphraseSource
{
    private readonly IKeyboard _keyboard;

    /// <summary>The process's own terminal.</summary>
    public TerminalPassphrase()
        : this(new ConsoleKeyboard())
    {
    }

    internal TerminalPassphrase(IKeyboard keyboard) => _keyboard = keyboard;

    /// <inheritdoc/>
    public ValueTask<SecretText?> AskAsync(PassphraseRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!_keyboard.IsTerminal)
            return ValueTask.FromResult<SecretText?>(null);
        return ValueTask.FromResult(request.IsForNewKey ? AskTwice(request, cancellationToken) : AskOnce(request, cancellationToken));
    }

    private SecretText? AskOnce(PassphraseRequest request, CancellationToken cancellationToken)
    {
        if (request.Attempt > 1)
            _keyboard.Say("That passphrase does not open the key.\n");
        return ReadLine($"Passphrase for {request.Key}: ", cancellationToken);
    }

    private SecretText? AskTwice(PassphraseRequest request, CancellationToken cancellationToken)
    {
        for (int attempt = 1; attempt <= PassphraseRequest.MaxAttempts; attempt++)
        {
            SecretText? first = ReadLine($"New passphrase for {request.Key} (empty for none): ", cancellationToken);
            if (first is null)
                return null;
            using SecretText? second = ReadLine("The same once more: ", cancellationToken);
            if (second is not null && first.Chars.SequenceEqual(second.Chars))
                return first;
            first.Dispose();
            if (second is null)
                return null;
            _keyboard.Say("Those were not the same.\n");
        }

        return null;
    }

    private SecretText? ReadLine(string prompt, CancellationToken cancellationToken)
    {
        _keyboard.Hush();
        _keyboard.Say(prompt);
        using TypedLine line = new();
        try
        {
            while (true)
            {
                cancellationToken.ThrowIfCancellationRequested();
                switch (line.Take(_keyboard.Read()))
                {
                    case TypedLine.Outcome.Done:
                        return line.ToSecret();
                    case TypedLine.Outcome.GivenUp:
                        return null;
                }
            }
        }
        finally
        {
            _keyboard.Say("\n");
        }
    }
}
