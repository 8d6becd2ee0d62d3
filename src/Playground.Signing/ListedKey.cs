using Playground.Tuf;
using Playground.Tuf.Model;

namespace Playground.Signing;

/// <summary>A private key that was found by looking around.</summary>
/// <param name="Uri">What opens it.</param>
/// <param name="Name">A file's name or a key's comment, safe to show.</param>
/// <param name="PublicKey">
/// What is known of its public half; null where that takes a passphrase, or where the kind is unknown. It is what the place says:
/// only a signature proves that the private half is there.
/// </param>
public sealed record ListedKey(SignerUri Uri, string Name, Key? PublicKey)
{
    /// <summary>Why the key cannot sign TUF metadata, in words; null when nothing speaks against it.</summary>
    public string? UnusableBecause { get; init; }

    /// <summary>Whether opening it takes a passphrase.</summary>
    public bool IsEncrypted { get; init; }
}

/// <summary>What looking around found, and where looking failed.</summary>
/// <param name="Keys">In the order of the schemes, then of the names.</param>
/// <param name="Problems">Why a place could not be looked into, such as that no agent is running.</param>
public sealed record KeyList(IReadOnlyList<ListedKey> Keys, IReadOnlyList<Problem> Problems);
