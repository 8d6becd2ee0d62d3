using Playground.Catalog;
using Playground.Tuf.Client;
using Playground.Tuf.Model;
using Playground.Tuf.Trust;

namespace Playground.Repository.Publishing;

/// <summary>Where a published repository is, and what is asked of it.</summary>
public sealed record SmokeTestOptions
{
    /// <summary>Where metadata is published.</summary>
    public required Uri MetadataUrl { get; init; }

    /// <summary>Where artifacts are published.</summary>
    public required Uri TargetsUrl { get; init; }

    /// <summary>The file of the root that is trusted to begin with.</summary>
    public required ReadOnlyMemory<byte> TrustedRoot { get; init; }

    /// <summary>How things are fetched.</summary>
    public required IFetcher Fetcher { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>How much longer than now everything must be good.</summary>
    public TimeSpan Margin { get; init; } = TimeSpan.Zero;

    /// <summary>How many targets roles are visited at most.</summary>
    public int MaxRoles { get; init; } = 1000;
}

/// <summary>What came of a smoke test.</summary>
/// <param name="Words">What was done, a line each; safe to print.</param>
/// <param name="Problems">What is wrong; none where the repository works.</param>
public sealed record SmokeReport(IReadOnlyList<string> Words, IReadOnlyList<Problem> Problems)
{
    /// <summary>Whether the repository works.</summary>
    public bool Passed => Words.Count > 0 && Problems.Count == 0;
}

/// <summary>Uses a published repository as a downloader would, from an empty folder.</summary>
public sealed class SmokeTest
{
    private readonly SmokeTestOptions _options;
    private readonly Updater _updater;
    private readonly string _folder;
    private readonly List<string> _words = [];
    private readonly List<Problem> _problems = [];

    private SmokeTest(SmokeTestOptions options, string folder)
    {
        _options = options;
        _folder = folder;
        _updater = new Updater(new UpdaterOptions
        {
            MetadataDirectory = Path.Combine(folder, "metadata"),
            MetadataUrl = options.MetadataUrl,
            TargetsUrl = options.TargetsUrl,
            Fetcher = options.Fetcher,
            TimeProvider = options.TimeProvider,
            Locations = target => ArtifactUrls.Of(target.File),
        });
    }

    /// <summary>Updates, visits every role, looks when it expires, and downloads one artifact of each.</summary>
    public static async Task<SmokeReport> RunAsync(SmokeTestOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        DirectoryInfo folder = Directory.CreateTempSubdirectory("playground-smoke-");
        try
        {
            var test = new SmokeTest(options, folder.FullName);
            await test.TryAsync(() => test.VisitAsync(cancellationToken)).ConfigureAwait(false);
            return new SmokeReport(test._words, test._problems);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task VisitAsync(CancellationToken cancellationToken)
    {
        Updater.TrustRoot(Path.Combine(_folder, "metadata"), _options.TrustedRoot);
        await _updater.RefreshAsync(cancellationToken).ConfigureAwait(false);
        TrustedMetadata trusted = _updater.Trusted!;
        CheckExpiry(RoleName.Root, trusted.Root);
        CheckExpiry(RoleName.Timestamp, trusted.Timestamp!);
        CheckExpiry(RoleName.Snapshot, trusted.Snapshot!);
        var next = new Queue<DelegationStep>([DelegationStep.ToTargets(trusted.Root)]);
        var seen = new HashSet<RoleName>();
        while (next.TryDequeue(out DelegationStep? step))
        {
            if (seen.Count == _options.MaxRoles)
            {
                _words.Add($"{_options.MaxRoles} roles were visited; the others were not");
                break;
            }

            if (seen.Add(step.Role))
            {
                await TryAsync(() => VisitAsync(step, next, cancellationToken)).ConfigureAwait(false);
            }
        }
    }

    private async Task VisitAsync(DelegationStep step, Queue<DelegationStep> next, CancellationToken cancellationToken)
    {
        Targets targets = await _updater.LoadRoleAsync(step, cancellationToken).ConfigureAwait(false);
        CheckExpiry(step.Role, targets);
        foreach (RoleName role in Delegated(targets.Delegations))
        {
            next.Enqueue(new DelegationStep(role, step.Role, targets.Delegations!));
        }

        foreach (TargetPath path in targets.Files.Keys)
        {
            if (await _updater.FindTargetAsync(path, cancellationToken).ConfigureAwait(false) is { } found && found.Role == step.Role)
            {
                await _updater.DownloadAsync(found, Path.Combine(_folder, "artifact"), cancellationToken: cancellationToken).ConfigureAwait(false);
                _words.Add($"downloaded '{path}' of '{step.Role}', {found.File.Length} bytes");
                return;
            }
        }
    }

    /// <summary>The roles a role delegates to; of bins those that snapshot lists.</summary>
    private IEnumerable<RoleName> Delegated(Delegations? delegations) => delegations switch
    {
        { SuccinctRoles: { } bins } => _updater.Trusted!.Snapshot!.Meta.Keys.Where(bins.IsBin),
        { Roles: { } roles } => roles.Select(role => role.Name),
        _ => [],
    };

    private void CheckExpiry(RoleName role, Signed signed)
    {
        _words.Add($"'{role}' version {signed.Version}, good until {signed.Expires:u}");
        if (signed.IsExpired(_options.TimeProvider.GetUtcNow() + _options.Margin))
        {
            _problems.Add(new Problem(RepositoryProblemCodes.ExpiresSoon, $"Version {signed.Version} of '{role}' expires on {signed.Expires:u}. Have it signed anew."));
        }
    }

    private async Task TryAsync(Func<Task> step)
    {
        try
        {
            await step().ConfigureAwait(false);
        }
        catch (TufException e)
        {
            _problems.Add(e.Problem);
        }
    }
}
