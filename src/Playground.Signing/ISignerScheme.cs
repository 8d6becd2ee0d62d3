using Playground.Tuf;
using Playground.Tuf.Keys;

namespace Playground.Signing;

/// <summary>A kind of place where private keys live. Join one to the others with <see cref="SignerSchemes.With"/>.</summary>
public interface ISignerScheme
{
    /// <summary>What its URIs begin with, in lower case, without the colon.</summary>
    string Name { get; }

    /// <summary>What its URIs look like, for people, such as <c>file:PATH</c>.</summary>
    string Form { get; }

    /// <summary>
    /// Finds the key that a URI of this scheme names and makes it ready to sign. What it signs is verified by the caller, so that a
    /// scheme need not. A signer that holds something which has to be released is <see cref="IDisposable"/>.
    /// </summary>
    /// <exception cref="TufException">There is no key that could sign; see <see cref="SigningProblemCodes"/>.</exception>
    ValueTask<ISigner> OpenAsync(SignerUri uri, SigningSurroundings surroundings, CancellationToken cancellationToken);

    /// <summary>The keys that can be found without being named, without asking for any passphrase. By default none.</summary>
    /// <exception cref="TufException">The place cannot be looked into; see <see cref="SigningProblemCodes"/>.</exception>
    ValueTask<IReadOnlyList<ListedKey>> ListAsync(SigningSurroundings surroundings, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<ListedKey>>([]);
}
