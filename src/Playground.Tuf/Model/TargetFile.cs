using System.Security.Cryptography;
using System.Text.Json;
using Playground.Tuf.Json;

namespace Playground.Tuf.Model;

/// <summary>What targets metadata says of an artifact (specification 4.5): how long it is, and its hashes.</summary>
public sealed record TargetFile
{
    private readonly long _length;

    /// <summary>The length of the artifact in bytes.</summary>
    public required long Length
    {
        get => _length;
        init => _length = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A length is not negative.");
    }

    /// <summary>The hashes of the artifact.</summary>
    public required Hashes Hashes { get; init; }

    /// <summary>What the repository says beside length and hashes; empty where <c>custom</c> is absent.</summary>
    public JsonFields Custom { get; init; } = JsonFields.Empty;

    /// <summary>Fields this library does not know.</summary>
    public JsonFields UnknownFields { get; init; } = JsonFields.Empty;

    /// <summary>Whether an empty <c>custom</c> is there all the same: it is part of what was signed.</summary>
    internal bool HasEmptyCustom { get; init; }

    /// <summary>Describes an artifact by its content, with SHA-256.</summary>
    public static TargetFile Describe(ReadOnlySpan<byte> content) => new() { Length = content.Length, Hashes = Hashes.OfSha256(content) };

    /// <summary>Describes an artifact by its content, with SHA-256, reading it once to its end.</summary>
    /// <param name="content">The content, from where it stands now.</param>
    /// <param name="withSha512">Whether SHA-512 is wanted beside it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<TargetFile> DescribeAsync(Stream content, bool withSha512 = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using IncrementalHash? sha512 = withSha512 ? IncrementalHash.CreateHash(HashAlgorithmName.SHA512) : null;
        byte[] buffer = new byte[81920];
        long length = 0;
        while (await content.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is > 0 and int read)
        {
            sha256.AppendData(buffer, 0, read);
            sha512?.AppendData(buffer, 0, read);
            length += read;
        }

        byte[] first = sha256.GetHashAndReset();
        return new TargetFile
        {
            Length = length,
            Hashes = sha512 is null
                ? Hashes.FromSha256(first)
                : Hashes.From([new("sha256", Convert.ToHexStringLower(first)), new("sha512", Convert.ToHexStringLower(sha512.GetHashAndReset()))]),
        };
    }

    /// <summary>Reads an entry; without <paramref name="make"/> only checks it, and makes nothing.</summary>
    internal static TargetFile? Read(ref JsonCursor cursor, bool make)
    {
        int start = cursor.BeginObject();
        long? length = null;
        bool hasHashes = false;
        Hashes? hashes = null;
        JsonFields? custom = null;
        JsonFieldsBuilder unknown = default;
        while (cursor.NextMember())
        {
            if (cursor.NameIs("length"u8))
            {
                length = ReadLength(ref cursor);
            }
            else if (cursor.NameIs("hashes"u8))
            {
                hashes = Hashes.Read(ref cursor, make);
                hasHashes = true;
            }
            else if (cursor.NameIs("custom"u8))
            {
                custom = ReadCustom(ref cursor, make);
            }
            else if (make)
            {
                cursor.ReadUnknown(ref unknown);
            }
            else
            {
                cursor.SkipValue();
            }
        }

        if (length is null || !hasHashes)
        {
            throw cursor.Missing(start, length is null ? "length" : "hashes");
        }

        return make
            ? new TargetFile
            {
                Length = length.Value,
                Hashes = hashes!,
                Custom = custom ?? JsonFields.Empty,
                HasEmptyCustom = custom is { Count: 0 },
                UnknownFields = unknown.ToFields(),
            }
            : null;
    }

    internal static long ReadLength(ref JsonCursor cursor)
    {
        long length = cursor.ReadInteger();
        return length >= 0 ? length : throw cursor.Error(ProblemCodes.BadLength, "A length is not negative.");
    }

    internal void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        if (Custom.Count > 0 || HasEmptyCustom)
        {
            writer.WriteStartObject("custom"u8);
            Custom.WriteTo(writer);
            writer.WriteEndObject();
        }

        Hashes.WriteTo(writer);
        writer.WriteNumber("length"u8, Length);
        UnknownFields.WriteTo(writer);
        writer.WriteEndObject();
    }

    private static JsonFields ReadCustom(ref JsonCursor cursor, bool make)
    {
        if (!make)
        {
            cursor.ReadRawObject();
            return JsonFields.Empty;
        }

        JsonFieldsBuilder custom = default;
        cursor.BeginObject();
        while (cursor.NextMember())
        {
            cursor.ReadUnknown(ref custom);
        }

        return custom.ToFields();
    }
}
