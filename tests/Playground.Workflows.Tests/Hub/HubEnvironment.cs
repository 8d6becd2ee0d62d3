namespace Playground.Workflows.Tests.Hub;

/// <summary>An environment as the settings have it: secrets, given only to runs on some branches.</summary>
internal sealed class HubEnvironment(params string[] branches)
{
    internal Dictionary<string, string> Secrets { get; } = new(StringComparer.Ordinal);

    internal bool Admits(string reference) => branches.Any(branch => reference == "refs/heads/" + branch);
}
