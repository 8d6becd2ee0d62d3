using System.Text.Json;
using Playground.Catalog;
using Playground.Tuf.Model;

namespace Playground.Repository.Pointers;

/// <summary>
/// What stands in git for an artifact that lies elsewhere, as <c>targets/NAME.pointer.json</c>: where it is, how long, and its hashes. What metadata lists is
/// <c>NAME</c>, with these. Format 1 is described in docs/formats.md.
/// </summary>
public sealed record ArtifactPointer
{
    /// <summary>The one format there is.</summary>
    public const int KnownFormat = 1;

    /// <summary>How long the file in git may be, in bytes.</summary>
    public const int MaxLength = 64 * 1024;

    private const int Sha256Length = 64;
    private const int Sha512Length = 128;

    private ArtifactPointer(IReadOnlyList<Uri> urls, TargetFile file) => (Urls, File) = (urls, file);

    /// <summary>Where it is: at least one address, each with the same content.</summary>
    public IReadOnlyList<Uri> Urls { get; }

    /// <summary>Its entry in metadata, when nothing else is said of it.</summary>
    public TargetFile File { get; }

    /// <summary>Points to an artifact.</summary>
    /// <param name="urls">Where it is, https.</param>
    /// <param name="file">Its length, SHA-256 and SHA-512.</param>
    /// <exception cref="TufException">An address is none, or a hash is missing: <see cref="RepositoryProblemCodes.BadPointer"/>.</exception>
    public static ArtifactPointer To(IReadOnlyList<Uri> urls, TargetFile file)
    {
        ArgumentNullException.ThrowIfNull(urls);
        ArgumentNullException.ThrowIfNull(file);
        return Of(urls.Select(url => url.OriginalString), file.Length, file.Hashes.Sha256, file.Hashes.Sha512);
    }

    /// <summary>Reads a pointer.</summary>
    /// <exception cref="TufException">It is none: <see cref="RepositoryProblemCodes.BadPointer"/>.</exception>
    public static ArtifactPointer Parse(ReadOnlySpan<byte> json)
    {
        if (json.Length > MaxLength)
        {
            throw Bad($"it is longer than {MaxLength} bytes");
        }

        try
        {
            PointerFile read = JsonSerializer.Deserialize(json, PointerJson.Default.PointerFile) ?? throw new JsonException("it is null");
            return read.Format == KnownFormat ? Of(read.Urls, read.Length, read.Sha256, read.Sha512) : throw Bad($"its format is {read.Format}, and only {KnownFormat} is known");
        }
        catch (JsonException e)
        {
            throw Bad(e.Message, e);
        }
    }

    /// <summary>The file: the same bytes for the same pointer.</summary>
    public byte[] ToBytes() =>
    [
        .. JsonSerializer.SerializeToUtf8Bytes(
            new PointerFile(KnownFormat, [.. Urls.Select(url => url.OriginalString)], File.Length, File.Hashes.Sha256!, File.Hashes.Sha512!), PointerJson.Default.PointerFile),
        (byte)'\n',
    ];

    private static ArtifactPointer Of(IEnumerable<string> addresses, long length, string? sha256, string? sha512)
    {
        var urls = new List<Uri>();
        foreach (string address in addresses)
        {
            urls.Add(address is not null && ArtifactUrls.TryParse(address, out Uri? url) ? url! : throw Bad($"'{Printable.Of(address ?? "")}' is not an https address without a name or password in it"));
        }

        if (urls.Count is 0 or > ArtifactUrls.Most || urls.Distinct().Count() != urls.Count)
        {
            throw Bad($"it has {urls.Count} addresses, and 1 to {ArtifactUrls.Most} different ones there can be");
        }

        if (length < 0 || !IsHash(sha256, Sha256Length) || !IsHash(sha512, Sha512Length))
        {
            throw Bad("its length, SHA-256 or SHA-512 is none");
        }

        var file = new TargetFile { Length = length, Hashes = Hashes.From([new("sha256", sha256!), new("sha512", sha512!)]) };
        return new ArtifactPointer(urls, ArtifactUrls.In(file, urls));
    }

    private static bool IsHash(string? text, int length) => text is not null && text.Length == length && text.All(c => c is (>= '0' and <= '9') or (>= 'a' and <= 'f'));

    private static TufException Bad(string why, Exception? innerException = null) => new(
        RepositoryProblemCodes.BadPointer, $"A pointer to an artifact cannot be used: {Printable.Of(why)}.", innerException: innerException);
}

/// <summary>The JSON of a pointer.</summary>
internal sealed record PointerFile(int Format, IReadOnlyList<string> Urls, long Length, string Sha256, string Sha512);
