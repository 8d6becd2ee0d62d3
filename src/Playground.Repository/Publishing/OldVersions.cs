using System.Globalization;
using System.Text.RegularExpressions;
using Playground.Tuf.Model;

namespace Playground.Repository.Publishing;

/// <summary>Removes what no client can still be looking for: all that neither the present snapshot nor the few before it list.</summary>
internal sealed partial class OldVersions(PublicFolder folder)
{
    /// <summary>Removes old versions.</summary>
    /// <param name="present">The version of the snapshot that was just published.</param>
    /// <param name="keep">How many snapshots before it stay.</param>
    internal void Remove(long present, int keep)
    {
        List<string> metadata = [.. folder.List(PublicNames.Metadata)];
        var kept = new HashSet<string>(StringComparer.Ordinal);
        foreach (long version in metadata.Select(SnapshotVersion).OfType<long>().Where(version => version <= present).OrderDescending().Take(keep + 1))
        {
            Keep(RoleName.Snapshot, version, kept);
        }

        List<string> stale = [.. metadata.Where(name => VersionedMetadata().IsMatch(name) && !RootMetadata().IsMatch(name))];
        stale.AddRange(folder.List(PublicNames.Targets).Where(name => HashedTarget().IsMatch(name)));
        foreach (string name in stale.Where(name => !kept.Contains(name)))
        {
            folder.Remove(name);
        }
    }

    [GeneratedRegex("^metadata/[0-9]+[.].+[.]json$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex VersionedMetadata();

    [GeneratedRegex("^metadata/[0-9]+[.]root[.]json$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RootMetadata();

    [GeneratedRegex("^metadata/(?<version>[0-9]+)[.]snapshot[.]json$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SnapshotMetadata();

    [GeneratedRegex("^targets/(.*/)?[0-9a-f]{32,}[.][^/]+$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex HashedTarget();

    private static long? SnapshotVersion(string name) =>
        SnapshotMetadata().Match(name) is { Success: true } match
        && long.TryParse(match.Groups["version"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out long version) ? version : null;

    private void Keep(RoleName role, long version, HashSet<string> kept)
    {
        string[] names = [.. PublicNames.OfMetadata(role, version)];
        if (!kept.Add(names[0]))
        {
            return;
        }

        kept.UnionWith(names);
        if (folder.Read(names[0]) is not { } file)
        {
            return;
        }

        if (role == RoleName.Snapshot)
        {
            foreach ((RoleName listed, MetaFile meta) in Metadata.TryParse<Snapshot>(file, out _)?.Signed.Meta ?? MetaFiles.Empty)
            {
                Keep(listed, meta.Version, kept);
            }
        }
        else
        {
            foreach ((TargetPath path, TargetFile target) in Metadata.TryParse<Targets>(file, out _)?.Signed.Files ?? TargetFiles.Empty)
            {
                kept.UnionWith(PublicNames.OfTarget(path, target));
            }
        }
    }
}
