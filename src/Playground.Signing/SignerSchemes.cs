using Playground.Signing.Agent;
using Playground.Signing.Files;
using Playground.Tuf;
using Playground.Tuf.Keys;

namespace Playground.Signing;

/// <summary>The places where keys may live, by scheme.</summary>
public sealed class SignerSchemes
{
    private readonly IReadOnlyList<ISignerScheme> _schemes;

    private SignerSchemes(IReadOnlyList<ISignerScheme> schemes) => _schemes = schemes;

    /// <summary>The schemes built in: <c>file:</c>, <c>env:</c>, <c>ssh-agent:</c>.</summary>
    public static SignerSchemes Default { get; } = new([new FileScheme(), new EnvScheme(), new SshAgentScheme()]);

    /// <summary>What the URIs of the known schemes look like.</summary>
    public IEnumerable<string> Forms => _schemes.Select(scheme => scheme.Form);

    /// <summary>These schemes and one more, which takes the place of one with the same name.</summary>
    public SignerSchemes With(ISignerScheme scheme)
    {
        ArgumentNullException.ThrowIfNull(scheme);
        return new SignerSchemes([.. _schemes.Where(known => known.Name != scheme.Name), scheme]);
    }

    /// <summary>Finds the key that a URI names and makes it ready to sign.</summary>
    /// <exception cref="TufException">
    /// The scheme is unknown (<see cref="SigningProblemCodes.UnknownScheme"/>), or there is no key that could sign (any other of
    /// <see cref="SigningProblemCodes"/>, or <see cref="ProblemCodes.NoEd25519"/>).
    /// </exception>
    public async ValueTask<OpenSigner> OpenAsync(
        SignerUri uri, SigningSurroundings surroundings, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(surroundings);
        ISignerScheme scheme = _schemes.FirstOrDefault(known => known.Name == uri.Scheme) ?? throw Unknown(uri);
        ISigner signer = await scheme.OpenAsync(uri, surroundings, cancellationToken).ConfigureAwait(false);
        return new OpenSigner(uri, signer);
    }

    /// <summary>
    /// Looks for keys where they usually are: the key folder, the agent. A place that cannot be looked into becomes a problem in the
    /// list; the others are still looked into. Asks for no passphrase.
    /// </summary>
    public async Task<KeyList> ListAsync(SigningSurroundings surroundings, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(surroundings);
        List<ListedKey> keys = [];
        List<Problem> problems = [];
        foreach (ISignerScheme scheme in _schemes)
        {
            try
            {
                keys.AddRange(await scheme.ListAsync(surroundings, cancellationToken).ConfigureAwait(false));
            }
            catch (TufException e)
            {
                problems.Add(e.Problem);
            }
        }

        return new KeyList(keys, problems);
    }

    private TufException Unknown(SignerUri uri) => new(
        SigningProblemCodes.UnknownScheme,
        $"No keys are known under '{uri.Scheme}:'; nothing was signed. A key is named by one of: {string.Join(", ", Forms)}"
        + (uri.Scheme.Length == 1 ? $" (a path is written file:{uri.Scheme.ToUpperInvariant()}:…)" : ""));
}
