using System.Globalization;
using Playground.Repository.Events;
using Playground.Tuf.Model;

namespace Playground.Repository.Rules;

/// <summary>
/// What is signed differs: the version is one more than the known good one, however many commits the event has. A role that comes begins at 1, or
/// after the version that clients may know from snapshot.
/// </summary>
internal sealed class VersionsByOne : IRule
{
    public string Code => RepositoryProblemCodes.WrongVersion;

    public string Protects => "Clients that keep or refuse a version because they know another of that number.";

    public IEnumerable<Finding> Check(SigningEvent change)
    {
        foreach (ChangedRole changed in ChangedRole.Offline(change))
        {
            if (changed.HasNewPayload && LastVersion(change, changed) is { } last && changed.After.Signed!.Version != last + 1)
            {
                string version = last.ToString(CultureInfo.InvariantCulture);
                string after = last == 0 ? "is new and begins at version 1" : $"changed after version {version} and becomes version {last + 1}";
                yield return new Finding(
                    changed.Role,
                    $"'{changed.Role}' {after}; version {changed.After.Signed.Version} is proposed.",
                    FixCommand.Restore(change, changed.After.File.Path));
            }
        }
    }

    private static long? LastVersion(SigningEvent change, ChangedRole changed) =>
        changed.Before is { } before ? before.Signed?.Version
        : change.KnownGood?.Find<Snapshot>(RoleName.Snapshot)?.Meta.TryGetValue(changed.Role, out MetaFile? listed) == true ? listed.Version
        : 0;
}
