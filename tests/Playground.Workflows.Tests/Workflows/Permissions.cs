namespace Playground.Workflows.Tests.Workflows;

/// <summary>What a job's token may do: read or write, by scope. What is not named it may not.</summary>
internal sealed class Permissions(IReadOnlyDictionary<string, string> grants)
{
    internal static Permissions None { get; } = new(new Dictionary<string, string>(StringComparer.Ordinal));

    /// <summary>Scope and level, such as contents and write.</summary>
    internal IEnumerable<(string Scope, string Level)> Grants => grants.Select(grant => (grant.Key, grant.Value));

    internal bool Allows(string scope, string level) => grants.TryGetValue(scope, out string? granted) && (granted == level || granted == "write");

    /// <summary>As on GitHub for pull requests from forks: nothing is written.</summary>
    internal Permissions ReadOnly() => new(grants.ToDictionary(grant => grant.Key, grant => grant.Value == "write" ? "read" : grant.Value, StringComparer.Ordinal));

    internal static Permissions? Read(YamlMap owner)
    {
        if (!owner.Keys.Contains("permissions", StringComparer.Ordinal))
        {
            return null;
        }

        var grants = new Permissions(owner.TextMap("permissions"));
        return grants.Grants.All(grant => grant.Level is "read" or "write" or "none")
            ? grants
            : throw new NotSupportedException("A permission is read, write or none.");
    }
}
