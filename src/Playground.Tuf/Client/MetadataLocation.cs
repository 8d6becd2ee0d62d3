using Playground.Tuf.Model;

namespace Playground.Tuf.Client;

/// <summary>Where a repository publishes its metadata files (specification 3 and 6.2).</summary>
internal sealed class MetadataLocation(Uri metadataUrl)
{
    private readonly Uri _base = Folder(metadataUrl);

    /// <summary>The URL of a role's file, of one version or, where names do not carry versions, as it is now.</summary>
    internal Uri Of(RoleName role, long? version)
    {
        string file = Uri.EscapeDataString(role.Value) + ".json";
        return new Uri(_base, version is null ? "./" + file : $"{FileNames.Number(version.Value)}.{file}");
    }

    /// <summary>A URL that relative ones can be resolved against.</summary>
    internal static Uri Folder(Uri url) => url.AbsoluteUri.EndsWith('/') ? url : new Uri(url.AbsoluteUri + "/");
}
