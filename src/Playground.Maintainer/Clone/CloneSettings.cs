using System.CommandLine;
using Playground.CommandLine;
using Playground.Maintainer.Terminal;
using Playground.Repository;
using Playground.Repository.Git;
using Playground.Signing;

namespace Playground.Maintainer.Clone;

/// <summary>Who works in a clone, with which key, and where changes go: git's own configuration of the clone; asked for and kept where it is absent.</summary>
internal sealed class CloneSettings(GitRepository git, ParseResult given, IConsole console)
{
    internal const string UserKey = "playground.user";
    internal const string KeyKey = "playground.key";

    private const string PullKey = "playground.pullRemote";
    private const string PushKey = "playground.pushRemote";

    /// <summary>Who works here.</summary>
    internal async Task<Signer> UserAsync(CancellationToken stop) =>
        Signer.Parse(await RequireAsync(UserKey, Flags.User, "Who are you (such as @alice)?", text => Signer.Parse(text).Name, stop));

    /// <summary>Who works here, where that is known.</summary>
    internal async Task<Signer?> FindUserAsync(CancellationToken stop) =>
        (given.GetValue(Flags.User) ?? await git.GetConfigAsync(UserKey, stop)) is { } text ? Signer.Parse(text) : null;

    /// <summary>The person's key, where it is known.</summary>
    internal async Task<SignerUri?> FindKeyAsync(CancellationToken stop)
    {
        string? flag = TryFlag(Flags.Key);
        string? kept = await git.GetConfigAsync(KeyKey, stop);
        if (flag is not null && kept is null)
        {
            await git.SetConfigAsync(KeyKey, Absolute(flag), stop);
        }

        return (flag ?? kept) is { } text ? SignerUri.Parse(text) : null;
    }

    /// <summary>Keeps a key for the next time.</summary>
    internal Task KeepKeyAsync(SignerUri uri, CancellationToken stop) => git.SetConfigAsync(KeyKey, Absolute(uri.Value), stop);

    /// <summary>Where the repository is.</summary>
    internal async Task<RemoteName> PullRemoteAsync(CancellationToken stop)
    {
        if (given.GetValue(Flags.PullRemote) is null && await git.GetConfigAsync(PullKey, stop) is null
            && await git.ListRemotesAsync(stop) is [{ } only])
        {
            return only.Name;
        }

        return RemoteName.Parse(await RequireAsync(PullKey, Flags.PullRemote, "Which git remote is the repository?", text => RemoteName.Parse(text).Value, stop));
    }

    /// <summary>Where changes go: by default, where they come from.</summary>
    internal async Task<RemoteName> PushRemoteAsync(RemoteName pull, CancellationToken stop)
    {
        string? flag = TryFlag(Flags.PushRemote);
        string? kept = await git.GetConfigAsync(PushKey, stop);
        if (flag is not null && kept is null)
        {
            await git.SetConfigAsync(PushKey, RemoteName.Parse(flag).Value, stop);
        }

        return (flag ?? kept) is { } text ? RemoteName.Parse(text) : pull;
    }

    /// <summary>Who commits: git's configured person.</summary>
    internal async Task<GitIdentity> IdentityAsync(CancellationToken stop) =>
        await git.GetConfigAsync("user.name", stop) is { Length: > 0 } name && await git.GetConfigAsync("user.email", stop) is { Length: > 0 } email
            ? GitIdentity.Of(name, email)
            : throw ToolException.Usage("Git does not know who commits here; nothing was changed. Tell it with: git config user.name NAME, and: git config user.email ADDRESS");

    private static string Absolute(string uri)
    {
        SignerUri parsed = SignerUri.Parse(uri);
        return parsed.Scheme == "file" && !parsed.Rest.StartsWith("~/", StringComparison.Ordinal) ? $"file:{Path.GetFullPath(parsed.Rest)}" : parsed.Value;
    }

    private string? TryFlag(Option<string> flag) => given.GetResult(flag) is null ? null : given.GetValue(flag);

    private async Task<string> RequireAsync(string key, Option<string> flag, string question, Func<string, string> check, CancellationToken stop)
    {
        string? kept = await git.GetConfigAsync(key, stop);
        string? text = TryFlag(flag) ?? kept;
        if (text is null)
        {
            text = console.IsInteractive ? console.Ask(question) : throw ToolException.Usage($"{question} Nothing was changed. Say it with: {flag.Name}, or: git config {key} VALUE");
        }

        string good = check(text);
        if (kept is null)
        {
            await git.SetConfigAsync(key, good, stop);
        }

        return good;
    }
}
