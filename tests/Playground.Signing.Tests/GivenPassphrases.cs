using Playground.Signing.Passphrases;

namespace Playground.Signing.Tests;

/// <summary>Answers with one passphrase after the other, then with none, and remembers what it was asked.</summary>
internal sealed class GivenPassphrases(params string[] passphrases) : IPassphraseSource
{
    internal List<PassphraseRequest> Requests { get; } = [];

    internal List<SecretText> Given { get; } = [];

    public ValueTask<SecretText?> AskAsync(PassphraseRequest request, CancellationToken cancellationToken = default)
    {
        Requests.Add(request);
        if (Requests.Count > passphrases.Length)
            return ValueTask.FromResult<SecretText?>(null);
        SecretText given = new(passphrases[Requests.Count - 1]);
        Given.Add(given);
        return ValueTask.FromResult<SecretText?>(given);
    }
}
