using System.Buffers;
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
    private static readonly SearchValues<byte> LowerHex = SearchValues.Create("0123456789abcdef"u8);

    private readonly SortedDictionary<string, string> _values;

    private Hashes(SortedDictionary<string, string> values) => _values = values;

    /// <summary>All hashes by algorithm.</summary>
    public IReadOnlyDictionary<string, string> All => _values;

    /// <summary>The SHA-256, or null.</summary>
    public string? Sha256 => _values.GetValueOrDefault("sha256");

    /// <summary>The SHA-512, or null.</summary>
    public string? Sha512 => _values.GetValueOrDefault("sha512");

    /// <summary>Whether one of the hashes can be checked here.</summary>
    public bool IsSupported => Sha256 is not null || Sha512 is not null;

    /// <summary>Hashes given by algorithm.</summary>
    /// <exception cref="TufException">There is none, or one is not hexadecimal: <see cref="ProblemCodes.BadHashes"/>.</exception>
    public static Hashes From(IEnumerable<KeyValuePair<string, string>> values)
    {
        var sorted = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach ((string algorithm, string value) in values)
        {
            if (!IsValid(Encoding.UTF8.GetBytes(algorithm), Encoding.UTF8.GetBytes(value)))
            {
                throw new TufException(ProblemCodes.BadHashes, $"'{Printable.Of(value)}' is not a {Printable.Of(algorithm)} in lower-case hexadecimal.");
            }

            sorted.Add(algorithm, value);
        }

        return sorted.Count > 0 ? new Hashes(sorted) : throw new TufException(ProblemCodes.BadHashes, "There is no hash.");
    }

    /// <summary>The SHA-256 of some bytes.</summary>
    public static Hashes OfSha256(ReadOnlySpan<byte> content) => FromSha256(SHA256.HashData(content));

    /// <summary>A SHA-256 that was computed already.</summary>
    public static Hashes FromSha256(ReadOnlySpan<byte> hash) =>
        new(new SortedDictionary<string, string>(StringComparer.Ordinal) { ["sha256"] = Convert.ToHexStringLower(hash) });

    /// <summary>Whether some bytes have all of these hashes that can be checked here; false where none can.</summary>
    public bool Match(ReadOnlySpan<byte> content) => IsSupported
        && (Sha256 is null || Convert.ToHexStringLower(SHA256.HashData(content)) == Sha256)
        && (Sha512 is null || Convert.ToHexStringLower(SHA512.HashData(content)) == Sha512);

    /// <inheritdoc/>
    public bool Equals(Hashes? other) => other is not null && _values.SequenceEqual(other._values);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Hashes);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Sha256, Sha512);

    /// <summary>Reads hashes; without <paramref name="make"/> only checks them, and makes nothing.</summary>
    internal static Hashes? Read(ref JsonCursor cursor, bool make)
    {
        SortedDictionary<string, string>? values = make ? new(StringComparer.Ordinal) : null;
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

            values?.Add(Encoding.UTF8.GetString(algorithm), Encoding.UTF8.GetString(value));
        }

        if (count == 0)
        {
            throw cursor.ErrorAt(start, ProblemCodes.BadHashes, "There is no hash.");
        }

        return values is null ? null : new Hashes(values);
    }

    internal void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("hashes"u8);
        foreach ((string algorithm, string value) in _values)
        {
            writer.WriteString(algorithm, value);
        }

        writer.WriteEndObject();
    }

    private static bool IsValid(ReadOnlySpan<byte> algorithm, ReadOnlySpan<byte> value)
    {
        bool length = algorithm.SequenceEqual("sha256"u8) ? value.Length == 64
            : algorithm.SequenceEqual("sha512"u8) ? value.Length == 128
            : !algorithm.IsEmpty && !value.IsEmpty;
        return length && value.IndexOfAnyExcept(LowerHex) < 0;
    }
}
