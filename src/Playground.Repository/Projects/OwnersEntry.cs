using System.Text.Json;
using Playground.Catalog;
using Playground.Catalog.Names;
using Playground.Catalog.Releases;
using Playground.Tuf.Model;

namespace Playground.Repository.Projects;

/// <summary>
/// What the metadata of a project's owners says of the owners themselves: the keys and the threshold that whoever vouches for the project is to name.
/// It is how a newcomer says who they are before anybody delegates to them, and how owners change without an administrator: the file has to be
/// signed as the delegation in force asks, and as this entry asks. Written as a <c>delegations</c> object of one role (specification 4.5).
/// </summary>
public static class OwnersEntry
{
    /// <summary>The field of the signed part.</summary>
    public const string Field = "x-playground-owners";

    /// <summary>
    /// The entry as a delegation of the role to itself. Null where there is none, or where it is not of the one form: all files of the project after
    /// which the role is named, and nothing else, with keys under the keyids that follow from them: the CI puts the keys of many projects together.
    /// </summary>
    public static Delegation? Of(RoleName role, Targets? metadata)
    {
        if (metadata is null || CatalogRoles.IsReleasers(role) || CatalogRoles.ProjectOf(role) is not { } project
            || !metadata.UnknownFields.TryGet(Field, out JsonElement value))
        {
            return null;
        }

        try
        {
            var entry = Delegations.Parse(value);
            return entry is { Roles: [{ Paths: [var path], Terminating: false, UnknownFields.Count: 0 } owners], UnknownFields.Count: 0 }
                && owners.Name == role && path == ReleasePath.AllOf(project)
                && entry.Keys.All(known => known.Key == known.Value.ComputeId()) && owners.KeyIds.All(entry.Keys.ContainsKey)
                    ? new Delegation(role, entry, role, owners) { IsOwn = true }
                    : null;
        }
        catch (TufException)
        {
            return null;
        }
    }

    /// <summary>Whether the field is there, of whatever form.</summary>
    public static bool IsIn(Targets metadata)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        return metadata.UnknownFields.Names.Contains(Field, StringComparer.Ordinal);
    }

    /// <summary>Metadata with this entry.</summary>
    public static Targets In(Targets metadata, Delegations entry)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        ArgumentNullException.ThrowIfNull(entry);
        return metadata with { UnknownFields = metadata.UnknownFields.With(Field, entry.ToJson()) };
    }

    /// <summary>How an owners' role is delegated to by those who vouch for it.</summary>
    public static DelegatedRole Role(ProjectName project, IReadOnlyList<KeyId> keyIds, long threshold, bool terminating = false) => new()
    {
        Name = CatalogRoles.OwnersOf(project),
        KeyIds = keyIds,
        Threshold = threshold,
        Paths = [ReleasePath.AllOf(project)],
        Terminating = terminating,
    };

    /// <summary>
    /// Who owned a project before and has to agree with who is to own it: as with root (specification 5.3.4), the old threshold counts beside the
    /// new. Null where that is asked for already, or the role is no project's.
    /// </summary>
    /// <param name="knownGood">The known good commit, or null.</param>
    /// <param name="role">The owners' role.</param>
    /// <param name="now">Who delegates to it now.</param>
    internal static Delegation? Previous(RepositoryView? knownGood, RoleName role, IEnumerable<Delegation> now) =>
        knownGood?.FindDelegation(role) is { } before && Of(role, knownGood.Find<Targets>(role)) is not null && !now.Any(other => AskTheSame(before, other)) ? before : null;

    /// <summary>Whether two delegations to one role ask for the same: threshold, keyids in whatever order, and the same key under each.</summary>
    public static bool AskTheSame(Delegation one, Delegation other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        return one.Keys.Threshold == other.Keys.Threshold
            && one.Keys.KeyIds.Count == other.Keys.KeyIds.Count
            && one.Keys.KeyIds.All(id => other.Keys.KeyIds.Contains(id)
                && Equals(one.Source.Keys.GetValueOrDefault(id), other.Source.Keys.GetValueOrDefault(id)));
    }
}
