using Playground.Site.Digests;
using Playground.Site.Writing;

namespace Playground.Site.Pages;

/// <summary>The style sheet, the script and the icon.</summary>
internal static class AssetPages
{
    internal static void Write(SiteFolder folder)
    {
        (string, byte[])[] assets = [(SitePath.Style, Read("site.css")), (SitePath.Script, Read("site.js")), (SitePath.Icon, Read("icon.svg"))];
        folder.Write("assets", Fingerprint.Of("assets"), assets);
    }

    private static byte[] Read(string name)
    {
        using Stream stream = typeof(AssetPages).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"'{name}' was not built in.");
        byte[] content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }
}
