using Playground.Signing.Passphrases;
using Playground.Tuf;
using Playground.Tuf.Keys;

namespace Playground.Signing.Files;

/// <summary>Turns a PEM text into a key in memory, asking for its passphrase if it has one.</summary>
internal static class PrivateKeyText
{
    /// <summary>The longest text that is read, in bytes: an RSA key of 8192 bits needs about 6,500.</summary>
    internal const int MaxLength = 64 * 1024;

    /// <summary>Reads the key.</summary>
    /// <param name="place">Where the text came from, safe to show.</param>
    /// <param name="pem">The text; the caller disposes it.</param>
    /// <param name="passphrases">Asked only when the key is encrypted, at most <see cref="PassphraseRequest.MaxAttempts"/> times.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    internal static async ValueTask<InMemorySigner> OpenAsync(
        string place, SecretText pem, IPassphraseSource passphrases, CancellationToken cancellationToken)
    {
        if (TryOpen(place, pem, null) is { } plain)
            return plain;
        for (int attempt = 1; attempt <= PassphraseRequest.MaxAttempts; attempt++)
        {
            PassphraseRequest request = new(place, attempt);
            using SecretText? passphrase = await passphrases.AskAsync(request, cancellationToken).ConfigureAwait(false);
            if (passphrase is null)
                throw attempt == 1 ? Needed(place) : Wrong(place);
            if (TryOpen(place, pem, passphrase) is { } opened)
                return opened;
        }

        throw Wrong(place);
    }

    /// <summary>The key, or null when the passphrase is missing or wrong.</summary>
    internal static InMemorySigner? TryOpen(string place, SecretText pem, SecretText? passphrase)
    {
        try
        {
            return Signers.FromPem(pem.Chars, passphrase is null ? default : passphrase.Chars);
        }
        catch (TufException e) when (e.Code == ProblemCodes.WrongPassphrase)
        {
            return null;
        }
        catch (TufException e) when (e.Code == ProblemCodes.UnusableKey)
        {
            throw new TufException(SigningProblemCodes.KeyNotUsable, NotUsable(place, pem, e.Problem.Message), innerException: e);
        }
    }

    private static string NotUsable(string place, SecretText pem, string why) =>
        pem.Chars.Contains("BEGIN OPENSSH PRIVATE KEY", StringComparison.Ordinal)
            ? $"{place} holds a private key in OpenSSH's own format, which is not read here; nothing was signed. Give it to the agent with ssh-add, and sign with ssh-agent:"
            : $"{place} holds no private key that can sign here; nothing was signed. {why}";

    private static TufException Needed(string place) => new(
        SigningProblemCodes.PassphraseNeeded,
        $"{place} is encrypted and nobody gave its passphrase; nothing was signed. Run the command in a terminal, or let it take the passphrase from a file descriptor or an environment variable");

    private static TufException Wrong(string place) => new(
        SigningProblemCodes.PassphraseWrong,
        $"The passphrase that was given does not open {place}; nothing was signed. Run the command again with the right one");
}
