using System.CommandLine;
using System.Globalization;
using Playground.Catalog;
using Playground.Catalog.Reading;
using Playground.Catalog.Releases;
using Playground.Catalog.Versions;
using Playground.CommandLine;
using Playground.Tuf;
using Playground.Tuf.Model;

namespace Playground.Downloader;

/// <summary><c>playget info</c>: what there is to know of a project before using it.</summary>
internal static class InfoCommand
{
    private static readonly Argument<string> Project = new("PROJECT") { Description = "PROJECT, PROJECT@VERSION or 'PROJECT@RANGE'." };

    internal static Command Create()
    {
        var command = new Command("info", "Show a project: a release and its files, all releases, and who vouches for them.")
        {
            Project, RepositoryOptions.Prereleases, RepositoryOptions.Json, RepositoryOptions.Output, RepositoryOptions.Repository, RepositoryOptions.Offline,
        };
        command.SetAction(async (result, cancellationToken) =>
        {
            var request = ProjectRequest.Parse(result.GetRequiredValue(Project));
            using RepositorySession session = RepositoryOptions.Open(result);
            ProjectListing listing = await new ProjectFinder(session).RequireAsync(request.Name, cancellationToken);
            bool prereleases = result.GetValue(RepositoryOptions.Prereleases);

            // Of a project without a release to choose there is still something to show; not so of a version that was asked for and is not there.
            Release? shown = request.Wanted is { } wanted
                ? ReleaseChoice.Of(listing, wanted, prereleases)
                : Release.Choose(listing.Releases, VersionQuery.Any, prereleases);
            if (shown is not null)
            {
                ReleaseChoice.Warn(shown);
            }

            if (RepositoryOptions.WantsJson(result))
            {
                JsonAnswer.Write(writer => ReleaseJson.WriteProject(writer, listing, shown));
            }
            else
            {
                Write(listing, shown);
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static void Write(ProjectListing listing, Release? shown)
    {
        Console.WriteLine(shown is null ? listing.Project.Value : $"{listing.Project} {shown.Version}");
        if (shown?.Description is { } description)
        {
            Console.WriteLine(Printable.Of(description));
        }

        Say("released", shown?.Released?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Say("licence", shown?.Licence);
        Say("sources", shown?.Repository);
        Say("purl", shown?.Purl);
        Say("tags", shown is { Tags.Count: > 0 } ? string.Join(", ", shown.Tags) : null);
        Say("vouched for", Voucher(listing.VouchedForBy));
        Say("owners", People(listing.Owners));
        Say("releasers", People(listing.Releasers));
        if (listing.Releases.Count + listing.BlockedVersions.Count > 0)
        {
            Console.WriteLine("releases:");
        }

        foreach (Release release in listing.Releases)
        {
            Console.WriteLine($"  {release.Version}{(ListCommand.Remarks(release) is { Length: > 0 } remarks ? $"  {remarks}" : "")}");
        }

        foreach (ReleaseVersion version in listing.BlockedVersions)
        {
            Console.WriteLine($"  {version}  blocked");
        }

        foreach (ReleaseFile file in shown?.Files ?? [])
        {
            Write(file);
        }
    }

    private static void Write(ReleaseFile file)
    {
        string[] kinds = [.. new[] { file.Data.Kind, file.Data.Platform }.OfType<string>()];
        string kind = kinds.Length > 0 ? $"  {Printable.Of(string.Join(", ", kinds))}" : "";
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"file {Printable.Of(file.Path.File)}  {file.Target.File.Length} bytes{kind}"));
        foreach ((string algorithm, string value) in file.Target.File.Hashes.All)
        {
            Console.WriteLine($"  {Printable.Of(algorithm)}  {Printable.Of(value)}");
        }
    }

    private static void Say(string what, string? text)
    {
        if (text is not null)
        {
            Console.WriteLine($"{what}: {Printable.Of(text)}");
        }
    }

    private static string Voucher(RoleName? role) => role is { } by
        ? CatalogRoles.IsClaimed(by) ? "its owners are known to the repository's administrators"
            : CatalogRoles.IsNew(by) ? "nobody has vouched for its owners yet" : $"by {by}"
        : "it has no owners";

    private static string? People(ProjectTeam? team) => team is null ? null
        : $"{string.Join(", ", team.Members.Select(member => $"{Printable.Of(member.Owner ?? member.KeyId.Value)}{(member.HasSigned ? " (signed)" : "")}"))}, {team.Threshold} needed";
}
