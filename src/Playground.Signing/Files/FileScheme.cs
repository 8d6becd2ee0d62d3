using Playground.Tuf;
using Playground.Tuf.Keys;

namespace Playground.Signing.Files;

/// <summary>
/// <c>file:PATH</c>: a private key in a PEM file, as <see cref="Signers.FromPem"/> reads it. The path is taken as it stands, relative to the
/// working folder, or to the home folder when it begins with <c>~/</c>; percent signs mean themselves.
/// </summary>
internal sealed class FileScheme : ISignerScheme
{
    public string Name => "file";

    public string Form => "file:PATH";

    public async ValueTask<ISigner> OpenAsync(SignerUri uri, SigningSurroundings surroundings, CancellationToken cancellationToken)
    {
        string path = PathOf(uri, surroundings);
        string place = uri.ToString();
        using SecretText pem = KeyFileText.Read(path, place, surroundings.Warn);
        InMemorySigner signer = await PrivateKeyText.OpenAsync(place, pem, surroundings.Passphrases, cancellationToken).ConfigureAwait(false);
        if (SubjectPublicKey.FindInPem(pem.Chars) is not { } shown || shown.Fingerprint == signer.PublicKey.Fingerprint)
            return signer;
        signer.Dispose();
        throw Mismatch(place);
    }

    public ValueTask<IReadOnlyList<ListedKey>> ListAsync(SigningSurroundings surroundings, CancellationToken cancellationToken) =>
        ValueTask.FromResult(KeyFolder.List(KeyFolder.PathIn(surroundings), cancellationToken));

    internal static string PathOf(SignerUri uri, SigningSurroundings surroundings)
    {
        string rest = uri.Rest;
        if (rest.Length == 0)
        {
            throw new TufException(
                SigningProblemCodes.BadSignerUri,
                "file: names no file; nothing was signed. Write its path behind the colon, such as file:~/.config/playground/keys/alice.pem");
        }

        return rest.StartsWith("~/", StringComparison.Ordinal)
            ? Path.GetFullPath(rest[2..], surroundings.HomeFolder)
            : Path.GetFullPath(rest, surroundings.WorkingFolder);
    }

    private static TufException Mismatch(string place) => new(
        SigningProblemCodes.PublicHalfMismatch,
        $"{place} shows a public key that is not its private key's; nothing was signed. Somebody changed the file: restore it from a copy, or take the PUBLIC KEY block out if you know why");
}
