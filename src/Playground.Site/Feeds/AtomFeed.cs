using System.Text;
using System.Xml;
using Playground.Site.Digests;
using Playground.Site.Words;

namespace Playground.Site.Feeds;

/// <summary>Releases as an Atom feed (RFC 4287), newest first.</summary>
internal static class AtomFeed
{
    internal const int Most = 50;
    private const string Atom = "http://www.w3.org/2005/Atom";

    internal static byte[] Of(SiteInfo site, string path, string title, IReadOnlyList<(ProjectDigest Project, ReleaseDigest Release)> releases)
    {
        // Where the pages will be is not always known: names of entries must be the same anyway, and links are then relative.
        string home = site.Url?.AbsoluteUri ?? SitePath.Up(path);
        List<(ProjectDigest Project, ReleaseDigest Release)> newest = [.. releases.Take(Most)];
        DateTimeOffset updated = newest.Select(entry => entry.Release.Released).Max() ?? DateTimeOffset.UnixEpoch;
        using var buffer = new MemoryStream();
        using (var xml = XmlWriter.Create(buffer, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true, IndentChars = " ", NewLineChars = "\n" }))
        {
            xml.WriteStartElement("feed", Atom);
            xml.WriteElementString("id", Atom, IdOf(site, path));
            xml.WriteElementString("title", Atom, PlainText.Of(title));
            xml.WriteElementString("updated", Atom, Phrase.Iso(updated));
            Link(xml, "self", home + path);
            xml.WriteStartElement("author", Atom);
            xml.WriteElementString("name", Atom, site.Name);
            xml.WriteEndElement();
            foreach ((ProjectDigest project, ReleaseDigest release) in newest)
            {
                string page = SitePath.Release(project.Name, release.Version);
                xml.WriteStartElement("entry", Atom);
                xml.WriteElementString("id", Atom, IdOf(site, page));
                xml.WriteElementString("title", Atom, $"{project.Name} {release.Version}");
                xml.WriteElementString("updated", Atom, Phrase.Iso(release.Released ?? DateTimeOffset.UnixEpoch));
                Link(xml, "alternate", home + page);
                xml.WriteElementString("summary", Atom, release.Yanked is null ? PlainText.Of(project.Description) : $"Yanked: {PlainText.Of(release.Yanked)}");
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }

        buffer.WriteByte((byte)'\n');
        return buffer.ToArray();
    }

    private static string IdOf(SiteInfo site, string path) => site.Url is { } url ? url.AbsoluteUri + path : $"urn:playground:{Uri.EscapeDataString(site.Name)}:{Uri.EscapeDataString(path)}";

    private static void Link(XmlWriter xml, string relation, string address)
    {
        xml.WriteStartElement("link", Atom);
        xml.WriteAttributeString("rel", relation);
        xml.WriteAttributeString("href", address);
        xml.WriteEndElement();
    }
}
