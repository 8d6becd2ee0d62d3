using System.Globalization;
using Playground.Repository.Events;
using Playground.Repository.Git;

namespace Playground.Repository.Rules;

/// <summary>Under <c>metadata/</c> there are roles, roots of the past, and invitations.</summary>
internal sealed class KnownMetadataFiles : IRule
{
    private const string RootSuffix = ".root.json";

    public string Code => RepositoryProblemCodes.UnknownMetadataFile;

    public string Protects => "Files among metadata that no signature covers.";

    public IEnumerable<Finding> Check(SigningEvent change)
    {
        foreach (GitFileChange file in change.Changes)
        {
            if (file.After is not null && file.Path.IsIn(Layout.Metadata) && !IsKnown(file.Path))
            {
                yield return new Finding(
                    null, $"'{file.Path}' is neither a role's metadata nor a root of the past nor the list of invitations.", FixCommand.Restore(change, file.Path));
            }
        }
    }

    private static bool IsKnown(GitPath path) => Layout.RoleOf(path) is not null || path == Layout.EventState || IsRootOfHistory(path);

    /// <summary>Whether a file is a root of the past by its name.</summary>
    internal static bool IsRootOfHistory(GitPath path) =>
        path.FileName.EndsWith(RootSuffix, StringComparison.Ordinal)
        && long.TryParse(path.FileName.AsSpan(0, path.FileName.Length - RootSuffix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out long version)
        && Layout.FileOfRoot(version) == path;
}
