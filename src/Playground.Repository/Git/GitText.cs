using System.Buffers;
using System.Text;

namespace Playground.Repository.Git;

/// <summary>What git or a remote said, fit to be shown: without credentials and control characters, and bounded.</summary>
internal static class GitText
{
    private const int MaxLines = 12;

    private static readonly SearchValues<char> EndOfUrl = SearchValues.Create(" \t\r\n'\"");

    /// <summary>One line. In URLs, user names and passwords are dropped, and queries and fragments, where tokens hide.</summary>
    internal static string Show(string line) => Printable.Of(Strip(line));

    /// <summary>The last lines, each cleaned; progress that was overwritten on the terminal is left out.</summary>
    internal static string ShowLines(string text)
    {
        IEnumerable<string> lines = text.Split('\n')
            .Select(line => line.TrimEnd('\r'))
            .Select(line => line[(line.LastIndexOf('\r') + 1)..].Trim())
            .Where(line => line.Length > 0 && !line.StartsWith("hint:", StringComparison.Ordinal));
        return string.Join('\n', lines.TakeLast(MaxLines).Select(Show));
    }

    /// <summary>The text with no credentials in its URLs. Text without any, such as <c>git@host:path</c>, stays.</summary>
    internal static string Strip(string text)
    {
        int scheme = text.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0) return text;
        var shown = new StringBuilder();
        while (scheme >= 0)
        {
            int start = scheme + "://".Length;
            shown.Append(text.AsSpan(0, start));
            int length = text.AsSpan(start).IndexOfAny(EndOfUrl);
            ReadOnlySpan<char> url = length < 0 ? text.AsSpan(start) : text.AsSpan(start, length);
            text = text[(start + url.Length)..];

            int path = url.IndexOf('/');
            ReadOnlySpan<char> host = path < 0 ? url : url[..path];
            url = url[(host.LastIndexOf('@') + 1)..];
            int secret = url.IndexOfAny('?', '#');
            shown.Append(secret < 0 ? url : url[..secret]);
            scheme = text.IndexOf("://", StringComparison.Ordinal);
        }

        return shown.Append(text).ToString();
    }
}
