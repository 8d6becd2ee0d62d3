using Playground.Tuf.Model;

namespace Playground.Tuf.Client;

/// <summary>Where a repository publishes an artifact (specification 6.2).</summary>
internal static class TargetLocation
{
    /// <summary>The URL of an artifact, with its hash before the file name or not.</summary>
    internal static Uri Of(Uri targetsUrl, FoundTarget target, bool prefixWithHash)
    {
        string folder = target.Path.Directory.Length == 0 ? "" : target.Path.Directory + "/";
        string prefix = prefixWithHash ? (target.File.Hashes.Sha256 ?? target.File.Hashes.Sha512) + "." : "";
        return new Uri(MetadataLocation.Folder(targetsUrl), "./" + FileNames.EncodePath(folder + prefix + target.Path.FileName));
    }
}
