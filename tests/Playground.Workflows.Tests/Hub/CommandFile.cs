namespace Playground.Workflows.Tests.Hub;

/// <summary>The files through which a step sets outputs and variables: <c>name=value</c>, or several lines between two marks.</summary>
internal static class CommandFile
{
    internal static IReadOnlyDictionary<string, string> Read(string file)
    {
        var entries = new Dictionary<string, string>(StringComparer.Ordinal);
        string[] lines = File.ReadAllLines(file);
        for (int at = 0; at < lines.Length; at++)
        {
            int equals = lines[at].IndexOf('=', StringComparison.Ordinal);
            int mark = lines[at].IndexOf("<<", StringComparison.Ordinal);
            if (mark > 0 && (equals < 0 || mark < equals))
            {
                int end = Array.IndexOf(lines, lines[at][(mark + 2)..], at + 1);
                entries[lines[at][..mark]] = end > 0
                    ? string.Join('\n', lines[(at + 1)..end])
                    : throw new StepFailedException($"The value of {lines[at][..mark]} does not end.");
                at = end;
            }
            else
            {
                entries[equals > 0 ? lines[at][..equals] : throw new StepFailedException($"'{lines[at]}' sets nothing.")] = lines[at][(equals + 1)..];
            }
        }

        return entries;
    }
}
