using System.Text;

namespace Playground.Demo;

/// <summary>The words of a command line as it is shown: separated by blanks, those with blanks or stars in double quotes.</summary>
internal static class CommandWords
{
    internal static List<string> Of(string line)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        bool isQuoted = false;
        bool isWord = false;
        foreach (char c in line)
        {
            if (c == '"')
            {
                isQuoted = !isQuoted;
                isWord = true;
            }
            else if (c == ' ' && !isQuoted)
            {
                if (isWord)
                {
                    words.Add(word.ToString());
                }

                word.Clear();
                isWord = false;
            }
            else
            {
                word.Append(c);
                isWord = true;
            }
        }

        if (isWord)
        {
            words.Add(word.ToString());
        }

        return words;
    }
}
