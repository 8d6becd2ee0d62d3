using System.Text.RegularExpressions;
using Playground.Signing.Passphrases;
using Playground.Tuf;
using Playground.Tuf.Keys;

namespace Playground.Signing.Files;

/// <summary>
/// <c>env:NAME</c>: a private key's PEM in an environment variable, as it stands, with <c>\n</c> written out, or the whole in base64. With
/// <c>env:NAME?passphrase=OTHER</c> the passphrase is in another one. Made for CI secrets: what a variable holds cannot be wiped.
/// </summary>
internal sealed partial class EnvScheme : ISignerScheme
{
    public string Name => "env";

    public string Form => "env:NAME";

    public async ValueTask<ISigner> OpenAsync(SignerUri uri, SigningSurroundings surroundings, CancellationToken cancellationToken)
    {
        Match match = Names().Match(uri.Rest);
        if (!match.Success)
            throw BadName();
        string name = match.Groups["name"].Value;
        if (surroundings.Variable(name) is not { Length: > 0 } value)
        {
            throw new TufException(
                SigningProblemCodes.KeyNotFound,
                $"The environment variable {name}, which should hold a private key, is not set or empty; nothing was signed. In CI, see that the job is given the secret of that name");
        }

        using SecretText pem = KeyVariable.ToPem(value) ?? throw NoPem(name);
        IPassphraseSource passphrases = match.Groups["passphrase"] is { Success: true } other
            ? new VariablePassphrase(other.Value, surroundings.Variable)
            : surroundings.Passphrases;
        return await PrivateKeyText.OpenAsync(uri.ToString(), pem, passphrases, cancellationToken).ConfigureAwait(false);
    }

    // The name is not repeated: a shell may have put the key in its place.
    private static TufException BadName() => new(
        SigningProblemCodes.BadSignerUri,
        "What follows env: is not the name of an environment variable; nothing was signed. Write the name without a dollar sign, such as env:ONLINE_KEY or env:ONLINE_KEY?passphrase=ONLINE_KEY_PASSPHRASE");

    private static TufException NoPem(string name) => new(
        SigningProblemCodes.KeyNotUsable,
        $"The environment variable {name} holds no private key in PEM, nor one in base64; nothing was signed. Set it to the whole content of the key file");

    [GeneratedRegex(
        @"\A(?<name>[A-Za-z_][A-Za-z0-9_]{0,254})(\?passphrase=(?<passphrase>[A-Za-z_][A-Za-z0-9_]{0,254}))?\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Names();
}
