namespace Playground.Testing;

/// <summary>A command that a manual shows.</summary>
/// <param name="Line">Where it stands, from 1.</param>
/// <param name="Text">What is to be typed, without prompt and comment.</param>
public sealed record ManualCommand(int Line, string Text)
{
    /// <summary>The command with whole words, such as <c>URL</c>, replaced by what they stand for here.</summary>
    public string With(IReadOnlyDictionary<string, string> standIns)
    {
        ArgumentNullException.ThrowIfNull(standIns);
        return string.Join(' ', Text.Split(' ').Select(word => Replace(word, standIns)));
    }

    /// <summary>A word may be all of an argument, or what follows a scheme or stands in quotes: <c>FILE</c>, <c>file:FILE</c>, <c>"FILE"</c>.</summary>
    private static string Replace(string word, IReadOnlyDictionary<string, string> standIns)
    {
        foreach ((string name, string value) in standIns)
        {
            int at = word.IndexOf(name, StringComparison.Ordinal);
            if (at >= 0 && !IsPartOfWord(word, at - 1) && !IsPartOfWord(word, at + name.Length))
            {
                return word[..at] + value + word[(at + name.Length)..];
            }
        }

        return word;
    }

    private static bool IsPartOfWord(string text, int at) => at >= 0 && at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] is '_' or '-' or '.');
}
