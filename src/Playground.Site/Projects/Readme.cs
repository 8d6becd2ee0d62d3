using System.Text;
using Markdig;
using Markdig.Renderers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Playground.Site.Words;

namespace Playground.Site.Projects;

/// <summary>
/// Markdown of strangers as HTML that can do nothing: raw HTML is shown as text, links go to the web only, and pictures, which would be fetched from elsewhere,
/// become links to them.
/// </summary>
internal static class Readme
{
    /// <summary>The longest description that is read, in bytes.</summary>
    internal const int MaxLength = 256 * 1024;

    private const int MostShown = 48 * 1024;
    private const int MostRendered = 72 * 1024;

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().UseAutoLinks().UseEmphasisExtras().Build();

    /// <summary>The HTML.</summary>
    internal static string ToHtml(ReadOnlySpan<byte> markdown)
    {
        string text = PlainText.Lines(Encoding.UTF8.GetString(markdown));
        bool isCut = text.Length > MostShown;
        if (isCut)
        {
            text = text[..MostShown];
        }

        try
        {
            string html = Render(text);
            return html.Length > MostRendered ? AsText(text) : isCut ? html + "<p class=\"hint\">The rest is in the file.</p>" : html;
        }
        catch (ArgumentException)
        {
            // Nested deeper than anybody writes.
            return AsText(text);
        }
    }

    private static string Render(string text)
    {
        MarkdownDocument document = Markdown.Parse(text, Pipeline);
        foreach (LinkInline link in document.Descendants<LinkInline>().ToList())
        {
            link.IsImage = false;
            if (!IsOfWeb(link.GetDynamicUrl?.Invoke() ?? link.Url))
            {
                Unlink(link);
            }
        }

        foreach (AutolinkInline link in document.Descendants<AutolinkInline>().Where(link => link.IsEmail || !IsOfWeb(link.Url)).ToList())
        {
            link.ReplaceBy(new LiteralInline(link.Url));
        }

        // A page has one heading of the first order already.
        foreach (HeadingBlock heading in document.Descendants<HeadingBlock>())
        {
            heading.Level = Math.Min(6, heading.Level + 2);
        }

        using var writer = new StringWriter();
        var renderer = new HtmlRenderer(writer) { LinkRewriter = url => IsOfWeb(url) ? url : "" };
        Pipeline.Setup(renderer);
        renderer.Render(document);
        return writer.ToString();
    }

    private static void Unlink(LinkInline link)
    {
        var inside = new ContainerInline();
        link.ReplaceBy(inside, copyChildren: true);
        if (inside.FirstChild is null)
        {
            inside.AppendChild(new LiteralInline(link.Title ?? ""));
        }
    }

    private static bool IsOfWeb(string? url) => Uri.TryCreate(url, UriKind.Absolute, out Uri? address) && address.Scheme is "https" or "http";

    private static string AsText(string text) => $"<pre tabindex=\"0\">{Pages.Here.Escape(text.Length > 16_000 ? text[..16_000] : text)}</pre>";
}
