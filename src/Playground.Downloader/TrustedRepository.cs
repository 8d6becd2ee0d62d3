using System.Diagnostics.CodeAnalysis;
using Playground.Catalog;
using Playground.CommandLine;
using Playground.Tuf;
using Playground.Tuf.Client;

namespace Playground.Downloader;

/// <summary>
/// A repository that this person trusts, under a name of their choice: a folder with its address and its trusted metadata.
/// </summary>
internal sealed class TrustedRepository
{
    private const string UrlFile = "url";
    private readonly string _folder;

    private TrustedRepository(string name, string folder, Uri url)
    {
        Name = name;
        _folder = folder;
        Url = url;
    }

    /// <summary>The name the person gave it.</summary>
    internal string Name { get; }

    /// <summary>Where it is published: <c>metadata/</c> and <c>targets/</c> lie below.</summary>
    internal Uri Url { get; }

    /// <summary>Where files of its index are kept.</summary>
    internal string IndexFolder => Path.Combine(_folder, "index");

    /// <summary>The folder of all repositories: <c>$PLAYGET_HOME</c>, else below the person's data folder.</summary>
    private static string Home => Environment.GetEnvironmentVariable("PLAYGET_HOME") is { Length: > 0 } home
        ? home
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "playget");

    /// <summary>All that are trusted, by name.</summary>
    internal static IReadOnlyList<TrustedRepository> All()
    {
        if (!Directory.Exists(Home))
        {
            return [];
        }

        return [.. Directory.EnumerateDirectories(Home).Order(StringComparer.Ordinal).Select(folder => Open(Path.GetFileName(folder))).OfType<TrustedRepository>()];
    }

    /// <summary>The one that is named, or the only one there is.</summary>
    internal static TrustedRepository Choose(string? name)
    {
        if (name is not null)
        {
            return Open(CheckedName(name)) ?? throw ToolException.Usage($"No repository is trusted under the name '{Printable.Of(name)}'. To see those that are: playget trust list");
        }

        IReadOnlyList<TrustedRepository> all = All();
        return all.Count switch
        {
            1 => all[0],
            0 => throw ToolException.Usage("No repository is trusted yet. Begin with: playget trust add NAME URL --root FILE"),
            _ => throw ToolException.Usage($"Several repositories are trusted; say which: --repository {string.Join('|', all.Select(known => known.Name))}"),
        };
    }

    /// <summary>The one that is named, or else the one that is trusted at an address.</summary>
    internal static TrustedRepository ChooseAt(string? name, string url)
    {
        if (name is not null)
        {
            return Choose(name);
        }

        return All().FirstOrDefault(known => known.Url.AbsoluteUri == url)
            ?? throw ToolException.Usage($"The lock file is of the repository at {Printable.Of(url)}, which is not trusted here. Trust it first (playget trust add), or say which to use: --repository NAME");
    }

    /// <summary>Begins to trust a repository.</summary>
    internal static TrustedRepository Add(string name, Uri url, ReadOnlyMemory<byte> root)
    {
        string folder = Path.Combine(Home, name);
        if (Open(name) is { } known && known.Url != url)
        {
            throw new ToolException(ExitCode.Refused, $"'{name}' is trusted at {known.Url} already; nothing was changed. Choose another name, or first: playget trust remove {name}");
        }

        Updater.TrustRoot(Path.Combine(folder, "metadata"), root);
        string temporary = Path.Combine(folder, $".{Path.GetRandomFileName()}");
        File.WriteAllText(temporary, url.AbsoluteUri + "\n");
        File.Move(temporary, Path.Combine(folder, UrlFile), overwrite: true);
        return new TrustedRepository(name, folder, url);
    }

    /// <summary>Trusts it no longer.</summary>
    internal void Remove() => Directory.Delete(_folder, recursive: true);

    /// <summary>A client of it.</summary>
    internal Updater Client(IFetcher fetcher, bool offline, int maxDelegations = 32) => new(new UpdaterOptions
    {
        MetadataDirectory = Path.Combine(_folder, "metadata"),
        MetadataUrl = new Uri(Url, "metadata/"),
        TargetsUrl = new Uri(Url, "targets/"),
        Locations = target => ArtifactUrls.Of(target.File),
        Fetcher = fetcher,
        Offline = offline,
        MaxDelegations = maxDelegations,
    });

    /// <summary>An address given by a person, as one that others can be resolved against.</summary>
    internal static bool TryParseUrl(string text, [NotNullWhen(true)] out Uri? url) =>
        Uri.TryCreate(text.EndsWith('/') ? text : text + "/", UriKind.Absolute, out url) && url.Scheme is "http" or "https" or "file";

    /// <summary>A name given by a person, if it can be one: it becomes a folder.</summary>
    internal static string CheckedName(string name)
    {
        bool good = name.Length is > 0 and <= 64 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') && name[0] != '.';
        return good ? name : throw ToolException.Usage($"'{Printable.Of(name)}' cannot name a repository: letters, digits, '-', '_' and '.', at most 64.");
    }

    private static TrustedRepository? Open(string name)
    {
        string folder = Path.Combine(Home, name);
        string file = Path.Combine(folder, UrlFile);
        return File.Exists(file) && TryParseUrl(File.ReadAllText(file).Trim(), out Uri? url) ? new TrustedRepository(name, folder, url) : null;
    }
}
