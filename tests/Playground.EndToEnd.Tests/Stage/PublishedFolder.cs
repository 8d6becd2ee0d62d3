using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Playground.EndToEnd.Tests.Stage;

/// <summary>
/// What a published directory says, as text that is the same in every run: each file with its role, version, days until it expires, who
/// signed, who is delegated to, and what artifacts there are. Keys are random, so they go by their owners' names. Read as plain JSON, not by the
/// library under test.
/// </summary>
internal static class PublishedFolder
{
    internal static string Describe(string folder, DateTimeOffset begin)
    {
        var text = new StringBuilder();
        List<string> files = [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file)).Where(IsForClients)];
        List<(string Name, JsonNode Json)> metadata = [.. files.Where(IsMetadata)
            .Select(name => (Name: name, Json: JsonNode.Parse(File.ReadAllBytes(Path.Combine(folder, name)))!))
            .OrderBy(file => (string?)file.Json["signed"]!["_type"] != "root")
            .ThenBy(file => file.Name.Length).ThenBy(file => file.Name, StringComparer.Ordinal)];
        var keys = new KeyNames(metadata.Select(file => file.Json["signed"]!));
        foreach ((string name, JsonNode json) in metadata)
        {
            Describe(text, name, json, keys, begin);
        }

        foreach (string name in files.Where(name => !IsMetadata(name)).Order(StringComparer.Ordinal))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{Shortened(name)}: {new FileInfo(Path.Combine(folder, name)).Length} bytes");
        }

        return text.ToString();
    }

    /// <summary>Beside what clients read lie pages for people, which tests of their own look at.</summary>
    private static bool IsForClients(string name) => IsMetadata(name) || name.StartsWith("targets/", StringComparison.Ordinal);

    private static bool IsMetadata(string name) => name.StartsWith("metadata/", StringComparison.Ordinal);

    private static void Describe(StringBuilder text, string name, JsonNode json, KeyNames keys, DateTimeOffset begin)
    {
        JsonNode signed = json["signed"]!;
        double days = Math.Floor((DateTimeOffset.Parse((string)signed["expires"]!, CultureInfo.InvariantCulture) - begin).TotalDays);
        IEnumerable<string> signers = json["signatures"]!.AsArray()
            .Select(signature => keys.Of((string)signature!["keyid"]!) + ((string)signature["sig"]! is "" ? " (not yet)" : "")).Order(StringComparer.Ordinal);
        text.AppendLine(CultureInfo.InvariantCulture, $"{name}: {signed["_type"]} {signed["version"]}, expires on day {days}, signed by {string.Join(' ', signers)}");
        foreach ((string role, JsonNode? entry) in signed["roles"]?.AsObject() ?? [])
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"    {role}: {Signers(entry!, keys)}{Periods(entry!)}");
        }

        foreach (JsonNode? role in signed["delegations"]?["roles"]?.AsArray() ?? [])
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"    delegates {role!["paths"]!.ToJsonString()} to {role["name"]}{((bool)role["terminating"]! ? ", and nobody else" : "")}: {Signers(role, keys)}");
        }

        foreach ((string file, JsonNode? entry) in signed["meta"]?.AsObject() ?? [])
        {
            string described = entry!["hashes"] is null && entry["length"] is null ? "" : ", with length and hashes";
            text.AppendLine(CultureInfo.InvariantCulture, $"    {file} {entry["version"]}{described}");
        }

        foreach ((string path, JsonNode? entry) in signed["targets"]?.AsObject() ?? [])
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"    {path}: {entry!["length"]} bytes, sha256 {((string)entry["hashes"]!["sha256"]!)[..12]}");
        }

        text.Append(signed["x-playground-expiry-period"] is null ? "" : $"   {Periods(signed)}\n");
    }

    private static string Signers(JsonNode role, KeyNames keys) =>
        $"{role["threshold"]} of {string.Join(' ', role["keyids"]!.AsArray().Select(id => keys.Of((string)id!)).Order(StringComparer.Ordinal))}";

    private static string Periods(JsonNode fields) =>
        fields["x-playground-expiry-period"] is { } expiry ? $" (lives {expiry} days, signed anew {fields["x-playground-signing-period"]} days before)" : "";

    /// <summary>Twelve digits of a hash before a name tell enough.</summary>
    private static string Shortened(string name)
    {
        int start = name.LastIndexOf('/') + 1;
        int dot = name.IndexOf('.', start);
        return dot - start == 64 ? $"{name[..(start + 12)]}…{name[dot..]}" : name;
    }
}
