using System.Security.Cryptography;

namespace Playground.Tuf.Keys;

/// <summary>One of the two ECDSA schemes: a curve, its hash, and how its keys look.</summary>
internal sealed class EcdsaScheme
{
    internal const string KeyType = "ecdsa";

    internal static readonly EcdsaScheme P256 = new(
        "ecdsa-sha2-nistp256",
        ECCurve.NamedCurves.nistP256,
        HashAlgorithmName.SHA256,
        65,
        "3059301306072a8648ce3d020106082a8648ce3d030107034200");

    internal static readonly EcdsaScheme P384 = new(
        "ecdsa-sha2-nistp384",
        ECCurve.NamedCurves.nistP384,
        HashAlgorithmName.SHA384,
        97,
        "3076301006072a8648ce3d020106052b81040022036200");

    private readonly byte[] _spkiPrefix;

    private EcdsaScheme(string name, ECCurve curve, HashAlgorithmName hash, int pointLength, string spkiPrefix)
    {
        Name = name;
        Curve = curve;
        Hash = hash;
        PointLength = pointLength;
        _spkiPrefix = Convert.FromHexString(spkiPrefix);
    }

    internal string Name { get; }

    internal ECCurve Curve { get; }

    internal HashAlgorithmName Hash { get; }

    /// <summary>Length of an uncompressed point: 0x04, x, y.</summary>
    internal int PointLength { get; }

    /// <summary>What precedes the point in a SubjectPublicKeyInfo that names the curve (RFC 5480, section 2).</summary>
    internal ReadOnlySpan<byte> SpkiPrefix => _spkiPrefix;

    internal static EcdsaScheme? Find(string name) => name == P256.Name ? P256 : name == P384.Name ? P384 : null;

    /// <summary>Whether a SubjectPublicKeyInfo names this curve and holds an uncompressed point, on the curve or not.</summary>
    internal bool Describes(ReadOnlySpan<byte> spki) =>
        spki.Length == _spkiPrefix.Length + PointLength && spki.StartsWith(_spkiPrefix) && spki[_spkiPrefix.Length] == 0x04;
}
