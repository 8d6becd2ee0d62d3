using System.Text.Json;
using Playground.Tuf.Json;

namespace Playground.Tuf.Model;

/// <summary>What the signed parts of all roles have in common (specification 4.2 to 4.6).</summary>
public abstract record Signed
{
    /// <summary>The version of the specification that metadata made here follows.</summary>
    public const string CurrentSpecVersion = "1.0.34";

    private readonly long _version = 1;
    private readonly DateTimeOffset _expires;

    private protected Signed()
    {
    }

    /// <summary>The value of <c>_type</c>.</summary>
    public abstract string Type { get; }

    /// <summary>The version of this role's metadata, from 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to zero or less.</exception>
    public long Version
    {
        get => _version;
        init => _version = value > 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Versions begin at 1.");
    }

    /// <summary>From when on the metadata must not be trusted any more: UTC, whole seconds; fractions are dropped.</summary>
    public required DateTimeOffset Expires
    {
        get => _expires;
        init => _expires = UtcTime.WholeSeconds(value);
    }

    /// <summary>The version of the specification the metadata follows, such as <c>1.0.34</c>.</summary>
    public string SpecVersion { get; init; } = CurrentSpecVersion;

    /// <summary>Fields this library does not know.</summary>
    public JsonFields UnknownFields { get; init; } = JsonFields.Empty;

    /// <summary>Whether the metadata has expired at a time: at the very second of <see cref="Expires"/> it has.</summary>
    public bool IsExpired(DateTimeOffset time) => time >= Expires;

    internal byte[] ToJson() => JsonOutput.Write(WriteTo);

    internal void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("_type"u8, Type);
        writer.WriteString("expires"u8, UtcTime.Write(Expires));
        writer.WriteString("spec_version"u8, SpecVersion);
        writer.WriteNumber("version"u8, Version);
        WriteFields(writer);
        UnknownFields.WriteTo(writer);
        writer.WriteEndObject();
    }

    private protected abstract void WriteFields(Utf8JsonWriter writer);

    /// <summary>Two signed parts are equal when the bytes that would be signed are.</summary>
    private protected bool SamePayload(Signed? other) =>
        other is not null && CanonicalJson.Encode(this).AsSpan().SequenceEqual(CanonicalJson.Encode(other));
}
