using System.Text;
using Playground.Site.Digests;
using Playground.Site.Reading;
using Playground.Site.Words;
using Playground.Tuf.Json;
using Playground.Tuf.Model;

namespace Playground.Site.Pages;

/// <summary>A page about a version of a role.</summary>
internal sealed record RoleModel
{
    internal const int FilesPerPage = 150;
    internal const int MostRaw = 512 * 1024;
    private const int MostShownHere = 200;

    internal required Here Here { get; init; }

    internal required RoleDigest Digest { get; init; }

    /// <summary>The version that the page is about.</summary>
    internal required VerifiedFile File { get; init; }

    /// <summary>The version before it, or null where it is not known.</summary>
    internal VerifiedFile? Before { get; init; }

    internal required DateTimeOffset Now { get; init; }

    /// <summary>Which page of files.</summary>
    internal int Page { get; init; } = 1;

    internal bool IsPresent => File.Version == Digest.Version;

    internal string Name => Digest.Role;

    internal Targets? Targets => File.Signed as Targets;

    internal int Pages => IsPresent ? Math.Max(1, ((Targets?.Files.Count ?? 0) + FilesPerPage - 1) / FilesPerPage) : 1;

    internal IEnumerable<KeyValuePair<TargetPath, TargetFile>> Files => (Targets?.Files ?? TargetFiles.Empty).Skip((Page - 1) * FilesPerPage).Take(FilesPerPage);

    internal IReadOnlyList<Difference> Changes => Before is null ? [] : MetadataDifferences.Between(Before.Signed, File.Signed);

    internal IReadOnlyList<Difference>? JsonChanges => Before is null || Before.Bytes.Length + File.Bytes.Length > MostRaw * 2 ? null
        : LineDifferences.Between(Pretty(Before), Pretty(File));

    /// <summary>The file as it was received, where it is short enough for a page.</summary>
    internal string? Raw => File.Bytes.Length > MostRaw ? null : PlainText.Lines(Encoding.UTF8.GetString(File.Bytes.Span));

    internal string? RawUrl => Here.Metadata(Name, File.Version);

    internal IEnumerable<KeyValuePair<RoleName, MetaFile>> Meta => ((File.Signed as Snapshot)?.Meta ?? MetaFiles.Empty).Take(MostShownHere);

    internal int MetaLeft => Math.Max(0, ((File.Signed as Snapshot)?.Meta.Count ?? 0) - MostShownHere);

    internal IEnumerable<DelegatedRole> Delegated => (Targets?.Delegations?.Roles ?? []).Take(MostShownHere);

    internal int DelegatedLeft => Math.Max(0, (Targets?.Delegations?.Roles?.Count ?? 0) - MostShownHere);

    internal IEnumerable<(string Page, string Text)> Way => IsPresent && Page == 1
        ? [(SitePath.Roles, "Roles")]
        : [(SitePath.Roles, "Roles"), (SitePath.Role(Name), Name)];

    /// <summary>What the metadata says, in sentences.</summary>
    internal IEnumerable<string> Sentences()
    {
        switch (File.Signed)
        {
            case Root root:
                yield return "Root says whose signatures every other top-level role needs. Clients follow it from version to version, each signed as the one before asks.";
                if (root.ConsistentSnapshot != true)
                {
                    yield return "The repository has no consistent snapshots: names of files carry no versions.";
                }

                break;
            case Timestamp timestamp:
                yield return $"Timestamp says that version {timestamp.Snapshot.Version} of snapshot is the newest. It lives shortly, so that nobody can hold a client back for long.";
                break;
            case Snapshot snapshot:
                yield return $"Snapshot says which version of {Phrase.Count(snapshot.Meta.Count, "role")} belong together, so that nobody can mix old and new.";
                break;
            case Targets targets:
                int delegated = targets.Delegations?.Roles?.Count ?? 0;
                yield return targets.Files.Count == 0 ? "The role lists no files." : $"The role lists {Phrase.Count(targets.Files.Count, "file")} with {Phrase.Size(Digest.Bytes)}.";
                if (targets.Delegations?.SuccinctRoles is { } bins)
                {
                    yield return $"It divides files by the hash of their path among {Phrase.Number(bins.BinCount)} bins.";
                }
                else if (delegated > 0)
                {
                    yield return $"It delegates to {Phrase.Count(delegated, "role")}.";
                }

                break;
        }
    }

    private static string Pretty(VerifiedFile file) => PlainText.Lines(Encoding.UTF8.GetString(IndentedJson.Format(Envelope.Read(file.Bytes).SignedJson.Span)));
}
