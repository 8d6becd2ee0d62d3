using System.Text;
using System.Text.Json;

namespace Playground.Tuf.Json;

/// <summary>Names a place in a document. Found by reading the document again up to it: only errors pay for it.</summary>
internal static class JsonPath
{
    /// <summary>
    /// The path of the token that begins at <paramref name="offset"/>, such as <c>$.signed.roles.root.keyids[1]</c>; for a name that
    /// of its value, for the end of an object or array that of the whole. <paramref name="root"/> is what the document itself is called.
    /// </summary>
    internal static string At(ReadOnlySpan<byte> json, long offset, string root = "$")
    {
        var frames = new Stack<(string Path, int Index)>();
        string current = root;
        var reader = new Utf8JsonReader(json, JsonText.ReaderOptions);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
                {
                    current = frames.Pop().Path;
                    if (reader.TokenStartIndex >= offset)
                    {
                        return current;
                    }

                    continue;
                }

                if (reader.TokenType == JsonTokenType.PropertyName)
                {
                    current = frames.Peek().Path;
                    current = Member(current, reader.GetString()!);
                    if (reader.TokenStartIndex >= offset)
                    {
                        return current;
                    }

                    continue;
                }

                if (frames.TryPeek(out (string Path, int Index) frame) && frame.Index >= 0)
                {
                    frames.Pop();
                    frames.Push((frame.Path, frame.Index + 1));
                    current = $"{frame.Path}[{frame.Index}]";
                }

                if (reader.TokenStartIndex >= offset)
                {
                    return current;
                }

                if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                {
                    frames.Push((current, reader.TokenType == JsonTokenType.StartArray ? 0 : -1));
                }
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // What stands here cannot be read: the place is the next element of an array, and else the best answer is what was read last.
            current = frames.TryPeek(out (string Path, int Index) last) && last.Index >= 0 ? $"{last.Path}[{last.Index}]" : current;
        }

        return current;
    }

    /// <summary>The path of a member of the object at <paramref name="parent"/>.</summary>
    internal static string Member(string parent, string name)
    {
        bool plain = name.Length is > 0 and <= 80;
        foreach (char c in name)
        {
            plain &= char.IsAsciiLetterOrDigit(c) || c is '_' or '-';
        }

        if (plain)
        {
            return $"{parent}.{name}";
        }

        var quoted = new StringBuilder(parent).Append("['");
        return quoted.Append(Printable.Of(name).Replace("'", "\\'", StringComparison.Ordinal)).Append("']").ToString();
    }
}
