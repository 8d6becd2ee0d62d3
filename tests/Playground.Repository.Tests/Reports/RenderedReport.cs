using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Playground.Repository.Tests.Reports;

/// <summary>A report as a Markdown parser with GitHub's extensions reads it.</summary>
internal sealed class RenderedReport
{
    private static readonly MarkdownPipeline GitHub = new MarkdownPipelineBuilder()
        .UsePipeTables().UseAutoLinks().UseTaskLists().UseFootnotes().UseAlertBlocks().UseMathematics().UseEmphasisExtras().UseEmojiAndSmiley().UseAutoIdentifiers().Build();

    private readonly MarkdownDocument _document;

    internal RenderedReport(string markdown)
    {
        Markdown = markdown;
        _document = Markdig.Markdown.Parse(markdown, GitHub);
    }

    internal string Markdown { get; }

    /// <summary>Everything that is text, and so may hold a mention; code is not.</summary>
    internal IEnumerable<string> Texts => _document.Descendants<LiteralInline>().Select(text => text.Content.ToString());

    internal IEnumerable<string> Code => _document.Descendants<CodeInline>().Select(code => code.Content);

    internal IEnumerable<string> Headings => _document.Descendants<HeadingBlock>().Select(heading => $"{heading.Level}");

    /// <summary>The addresses of links and images, however they were written.</summary>
    internal IEnumerable<string?> Links =>
        _document.Descendants<LinkInline>().Select(link => link.Url).Concat(_document.Descendants<AutolinkInline>().Select(link => link.Url));

    /// <summary>HTML, a block or a tag each.</summary>
    internal IEnumerable<string> Html => _document.Descendants<HtmlInline>().Select(html => html.Tag)
        .Concat(_document.Descendants<HtmlBlock>().Select(html => html.Lines.ToString()));

    internal IEnumerable<(string? Info, string Content)> Fences => _document.Descendants<FencedCodeBlock>().Select(fence => (fence.Info, fence.Lines.ToString()));

    /// <summary>How many cells the rows of tables have.</summary>
    internal IEnumerable<int> Cells => _document.Descendants<TableRow>().Select(row => row.Count);

    /// <summary>Kinds of nodes that only markup of somebody else could have made.</summary>
    internal IEnumerable<string> OtherMarkup => _document.Descendants().Where(node => node is QuoteBlock or ThematicBreakBlock or LinkReferenceDefinition
        || (node is EmphasisInline emphasis && emphasis.DelimiterChar != '*') || node.TryGetAttributes() is { Properties.Count: > 0 }).Select(node => node.GetType().Name);
}
