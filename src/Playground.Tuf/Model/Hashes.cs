using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Playground.Tuf.Json;

namespace Playground.Tuf.Model;

/// <summary>
/// The hashes of a file by algorithm, in lower-case hexadecimal (specification 4.4, HASHES). SHA-256 and SHA-512 are checked; others are carried along.
/// </summary>
public sealed class Hashes : IEquatable<Hashes>
{
    private static readonly Comparison<KeyValuePair<string, string>> ByAlgorithm = (a, b) => string.CompareOrdinal(a.Key, b.Key);

    private readonly KeyValuePair<string, string>[] _others;

    private Hashes(string? sha256, string? sha512, KeyValuePair<string, string>[] others)
    {
        Sha256 = sha256;
        Sha512 = sha512;
        _others = others;
    }

    /// <summary>The SHA-256, or null.</summary>
    public string? Sha256 { get; }

    /// <summary>The SHA-512, or null.</summary>
    public string? Sha512 { get; }

    /// <summary>All hashes, each with its algorithm, ordered by that.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> All
    {
        get
        {
            List<KeyValuePair<string, string>> all = [.. _others];
            if (Sha256 is not null)
            {
                all.Add(new("sha256", Sha256));
            }

            if (Sha512 is not null)
            {
                all.Add(new("sha512", Sha512));
            }

            all.Sort(ByAlgorithm);
            return all;
        }
    }

    /// <summary>Whether one of the hashes can be checked here.</summary>
    public bool IsSupported => Sha256 is not null || Sha512 is not null;

    /// <summary>Hashes given by algorithm.</summary>
    /// <exception cref="TufException">There is none, or one is not hexadecimal: <see cref="ProblemCodes.BadHashes"/>.</exception>
    /// <exception cref="ArgumentException">An algorithm stands twice.</exception>
    public static Hashes From(IEnumerable<KeyValuePair<string, string>> values)
    {
        string? sha256 = null;
        string? sha512 = null;
        var others = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach ((string algorithm, string value) in values)
        {
            if (!IsValid(Encoding.UTF8.GetBytes(algorithm), Encoding.UTF8.GetBytes(value)))
            {
                throw new TufException(ProblemCodes.BadHashes, $"'{Printable.Of(value)}' is not a {Printable.Of(algorithm)} in lower-case hexadecimal.");
            }

            Take(algorithm, value, ref sha256, ref sha512, others);
        }

        return sha256 is null && sha512 is null && others.Count == 0
            ? throw new TufException(ProblemCodes.BadHashes, "There is no hash.")
            : new Hashes(sha256, sha512, [.. others]);
    }

    /// <summary>The SHA-256 of some bytes.</summary>
    public static Hashes OfSha256(ReadOnlySpan<byte> content) => FromSha256(SHA256.HashData(content));

    /// <summary>A SHA-256 that was computed already: 32 bytes.</summary>
    public static Hashes FromSha256(ReadOnlySpan<byte> hash) => hash.Length == 32
        ? new(Convert.ToHexStringLower(hash), null, [])
        : throw new ArgumentException("A SHA-256 has 32 bytes.", nameof(hash));

    /// <summary>Whether some bytes have all of these hashes that can be checked here; false where none can.</summary>
    public bool Match(ReadOnlySpan<byte> content) => Match(content, default);

    /// <summary>As <see cref="Match(ReadOnlySpan{byte})"/>, with the SHA-256 of the bytes where it was computed already, or nothing.</summary>
    internal bool Match(ReadOnlySpan<byte> content, ReadOnlySpan<byte> knownSha256) => IsSupported
        && (Sha256 is null || Convert.ToHexStringLower(knownSha256.IsEmpty ? SHA256.HashData(content) : knownSha256) == Sha256)
        && (Sha512 is null || Convert.ToHexStringLower(SHA512.HashData(content)) == Sha512);

    /// <inheritdoc/>
    public bool Equals(Hashes? other) => other is not null && Sha256 == other.Sha256 && Sha512 == other.Sha512 && _others.AsSpan().SequenceEqual(other._others);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Hashes);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Sha256, Sha512);

    /// <summary>Reads hashes; without <paramref name="make"/> only checks them, and makes nothing.</summary>
    internal static Hashes? Read(ref JsonCursor cursor, bool make)
    {
        string? sha256 = null;
        string? sha512 = null;
        SortedDictionary<string, string>? others = null;
        int count = 0;
        int start = cursor.BeginObject();
        while (cursor.NextMember())
        {
            ReadOnlySpan<byte> algorithm = cursor.Utf8();
            ReadOnlySpan<byte> value = cursor.ReadUtf8();
            count++;
            if (!IsValid(algorithm, value))
            {
                throw cursor.Error(ProblemCodes.BadHashes, "This is not a hash in lower-case hexadecimal of the algorithm's length.");
            }

            if (make)
            {
                Take(Encoding.UTF8.GetString(algorithm), Encoding.UTF8.GetString(value), ref sha256, ref sha512, others ??= new(StringComparer.Ordinal));
            }
        }

        if (count == 0)
        {
            throw cursor.ErrorAt(start, ProblemCodes.BadHashes, "There is no hash.");
        }

        return make ? new Hashes(sha256, sha512, [.. others ?? []]) : null;
    }

    internal void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("hashes"u8);
        foreach ((string algorithm, string value) in All)
        {
            writer.WriteString(algorithm, value);
        }

        writer.WriteEndObject();
    }

    private static void Take(string algorithm, string value, ref string? sha256, ref string? sha512, SortedDictionary<string, string> others)
    {
        switch (algorithm)
        {
            case "sha256" when sha256 is null: sha256 = value; break;
            case "sha512" when sha512 is null: sha512 = value; break;
            case "sha256" or "sha512": throw new ArgumentException("An algorithm stands twice.", nameof(algorithm));
            default: others.Add(algorithm, value); break;
        }
    }

    private static bool IsValid(ReadOnlySpan<byte> algorithm, ReadOnlySpan<byte> value)
    {
        bool length = algorithm.SequenceEqual("sha256"u8) ? value.Length == 64
            : algorithm.SequenceEqual("sha512"u8) ? value.Length == 128
            : !algorithm.IsEmpty && !value.IsEmpty;
        if (!length)
        {
            return false;
        }

        foreach (byte digit in value)
        {
            if (!char.IsAsciiHexDigitLower((char)digit))
            {
                return false;
            }
        }

        return true;
    }
}
