using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Components;
using Playground.Site.Digests;
using Playground.Site.Reading;
using Playground.Site.Words;
using Playground.Tuf.Client;
using Playground.Tuf.Model;

namespace Playground.Site.Pages;

/// <summary>A page's place in its site: links from it, and the small pieces that pages are made of. Everything made here is escaped.</summary>
internal sealed record Here(SiteInfo Site, string Path)
{
    internal static HtmlEncoder Encoder { get; } = HtmlEncoder.Create(UnicodeRanges.All);

    internal string Up { get; } = SitePath.Up(Path);

    internal static string Escape(string text) => Encoder.Encode(text);

    internal string To(string page) => Up + page;

    internal MarkupString Link(string page, string? text, string? css = null) =>
        new($"<a href=\"{Escape(To(page))}\"{(css is null ? "" : $" class=\"{css}\"")}>{Escape(PlainText.Of(text))}</a>");

    internal MarkupString Role(string role) => Link(SitePath.Role(role), role);

    internal MarkupString Role(string role, string? refused) => refused is null ? Role(role) : new($"{Role(role)} {Badge("refused", "bad")}");

    internal static MarkupString Badge(string text, string kind) => new($"<span class=\"badge {kind}\">{Escape(text)}</span>");

    /// <summary>A key holder by name, with a link where there is one.</summary>
    internal string Holder(string? owner, string keyId, bool isOnline) =>
        owner is not null ? Link(SitePath.Person(owner), owner).Value
        : isOnline ? "<span class=\"machine\">online key</span>"
        : $"key {Hash(keyId, 8)}";

    /// <summary>Who signed and who did not, each with a mark.</summary>
    internal MarkupString Holders(IEnumerable<MemberDigest> members) => Holders(members.Select(member => (member.Owner, member.KeyId, member.IsOnline, member.HasSigned)));

    internal MarkupString Holders(IEnumerable<KeyHolder> holders) => Holders(holders.Select(holder => (holder.Owner, holder.KeyId.Value, holder.IsOnline, holder.HasSigned)));

    internal static MarkupString Hash(string hex, int shown = 12) => hex.Length <= shown
        ? new($"<code class=\"hash\">{Escape(PlainText.Of(hex))}</code>")
        : new($"<code class=\"hash\" title=\"{Escape(PlainText.Of(hex, 256))}\">{Escape(PlainText.Of(hex[..shown], shown))}…</code>");

    internal static MarkupString Time(DateTimeOffset time) => new($"<time datetime=\"{Phrase.Iso(time)}\" title=\"{Phrase.Minute(time)}\">{Phrase.Date(time)}</time>");

    /// <summary>How much of a role's life is left, in steps of a twentieth.</summary>
    internal static MarkupString Left(DateTimeOffset expires, long? periodDays, DateTimeOffset now)
    {
        if (StepOf(expires, periodDays, now) is not { } step)
        {
            return Time(expires);
        }

        string state = step == 0 ? "gone" : step <= 4 ? "low" : "";
        return new($"<span class=\"left {state} s{step}\" role=\"img\" aria-label=\"{step * 5}% of its life is left\" data-days=\"{periodDays}\"><i></i></span>{Time(expires)}");
    }

    /// <summary>The step of <see cref="Left"/>, or null where a role does not say how long it lives.</summary>
    internal static int? StepOf(DateTimeOffset expires, long? periodDays, DateTimeOffset now) => periodDays is > 0 and < 100_000
        ? (int)Math.Clamp(Math.Ceiling((expires - now).TotalDays / periodDays.Value * 20), 0, 20)
        : null;

    /// <summary>Where a metadata file is, or null.</summary>
    internal string? Metadata(string role, long version) => Site.Metadata is not { } folder ? null
        : Absolute(folder) + (role == "timestamp" || (role != "root" && !Site.IsConsistent) ? "" : version.ToString(CultureInfo.InvariantCulture) + ".") + Uri.EscapeDataString(role) + ".json";

    /// <summary>Where an artifact is, or null.</summary>
    internal string? Target(TargetPath path, TargetFile file)
    {
        if (Site.Targets is not { } folder)
        {
            return null;
        }

        string prefix = Site.PrefixesTargets && Site.IsConsistent ? (file.Hashes.Sha256 ?? file.Hashes.Sha512) + "." : "";
        string full = (path.Directory.Length == 0 ? "" : path.Directory + "/") + prefix + path.FileName;
        return Absolute(folder) + string.Join('/', full.Split('/').Select(Uri.EscapeDataString));
    }

    internal MarkupString Target(FoundTarget target, string text) => Target(target.Path, target.File) is { } url
        ? new($"<a href=\"{Escape(url)}\" download>{Escape(PlainText.Of(text))}</a>")
        : new(Escape(PlainText.Of(text)));

    /// <summary>A link elsewhere, where it is one that a browser may follow; else plain text.</summary>
    internal static MarkupString Outside(string? url) => url is not null && Uri.TryCreate(url, UriKind.Absolute, out Uri? address) && address.Scheme is "https" or "http"
        ? new($"<a href=\"{Escape(address.AbsoluteUri)}\" rel=\"nofollow noopener noreferrer\">{Escape(PlainText.Of(url, 80))}</a>")
        : new(Escape(PlainText.Of(url, 80)));

    private string Absolute(string folder) => folder.Contains("://", StringComparison.Ordinal) ? folder : Up + folder;

    private MarkupString Holders(IEnumerable<(string? Owner, string KeyId, bool IsOnline, bool HasSigned)> holders) => new(
        string.Concat(holders.Select(holder => $"<span class=\"holder {(holder.HasSigned ? "yes" : "no")}\">{Holder(holder.Owner, holder.KeyId, holder.IsOnline)}<span class=\"sr\"> {(holder.HasSigned ? "signed" : "has not signed")}</span></span> ")));
}
