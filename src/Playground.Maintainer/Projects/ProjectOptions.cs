using System.CommandLine;
using Playground.Catalog.Names;
using Playground.Catalog.Versions;
using Playground.CommandLine;
using Playground.Repository.Git;

namespace Playground.Maintainer.Projects;

/// <summary>The arguments and options that commands about projects share.</summary>
internal static class ProjectOptions
{
    internal static Argument<string> Project() => new("PROJECT") { Description = "The name of the project." };

    internal static Argument<string> Version() => new("VERSION") { Description = "The version of the release, such as 1.2.3." };

    internal static Option<string> Event() => new("--event") { Description = "The event to begin or to go on with; by default one that is named after what is done." };

    internal static Option<string> Reason(bool required = true) => new("--reason") { Description = "Why, in a sentence that everybody may read.", Required = required };

    /// <summary>The project, as the person may have spelled it: in any case.</summary>
    internal static ProjectName ProjectOf(string text) => ProjectName.Parse(text.ToLowerInvariant());

    /// <summary>The project and perhaps the version in <c>PROJECT</c> or <c>PROJECT@VERSION</c>.</summary>
    internal static (ProjectName Project, ReleaseVersion? Version) PlaceOf(string text)
    {
        string[] parts = text.Split('@', 2);
        return (ProjectOf(parts[0]), parts.Length == 2 ? ReleaseVersion.Parse(parts[1]) : null);
    }

    /// <summary>The event that was named, or one named after what is done.</summary>
    internal static BranchName EventOf(string? given, string usual) => MaintainerDesk.EventOf(given ?? usual);

    /// <summary>A reason that says something.</summary>
    internal static string ReasonOf(string reason) => reason.Trim() is { Length: > 0 and <= 500 } text && !text.Any(char.IsControl)
        ? text
        : throw ToolException.Usage("Give a reason in one line of at most 500 characters; nothing was changed.");
}
