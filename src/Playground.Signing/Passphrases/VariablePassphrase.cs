using Playground.Tuf;

namespace Playground.Signing.Passphrases;

/// <summary>
/// The passphrase is the whole value of an environment variable. Other processes of the same user can read that, and nothing can wipe it:
/// fit for a CI secret, not for a person's machine.
/// </summary>
/// <param name="name">The variable's name.</param>
/// <param name="read">Reads variables; by default those of the process.</param>
public sealed class VariablePassphrase(string name, Func<string, string?>? read = null) : IPassphraseSource
{
    private readonly Func<string, string?> _read = read ?? Environment.GetEnvironmentVariable;

    /// <inheritdoc/>
    public ValueTask<SecretText?> AskAsync(PassphraseRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Attempt > 1)
            return ValueTask.FromResult<SecretText?>(null);
        return _read(name) is { Length: > 0 } value
            ? ValueTask.FromResult<SecretText?>(new SecretText(value))
            : throw new TufException(
                SigningProblemCodes.PassphraseNotReadable,
                $"The environment variable {Printable.Of(name)}, which should hold the passphrase for {request.Key}, is not set; nothing was signed. Set it and run the command again");
    }
}
