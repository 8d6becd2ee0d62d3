using System.Text.Json;
using Playground.Catalog.Reading;
using Playground.Catalog.Releases;
using Playground.Catalog.Versions;

namespace Playground.Downloader;

/// <summary>Projects and releases as scripts get them.</summary>
internal static class ReleaseJson
{
    private const string TimeForm = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <summary>Releases and blocked versions, newest first.</summary>
    internal static void WriteList(Utf8JsonWriter writer, IReadOnlyList<Release> releases, IReadOnlyList<ReleaseVersion> blocked)
    {
        writer.WriteStartArray();
        foreach ((ReleaseVersion version, Release? release) in releases.Select(release => (release.Version, (Release?)release))
            .Concat(blocked.Select(version => (version, (Release?)null))).OrderByDescending(entry => entry.Item1))
        {
            writer.WriteStartObject();
            writer.WriteString("version", version.Value);
            writer.WriteBoolean("prerelease", version.IsPrerelease);
            writer.WriteBoolean("blocked", release is null);
            if (release is not null)
            {
                WriteStanding(writer, release);
                writer.WriteNumber("files", release.Files.Count);
                writer.WriteNumber("length", release.Length);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>A project, and one of its releases in full.</summary>
    internal static void WriteProject(Utf8JsonWriter writer, ProjectListing listing, Release? shown)
    {
        writer.WriteStartObject();
        writer.WriteString("project", listing.Project.Value);
        writer.WriteString("vouched_for_by", listing.VouchedForBy?.Value);
        WriteTeam(writer, "owners", listing.Owners);
        WriteTeam(writer, "releasers", listing.Releasers);
        writer.WritePropertyName("releases");
        WriteList(writer, listing.Releases, listing.BlockedVersions);
        writer.WritePropertyName("release");
        if (shown is null)
        {
            writer.WriteNullValue();
        }
        else
        {
            WriteRelease(writer, shown);
        }

        writer.WriteEndObject();
    }

    private static void WriteRelease(Utf8JsonWriter writer, Release release)
    {
        writer.WriteStartObject();
        writer.WriteString("version", release.Version.Value);
        writer.WriteBoolean("prerelease", release.Version.IsPrerelease);
        writer.WriteString("description", release.Description);
        writer.WriteString("licence", release.Licence);
        writer.WriteString("repository", release.Repository);
        writer.WriteString("purl", release.Purl);
        WriteTexts(writer, "tags", release.Tags);
        WriteStanding(writer, release);
        writer.WriteStartArray("files");
        foreach (ReleaseFile file in release.Files)
        {
            writer.WriteStartObject();
            writer.WriteString("name", file.Path.File);
            AllFiles.WriteMembers(writer, file.Target);
            writer.WriteString("kind", file.Data.Kind);
            writer.WriteString("platform", file.Data.Platform);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteStanding(Utf8JsonWriter writer, Release release)
    {
        WriteTime(writer, "released", release.Released);
        if (release.Yanked is { } yank)
        {
            writer.WriteStartObject("yanked");
            writer.WriteString("reason", yank.Reason);
            WriteTime(writer, "since", yank.Since);
            writer.WriteEndObject();
        }
        else
        {
            writer.WriteNull("yanked");
        }

        if (release.Deprecated is { } deprecated)
        {
            writer.WriteStartObject("deprecated");
            writer.WriteString("reason", deprecated.Reason);
            writer.WriteString("use_instead", deprecated.UseInstead);
            WriteTime(writer, "since", deprecated.Since);
            writer.WriteEndObject();
        }
        else
        {
            writer.WriteNull("deprecated");
        }
    }

    private static void WriteTeam(Utf8JsonWriter writer, string name, ProjectTeam? team)
    {
        if (team is null)
        {
            writer.WriteNull(name);
            return;
        }

        writer.WriteStartObject(name);
        writer.WriteNumber("threshold", team.Threshold);
        writer.WriteStartArray("members");
        foreach (TeamMember member in team.Members)
        {
            writer.WriteStartObject();
            writer.WriteString("owner", member.Owner);
            writer.WriteString("keyid", member.KeyId.Value);
            writer.WriteBoolean("signed", member.HasSigned);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteTime(Utf8JsonWriter writer, string name, DateTimeOffset? time) =>
        writer.WriteString(name, time?.UtcDateTime.ToString(TimeForm, System.Globalization.CultureInfo.InvariantCulture));

    private static void WriteTexts(Utf8JsonWriter writer, string name, IReadOnlyList<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (string text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }
}
