using Playground.Tuf.Json;

namespace Playground.Tuf.Model;

/// <summary>Reads the fields that all signed parts share.</summary>
internal struct SignedFields
{
    private readonly int _object;
    private readonly string _type;
    private string? _foundType;
    private long? _version;
    private DateTimeOffset? _expires;
    private string? _specVersion;
    private JsonFieldsBuilder _unknown;

    internal SignedFields(ref JsonCursor cursor, string type)
    {
        _object = cursor.BeginObject();
        _type = type;
    }

    internal readonly long Version => _version!.Value;

    internal readonly DateTimeOffset Expires => _expires!.Value;

    internal readonly string SpecVersion => _specVersion!;

    internal readonly JsonFields Unknown => _unknown.ToFields();

    /// <summary>Reads the current member, which is none of the role's own.</summary>
    internal void Read(ref JsonCursor cursor)
    {
        if (cursor.NameIs("_type"u8))
        {
            _foundType = cursor.ReadString();
            if (_foundType != _type)
            {
                throw cursor.Error(ProblemCodes.WrongMetadataType, $"This is '{Printable.Of(_foundType)}' metadata where '{_type}' belongs.");
            }
        }
        else if (cursor.NameIs("version"u8))
        {
            _version = ReadVersion(ref cursor);
        }
        else if (cursor.NameIs("expires"u8))
        {
            _expires = UtcTime.Read(ref cursor);
        }
        else if (cursor.NameIs("spec_version"u8))
        {
            _specVersion = cursor.ReadString();
            if (!IsSupported(_specVersion))
            {
                throw cursor.Error(ProblemCodes.UnsupportedSpecVersion, $"Specification version '{Printable.Of(_specVersion)}' is not 1.x.");
            }
        }
        else
        {
            cursor.ReadUnknown(ref _unknown);
        }
    }

    /// <summary>Refuses metadata that lacks one of the shared fields.</summary>
    internal readonly void CheckComplete(ref JsonCursor cursor)
    {
        string? missing = _foundType is null ? "_type" : _version is null ? "version" : _expires is null ? "expires" : _specVersion is null ? "spec_version" : null;
        if (missing is not null)
        {
            throw cursor.Missing(_object, missing);
        }
    }

    internal readonly TufException Missing(ref JsonCursor cursor, string field) => cursor.Missing(_object, field);

    internal static long ReadVersion(ref JsonCursor cursor)
    {
        long version = cursor.ReadInteger();
        return version > 0 ? version : throw cursor.Error(ProblemCodes.BadVersion, "A version is 1 or more.");
    }

    internal static bool IsSupported(string specVersion)
    {
        string[] parts = specVersion.Split('.');
        bool numbers = parts.Length is 2 or 3;
        foreach (string part in parts)
        {
            numbers &= part.Length is > 0 and < 10 && part.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0;
        }

        return numbers && parts[0] == "1";
    }
}
