using System.Text.Json;
using Playground.Tuf.Model;

namespace Playground.Catalog;

/// <summary>
/// Where an artifact lies that is not published with the metadata: a list of https addresses in the <c>custom</c> of its entry, signed with its length and hashes. Who
/// fetches from there trusts nothing of what comes: the client checks it as it checks everything.
/// </summary>
public static class ArtifactUrls
{
    /// <summary>The member of <c>custom</c> that holds them.</summary>
    public const string Member = "x-playground-urls";

    /// <summary>The most addresses of one artifact.</summary>
    public const int Most = 8;

    private const int MaxLength = 2048;

    /// <summary>Whether the artifact lies elsewhere, wherever that is.</summary>
    public static bool IsIn(TargetFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return file.Custom.TryGet(Member, out _);
    }

    /// <summary>The addresses, in the order in which they are to be tried; none where nothing is said, or what is said is malformed.</summary>
    public static IReadOnlyList<Uri> Of(TargetFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (!file.Custom.TryGet(Member, out JsonElement value) || value.ValueKind != JsonValueKind.Array || value.GetArrayLength() > Most)
        {
            return [];
        }

        var urls = new List<Uri>();
        foreach (JsonElement entry in value.EnumerateArray())
        {
            if (entry.ValueKind != JsonValueKind.String || !TryParse(entry.GetString()!, out Uri? url))
            {
                return [];
            }

            urls.Add(url!);
        }

        return urls;
    }

    /// <summary>The entry with these addresses, or without any.</summary>
    public static TargetFile In(TargetFile file, IReadOnlyList<Uri> urls)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(urls);
        if (urls.Count == 0)
        {
            return IsIn(file) ? file with { Custom = file.Custom.Without(Member) } : file;
        }

        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartArray();
            foreach (Uri url in urls)
            {
                writer.WriteStringValue(url.OriginalString);
            }

            writer.WriteEndArray();
        }

        return file with { Custom = file.Custom.With(Member, JsonElement.Parse(buffer.ToArray())) };
    }

    /// <summary>Reads an address: https, absolute, without a name or password in it, without a fragment, of printable ASCII.</summary>
    public static bool TryParse(string text, out Uri? url)
    {
        ArgumentNullException.ThrowIfNull(text);
        bool good = text.Length <= MaxLength && text.AsSpan().IndexOfAnyExceptInRange('!', '~') < 0
            && Uri.TryCreate(text, UriKind.Absolute, out Uri? parsed) && parsed.Scheme == Uri.UriSchemeHttps
            && text.StartsWith("https://", StringComparison.Ordinal) && parsed.Host.Length > 0 && parsed.UserInfo.Length == 0 && parsed.Fragment.Length == 0;
        url = good ? new Uri(text) : null;
        return good;
    }
}
