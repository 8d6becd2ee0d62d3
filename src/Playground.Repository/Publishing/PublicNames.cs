using System.Globalization;
using Playground.Tuf.Model;

namespace Playground.Repository.Publishing;

/// <summary>What files are called in the public directory (specification 6.2).</summary>
internal static class PublicNames
{
    internal const string Metadata = "metadata";
    internal const string Targets = "targets";

    /// <summary>
    /// The file of a role, of one version or, for timestamp, without. Where percent-encoding changes the name there is a second file under the plain name, if
    /// that is a safe one: some servers look for what stands in a URL, most for what it decodes to.
    /// </summary>
    internal static IEnumerable<string> OfMetadata(RoleName role, long? version)
    {
        string prefix = version is { } number ? number.ToString(CultureInfo.InvariantCulture) + "." : "";
        string encoded = $"{Metadata}/{prefix}{Uri.EscapeDataString(role.Value)}.json";
        yield return encoded;
        string plain = $"{prefix}{role.Value}.json";
        if (!string.Equals($"{Metadata}/{plain}", encoded, StringComparison.Ordinal) && TargetPath.TryParse(plain, out _))
        {
            yield return $"{Metadata}/{plain}";
        }
    }

    /// <summary>The files of an artifact: one for each of its hashes.</summary>
    internal static IEnumerable<string> OfTarget(TargetPath path, TargetFile file)
    {
        string folder = path.Directory.Length == 0 ? Targets : $"{Targets}/{path.Directory}";
        return file.Hashes.All.Select(hash => $"{folder}/{hash.Value}.{path.FileName}");
    }
}
