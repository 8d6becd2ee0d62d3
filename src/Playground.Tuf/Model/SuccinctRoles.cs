using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json;
using Playground.Tuf.Json;

namespace Playground.Tuf.Model;

/// <summary>
/// Hashed-bin delegations in a few words (TAP 15): 2 to the power of <see cref="BitLength"/> roles with the same keys and threshold, each for the
/// paths whose SHA-256 begins with its number.
/// </summary>
public sealed record SuccinctRoles : Role
{
    private readonly int _bitLength;

    /// <summary>How many bits of a path's hash choose its bin: 1 to 32.</summary>
    public required int BitLength
    {
        get => _bitLength;
        init => _bitLength = value is >= 1 and <= 32 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "1 to 32 bits.");
    }

    /// <summary>What the names of the bins begin with.</summary>
    public required string NamePrefix { get; init; }

    /// <summary>How many bins there are.</summary>
    public long BinCount => 1L << BitLength;

    private int SuffixLength => (BitLength + 3) / 4;

    /// <summary>The number of the bin that is trusted for a path.</summary>
    public long BinOf(TargetPath path)
    {
        Span<byte> hash = stackalloc byte[32];
        path.Hash(hash);
        return BinaryPrimitives.ReadUInt32BigEndian(hash) >> (32 - BitLength);
    }

    /// <summary>The name of a bin: prefix, hyphen, number in hexadecimal with as many digits as the last one needs.</summary>
    public RoleName NameOf(long bin) => RoleName.Parse(TextOf(bin));

    /// <summary>The names of all bins in order.</summary>
    public IEnumerable<RoleName> AllNames()
    {
        for (long bin = 0; bin < BinCount; bin++)
        {
            yield return NameOf(bin);
        }
    }

    /// <summary>Whether a name is that of one of the bins.</summary>
    public bool IsBin(RoleName role)
    {
        string name = role.Value;
        return name.Length == NamePrefix.Length + 1 + SuffixLength
            && name.StartsWith(NamePrefix, StringComparison.Ordinal)
            && name[NamePrefix.Length] == '-'
            && IsLowerHex(name.AsSpan(NamePrefix.Length + 1))
            && long.Parse(name.AsSpan(NamePrefix.Length + 1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) < BinCount;
    }

    private static bool IsLowerHex(ReadOnlySpan<char> text)
    {
        foreach (char digit in text)
        {
            if (!char.IsAsciiHexDigitLower(digit))
            {
                return false;
            }
        }

        return true;
    }

    internal static new SuccinctRoles Read(ref JsonCursor cursor)
    {
        var fields = new RoleFields(ref cursor);
        int? bits = null;
        string? prefix = null;
        int prefixOffset = 0;
        JsonFieldsBuilder unknown = default;
        while (cursor.NextMember())
        {
            if (cursor.NameIs("bit_length"u8))
            {
                bits = cursor.ReadInteger() is >= 1 and <= 32 and long given
                    ? (int)given
                    : throw cursor.Error(ProblemCodes.BadBitLength, "A bit length is 1 to 32.");
            }
            else if (cursor.NameIs("name_prefix"u8))
            {
                prefix = cursor.ReadString();
                prefixOffset = cursor.Offset;
            }
            else if (!fields.TryRead(ref cursor))
            {
                cursor.ReadUnknown(ref unknown);
            }
        }

        fields.CheckComplete(ref cursor);
        var roles = new SuccinctRoles
        {
            KeyIds = fields.KeyIds!,
            Threshold = fields.Threshold!.Value,
            BitLength = bits ?? throw fields.Missing(ref cursor, "bit_length"),
            NamePrefix = prefix ?? throw fields.Missing(ref cursor, "name_prefix"),
            UnknownFields = unknown.ToFields(),
        };
        return prefix.Length > 0 && RoleName.TryParse(roles.TextOf(roles.BinCount - 1), out _)
            ? roles
            : throw cursor.ErrorAt(prefixOffset, ProblemCodes.BadRoleName, "This cannot begin the names of roles.");
    }

    private string TextOf(long bin) =>
        $"{NamePrefix}-{bin.ToString("x" + SuffixLength.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)}";

    private protected override void WriteFields(Utf8JsonWriter writer)
    {
        base.WriteFields(writer);
        writer.WriteNumber("bit_length"u8, BitLength);
        writer.WriteString("name_prefix"u8, NamePrefix);
    }
}
