namespace Playground.Forge.GitHub;

/// <summary>The header of RFC 8288 that says where the next page of a list is.</summary>
internal static class LinkHeader
{
    /// <summary>The target whose relation is <c>next</c>, or null.</summary>
    internal static string? Next(IEnumerable<string> values)
    {
        foreach (string link in values.SelectMany(value => value.Split(',')))
        {
            string[] parts = link.Split(';', StringSplitOptions.TrimEntries);
            if (parts[0] is ['<', .., '>'] && parts.Skip(1).Any(part => part is "rel=\"next\"" or "rel=next"))
            {
                return parts[0][1..^1];
            }
        }

        return null;
    }
}
