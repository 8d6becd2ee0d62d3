using System.CommandLine;
using Playground.CommandLine;
using Playground.Maintainer.Clone;
using Playground.Maintainer.Events;
using Playground.Maintainer.Terminal;
using Playground.Maintainer.Trust;
using Playground.Repository.Events;
using Playground.Repository.Git;

namespace Playground.Maintainer;

/// <summary>A clone with somebody at work in it: what every command begins with.</summary>
internal sealed class MaintainerDesk : IAsyncDisposable
{
    private const string EventPrefix = "sign/";

    private TrustedMain? _trusted;

    private MaintainerDesk(GitRepository git, ParseResult given, IConsole console, RemoteName pull, CloneSettings settings) =>
        (Git, Given, Console, Pull, Settings) = (git, given, console, pull, settings);

    internal GitRepository Git { get; }

    internal ParseResult Given { get; }

    internal IConsole Console { get; }

    internal RemoteName Pull { get; }

    internal CloneSettings Settings { get; }

    internal BranchName Main => BranchName.Parse(Given.GetRequiredValue(Flags.Main));

    internal bool Yes => Given.GetValue(Flags.Yes);

    /// <summary>The time of this command; one for all it does.</summary>
    internal DateTimeOffset Now { get; } = TimeProvider.System.GetUtcNow();

    /// <summary>Opens the clone.</summary>
    internal static async Task<MaintainerDesk> OpenAsync(ParseResult given, CancellationToken stop)
    {
        var console = new SpectreConsole();
        GitRepository git = await GitRepository.OpenAsync(given.GetRequiredValue(Flags.Repository), new GitSettings { Interactive = console.IsInteractive }, stop);
        var settings = new CloneSettings(git, given, console);
        return new MaintainerDesk(git, given, console, await settings.PullRemoteAsync(stop), settings);
    }

    /// <summary>The branch of an event by its name, with or without <c>sign/</c>.</summary>
    internal static BranchName EventOf(string name) => BranchName.Parse(name.StartsWith(EventPrefix, StringComparison.Ordinal) ? name : EventPrefix + name);

    /// <summary>Fetches all branches of the repository; what is gone there is forgotten here.</summary>
    internal Task FetchAsync(CancellationToken stop) => Git.FetchAsync(Pull, [Refspec.AllBranches(Pull)], prune: true, stop);

    /// <summary>Main as it was fetched, verified from the root this clone trusts.</summary>
    internal async Task<TrustedMain> TrustAsync(CancellationToken stop) => _trusted = await TrustedMain.ReadAsync(this, _trusted, stop);

    /// <summary>The branches of events, as they were fetched.</summary>
    internal async Task<IReadOnlyList<GitBranch>> EventBranchesAsync(CancellationToken stop) =>
        [.. (await Git.ListTrackingBranchesAsync(Pull, stop)).Where(branch => branch.Name.Value.StartsWith(EventPrefix, StringComparison.Ordinal))];

    /// <summary>Reads an event and gives the verdict on it.</summary>
    internal async Task<ProposedEvent> ReadEventAsync(TrustedMain main, BranchName name, CommitId head, CancellationToken stop)
    {
        CommitId? known = main.Tip is { } tip ? await Git.MergeBaseAsync(tip, head, stop) : null;
        SigningEvent change = await SigningEvent.ReadAsync(Git, known, head, Now, main.View, cancellationToken: stop);
        return new ProposedEvent(name, change, Judge.Verdict(change, name.Value));
    }

    /// <summary>The event's branch as it was fetched.</summary>
    internal async Task<ProposedEvent> RequireEventAsync(TrustedMain main, string name, CancellationToken stop)
    {
        BranchName branch = EventOf(name);
        CommitId head = await Git.ReadRefAsync(RefName.Tracking(Pull, branch), stop) ?? throw NoSuchEvent(branch);
        return await ReadEventAsync(main, branch, head, stop);
    }

    internal ToolException NoSuchEvent(BranchName name) => new(
        ExitCode.No, $"'{Pull}' has no signing event '{name}'; nothing was changed. See those that are open with: playground events", MaintainerProblemCodes.NoSuchEvent);

    /// <summary>Goes on only if the person, or <c>--yes</c>, says so.</summary>
    internal void RequireConsent(string question)
    {
        if (Yes)
        {
            return;
        }

        if (!Console.IsInteractive)
        {
            throw ToolException.Usage($"{question} Nobody is here to answer, so nothing was changed. To say yes beforehand: {Flags.Yes.Name}");
        }

        if (!Console.Confirm(question))
        {
            throw new ToolException(ExitCode.No, "As you wish: nothing was changed.", MaintainerProblemCodes.Declined);
        }
    }

    public ValueTask DisposeAsync() => Git.DisposeAsync();
}
