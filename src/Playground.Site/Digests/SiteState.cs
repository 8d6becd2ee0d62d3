using System.Text.Json;
using System.Text.Json.Serialization;

namespace Playground.Site.Digests;

/// <summary>
/// What the last run left behind beside its pages: of what each was made, so that it is made again only when that changed. Whoever can change this file can change
/// the pages too; it decides nothing else.
/// </summary>
internal sealed record SiteState
{
    /// <summary>Which program and which options made the pages. Another one makes all of them again.</summary>
    public required string Maker { get; init; }

    public required Dictionary<string, UnitState> Units { get; init; }

    public required RoleDigest[] Roles { get; init; }

    public required ProjectDigest[] Projects { get; init; }

    internal static SiteState Empty { get; } = new() { Maker = "", Units = [], Roles = [], Projects = [] };

    /// <summary>Reads it; one that cannot be read is none.</summary>
    internal static SiteState Parse(ReadOnlySpan<byte> file)
    {
        try
        {
            return JsonSerializer.Deserialize(file, SiteStateJson.Default.SiteState) ?? Empty;
        }
        catch (JsonException)
        {
            return Empty;
        }
    }

    internal byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, SiteStateJson.Default.SiteState);
}

/// <summary>Pages that are made together.</summary>
internal sealed record UnitState
{
    public required string Fingerprint { get; init; }

    public required string[] Pages { get; init; }
}

/// <summary>The JSON of <see cref="SiteState"/>. What has its default is left out, so no member that may have it is required.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, AllowDuplicateProperties = false)]
[JsonSerializable(typeof(SiteState))]
internal sealed partial class SiteStateJson : JsonSerializerContext;
