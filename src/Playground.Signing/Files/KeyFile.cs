using Playground.Tuf;
using Playground.Tuf.Keys;
using Playground.Tuf.Model;

namespace Playground.Signing.Files;

/// <summary>
/// What a key file shows of itself without its passphrase. Files made here hold the private key in PKCS#8 (RFC 5958) and, behind it, the
/// public key, so that an encrypted file can still be told from others.
/// </summary>
public sealed record KeyFile
{
    private KeyFile()
    {
    }

    /// <summary>Whether a private key is in there, of whatever kind.</summary>
    public bool HoldsPrivateKey { get; private init; }

    /// <summary>Whether opening it takes a passphrase.</summary>
    public bool IsEncrypted { get; private init; }

    /// <summary>
    /// The public half: derived from the private one, or, where that is encrypted, what the file shows beside it; null where it shows
    /// nothing. What is merely shown is checked when the key is opened.
    /// </summary>
    public Key? PublicKey { get; private init; }

    /// <summary>Reads what a file shows.</summary>
    /// <exception cref="TufException">
    /// There is no such file (<see cref="SigningProblemCodes.KeyNotFound"/>), it cannot be read
    /// (<see cref="SigningProblemCodes.KeyNotReadable"/>), or the key in it cannot sign here (<see cref="SigningProblemCodes.KeyNotUsable"/>).
    /// </exception>
    public static KeyFile Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        string place = Printable.Of(path);
        using SecretText pem = KeyFileText.Read(path, place, _ => { });
        if (!pem.Chars.Contains("PRIVATE KEY-----", StringComparison.Ordinal))
            return new KeyFile { PublicKey = SubjectPublicKey.FindInPem(pem.Chars) };
        using InMemorySigner? open = PrivateKeyText.TryOpen(place, pem, null);
        return new KeyFile
        {
            HoldsPrivateKey = true,
            IsEncrypted = open is null,
            PublicKey = open?.PublicKey ?? SubjectPublicKey.FindInPem(pem.Chars),
        };
    }

    /// <summary>
    /// Makes a new key and writes it to a new file that only its owner can read (mode 0600), in a folder that is made, for its owner only,
    /// where it is missing. The file is there whole or not at all, and no file is ever replaced. What was written is read back and has
    /// signed once before the file gets its name.
    /// </summary>
    /// <param name="path">The file to be.</param>
    /// <param name="kind">The kind of key, <see cref="KeyKind.Ed25519"/> where none is said.</param>
    /// <param name="passphrase">Encrypts the file; nothing leaves it unencrypted.</param>
    /// <returns>The public half.</returns>
    /// <exception cref="TufException">
    /// A file of that name exists (<see cref="SigningProblemCodes.KeyFileExists"/>), or it could not be written
    /// (<see cref="SigningProblemCodes.KeyFileNotWritten"/>).
    /// </exception>
    public static Key Create(string path, KeyKind? kind = null, SecretText? passphrase = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        string place = Printable.Of(path);
        if (Path.Exists(path))
            throw Exists(place);
        using InMemorySigner signer = (kind ?? KeyKind.Ed25519).Generate();
        try
        {
            NewKeyFile.Write(path, signer, passphrase);
        }
        catch (IOException e) when (Path.Exists(path))
        {
            throw Exists(place, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new TufException(
                SigningProblemCodes.KeyFileNotWritten,
                $"{place} could not be written ({Printable.Of(e.Message)}); there is no new key. See that the folder is yours and the disk not full, or choose another path",
                innerException: e);
        }

        return signer.PublicKey;
    }

    private static TufException Exists(string place, Exception? inner = null) => new(
        SigningProblemCodes.KeyFileExists,
        $"{place} exists already and was left as it is; there is no new key. Choose another name, or move the old file away yourself",
        innerException: inner);
}
