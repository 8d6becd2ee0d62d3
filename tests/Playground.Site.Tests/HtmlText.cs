using System.Net;
using System.Text.RegularExpressions;

namespace Playground.Site.Tests;

/// <summary>Looks into pages.</summary>
internal static partial class HtmlText
{
    /// <summary>What a reader sees, without elements.</summary>
    internal static string Of(string html) => WebUtility.HtmlDecode(Element().Replace(html, ""));

    /// <summary>The values of attributes of a name.</summary>
    internal static IEnumerable<string> Attributes(string html, string name) => AnyAttribute().Matches(html)
        .Where(match => match.Groups["name"].Value == name)
        .Select(match => WebUtility.HtmlDecode(match.Groups["value"].Value));

    /// <summary>The names of all attributes of all elements.</summary>
    internal static IEnumerable<string> AttributeNames(string html) =>
        Element().Matches(html).SelectMany(element => AnyAttribute().Matches(element.Value)).Select(match => match.Groups["name"].Value.ToLowerInvariant()).Distinct();

    [GeneratedRegex("</?[a-zA-Z!][^>]*>", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Element();

    [GeneratedRegex("\\s(?<name>[a-zA-Z][-a-zA-Z:]*)=\"(?<value>[^\"]*)\"", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex AnyAttribute();
}
