using System.Text.Json;
using Playground.Tuf.Client;

namespace Playground.Downloader;

/// <summary>Every file of a repository.</summary>
internal static class AllFiles
{
    internal static async Task<IReadOnlyList<FoundTarget>> ListAsync(RepositorySession session, CancellationToken cancellationToken)
    {
        var targets = new List<FoundTarget>();
        await foreach (FoundTarget target in session.Updater.ListTargetsAsync(cancellationToken))
        {
            targets.Add(target);
        }

        targets.Sort((a, b) => a.Path.CompareTo(b.Path));
        return targets;
    }

    internal static void Write(Utf8JsonWriter writer, IReadOnlyList<FoundTarget> targets)
    {
        writer.WriteStartArray();
        foreach (FoundTarget target in targets)
        {
            writer.WriteStartObject();
            WriteMembers(writer, target);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>What every answer in JSON says of a file.</summary>
    internal static void WriteMembers(Utf8JsonWriter writer, FoundTarget target)
    {
        writer.WriteString("path", target.Path.Value);
        writer.WriteNumber("length", target.File.Length);
        writer.WriteStartObject("hashes");
        foreach ((string algorithm, string value) in target.File.Hashes.All)
        {
            writer.WriteString(algorithm, value);
        }

        writer.WriteEndObject();
        writer.WriteString("role", target.Role.Value);
    }
}
