using Playground.Tuf;

namespace Playground.Signing.Passphrases;

/// <summary>Someone or something that knows passphrases.</summary>
public interface IPassphraseSource
{
    /// <summary>
    /// Gives the passphrase for a key, which the caller disposes; null when there is none to give, or nothing else to try than before.
    /// </summary>
    /// <exception cref="TufException">It was to be read and could not be: <see cref="SigningProblemCodes.PassphraseNotReadable"/>.</exception>
    ValueTask<SecretText?> AskAsync(PassphraseRequest request, CancellationToken cancellationToken = default);
}

/// <summary>What a passphrase is wanted for.</summary>
/// <param name="Key">The key, in words or as its URI, safe to show.</param>
/// <param name="Attempt">1 at first; more when what was given before did not open the key.</param>
public sealed record PassphraseRequest(string Key, int Attempt = 1)
{
    /// <summary>How often a passphrase is asked for before giving up.</summary>
    public const int MaxAttempts = 3;

    /// <summary>Whether the passphrase is for a key that is being made: asked for twice, and nothing means that none is wanted.</summary>
    public bool IsForNewKey { get; init; }
}

/// <summary>Knows no passphrase.</summary>
public sealed class NoPassphrase : IPassphraseSource
{
    private NoPassphrase()
    {
    }

    /// <summary>The only one.</summary>
    public static NoPassphrase Instance { get; } = new();

    /// <inheritdoc/>
    public ValueTask<SecretText?> AskAsync(PassphraseRequest request, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<SecretText?>(null);
}
