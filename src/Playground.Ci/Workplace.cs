using System.CommandLine;
using System.Globalization;
using Playground.CommandLine;
using Playground.Repository.Git;
using Playground.Tuf;

namespace Playground.Ci;

/// <summary>The clone that a command works in: options that most commands share, and what they mean.</summary>
internal static class Workplace
{
    internal static Option<string> Folder { get; } = new("--repository") { Description = "The clone to work in.", DefaultValueFactory = _ => "." };

    internal static Option<string> Remote { get; } = new("--remote") { Description = "The remote to fetch from and push to.", DefaultValueFactory = _ => "origin" };

    internal static Option<string> Main { get; } = new("--main") { Description = "The branch of what is known good.", DefaultValueFactory = _ => "main" };

    /// <summary>Opens the clone.</summary>
    internal static Task<GitRepository> OpenAsync(ParseResult result, CancellationToken cancellationToken) =>
        GitRepository.OpenAsync(result.GetRequiredValue(Folder), cancellationToken: cancellationToken);

    internal static RemoteName RemoteOf(ParseResult result) => RemoteName.Parse(result.GetRequiredValue(Remote));

    internal static BranchName MainOf(ParseResult result) => BranchName.Parse(result.GetRequiredValue(Main));

    /// <summary>Who commits: git's configured person, else the tool itself.</summary>
    internal static async Task<GitIdentity> IdentityAsync(GitRepository git, CancellationToken cancellationToken) => GitIdentity.Of(
        await git.GetConfigAsync("user.name", cancellationToken) ?? "playground-ci",
        await git.GetConfigAsync("user.email", cancellationToken) ?? "playground-ci@localhost");

    /// <summary>A revision given by a person.</summary>
    internal static async Task<CommitId> ResolveAsync(GitRepository git, string revision, CancellationToken cancellationToken) =>
        await git.ResolveAsync(revision, cancellationToken)
        ?? throw ToolException.Usage($"There is no commit '{Printable.Of(revision)}' here. Fetch it first: git fetch");

    /// <summary>Brings what is known good up to date, before anything is built on it. No matter if there is no main yet.</summary>
    internal static async Task FetchMainAsync(GitRepository git, RemoteName remote, BranchName main, CancellationToken cancellationToken)
    {
        if (await git.ReadRemoteBranchAsync(remote, main, cancellationToken) is { } tip && await git.ReadRefAsync(RefName.Tracking(remote, main), cancellationToken) != tip)
        {
            await git.FetchAsync(remote, [Refspec.Branch(remote, main)], cancellationToken: cancellationToken);
        }
    }

    /// <summary>Where an event began: its merge base with main; null where there is no main yet, or nothing in common.</summary>
    internal static async Task<CommitId?> KnownGoodAsync(
        GitRepository git, RemoteName remote, BranchName main, CommitId head, CancellationToken cancellationToken)
    {
        CommitId? tip = await MainAsync(git, remote, main, cancellationToken);
        return tip is { } known ? await git.MergeBaseAsync(known, head, cancellationToken) : null;
    }

    /// <summary>The tip of main as it was fetched, else of the local one; null where there is no main yet.</summary>
    internal static async Task<CommitId?> MainAsync(GitRepository git, RemoteName remote, BranchName main, CancellationToken cancellationToken) =>
        await git.ReadRefAsync(RefName.Tracking(remote, main), cancellationToken) ?? await git.ReadRefAsync(main.Ref, cancellationToken);

    /// <summary>A time given by a person; by default now.</summary>
    internal static DateTimeOffset ParseTime(string? text)
    {
        if (text is null)
        {
            return TimeProvider.System.GetUtcNow();
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset time)
            ? time
            : throw ToolException.Usage($"'{Printable.Of(text)}' is not a time such as 2030-01-31T12:00:00Z.");
    }

    /// <summary>Where something is published, with a slash at the end.</summary>
    internal static Uri ParseUrl(string text) => Uri.TryCreate(text.EndsWith('/') ? text : text + "/", UriKind.Absolute, out Uri? address)
        && (address.IsFile || address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
            ? address
            : throw ToolException.Usage($"'{Printable.Of(text)}' is not a URL.");

    /// <summary>A page that is linked to.</summary>
    internal static Uri ParsePage(string text) => Uri.TryCreate(text, UriKind.Absolute, out Uri? page) && page.Scheme == Uri.UriSchemeHttps
        ? page
        : throw ToolException.Usage($"'{Printable.Of(text)}' is not an https URL.");
}
