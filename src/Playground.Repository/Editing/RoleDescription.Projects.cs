using Playground.Catalog.Releases;
using Playground.Repository.Projects;
using Playground.Tuf.Model;

namespace Playground.Repository.Editing;

/// <content>Projects: who owns them, what is stopped, what is said of releases.</content>
internal sealed partial class RoleDescription
{
    /// <summary>Fields that are told in words of their own.</summary>
    private static bool IsSaidInWords(string field) => field is OwnersEntry.Field or Blocks.Field or ReleaseData.Member;

    private void DescribeProject(Targets? before, Targets after)
    {
        Delegation? old = OwnersEntry.Of(role, before);
        if (OwnersEntry.Of(role, after) is { } own)
        {
            DescribeSigners(role, old?.Source, old?.Keys, own.Source, own.Keys);
        }
        else if (OwnersEntry.IsIn(after))
        {
            Add(ChangeKind.Warning, "what it says of its owners cannot be read");
        }
        else if (old is not null)
        {
            Add(ChangeKind.Warning, "it does not say any more who owns it");
        }

        var was = Blocks.Of(before).All.ToDictionary(block => block.Paths);
        var now = Blocks.Of(after).All.ToDictionary(block => block.Paths);
        foreach (PathPattern paths in was.Keys.Union(now.Keys).OrderBy(paths => paths.Value, StringComparer.Ordinal))
        {
            if (now.GetValueOrDefault(paths) is not { } block)
            {
                Add(ChangeKind.Removed, $"block of {Printable.Of(paths.Value)}: clients get it again");
            }
            else if (was.GetValueOrDefault(paths) != block)
            {
                Add(ChangeKind.Added, block.IsRemoval
                    ? $"removal of {Printable.Of(paths.Value)}, for good: {Printable.Of(block.Reason)}"
                    : $"block of {Printable.Of(paths.Value)}, so that no client gets it: {Printable.Of(block.Reason)}");
            }
        }
    }

    private void DescribeRelease(TargetPath path, TargetFile? before, TargetFile after)
    {
        try
        {
            ReleaseData old = before is null ? ReleaseData.Empty : ReleaseData.Of(before);
            ReleaseData now = ReleaseData.Of(after);
            foreach ((string name, string? was, string? said) in Words(old).Zip(Words(now), (one, other) => (one.Name, one.Text, other.Text)))
            {
                if (was != said)
                {
                    Add(ChangeKind.Changed, $"file '{path}' {name}: {(was is null ? "" : Printable.Of(was) + " -> ")}{(said is null ? "not said" : Printable.Of(said))}");
                }
            }

            if (old.Yanked != now.Yanked)
            {
                Add(now.Yanked is null ? ChangeKind.Removed : ChangeKind.Warning, now.Yanked is { } yank
                    ? $"file '{path}' is yanked since {Date(yank.Since)}: {Printable.Of(yank.Reason)}"
                    : $"file '{path}' is yanked no longer");
            }

            if (old.Deprecated != now.Deprecated)
            {
                Add(now.Deprecated is null ? ChangeKind.Removed : ChangeKind.Warning, now.Deprecated is { } deprecation
                    ? $"file '{path}' is deprecated since {Date(deprecation.Since)}: {Printable.Of($"{deprecation.Reason} {(deprecation.UseInstead is { } other ? $"Use {other}." : "")}".Trim())}"
                    : $"file '{path}' is deprecated no longer");
            }
        }
        catch (TufException)
        {
            Add(ChangeKind.Warning, $"what is said of file '{path}' cannot be read");
        }
    }

    private static (string Name, string? Text)[] Words(ReleaseData data) =>
    [
        ("kind", data.Kind), ("platform", data.Platform), ("tags", data.Tags is { } tags ? string.Join(", ", tags) : null), ("description", data.Description),
        ("licence", data.Licence), ("sources", data.Repository), ("package URL", data.Purl), ("released", data.Released is { } time ? Date(time) : null),
    ];
}
