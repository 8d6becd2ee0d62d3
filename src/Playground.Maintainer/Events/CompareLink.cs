using System.Text.RegularExpressions;
using Playground.CommandLine;
using Playground.Repository.Git;
using Playground.Tuf;

namespace Playground.Maintainer.Events;

/// <summary>The page on which a pull request is opened, for services whose URLs look like GitHub's.</summary>
internal static partial class CompareLink
{
    /// <summary>Says where to open a pull request, where one is needed and the addresses tell.</summary>
    internal static async Task SayAsync(MaintainerDesk desk, RemoteName push, BranchName branch, BranchName name, bool isNew, CancellationToken stop)
    {
        bool isFork = push != desk.Pull;
        if (!isNew && !isFork)
        {
            return;
        }

        IReadOnlyList<GitRemote> remotes = await desk.Git.ListRemotesAsync(stop);
        string? upstream = remotes.FirstOrDefault(remote => remote.Name == desk.Pull)?.Url;
        string? fork = remotes.FirstOrDefault(remote => remote.Name == push)?.Url ?? push.Value;
        if (Of(upstream, isNew ? desk.Main : name, isFork ? fork : null, branch) is { } link)
        {
            Tool.Say($"Open a pull request: {link}");
        }
    }

    /// <summary>The owner and the name of a repository at an address, or null where the address is not of that kind.</summary>
    internal static string? RepositoryOf(string? url) => Address().Match(url ?? "") is { Success: true } match ? $"{match.Groups["owner"].Value}/{match.Groups["name"].Value}" : null;

    /// <summary>The page, or null where an address is not of that kind.</summary>
    private static string? Of(string? upstream, BranchName into, string? fork, BranchName branch)
    {
        if (Address().Match(upstream ?? "") is not { Success: true } to)
        {
            return null;
        }

        string head = Escape(branch);
        if (fork is not null)
        {
            Match from = Address().Match(fork);
            if (!from.Success)
            {
                return null;
            }

            head = $"{from.Groups["owner"].Value}:{head}";
        }

        return Printable.Of($"https://{to.Groups["host"].Value}/{to.Groups["owner"].Value}/{to.Groups["name"].Value}/compare/{Escape(into)}...{head}?expand=1");
    }

    private static string Escape(BranchName branch) => string.Join('/', branch.Value.Split('/').Select(Uri.EscapeDataString));

    [GeneratedRegex(
        @"\A(https://|ssh://git@|git@)(?<host>[A-Za-z0-9.-]+\.[A-Za-z]+)[/:](?<owner>[A-Za-z0-9_.-]+)/(?<name>[A-Za-z0-9_.-]+?)(\.git)?/?\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Address();
}
