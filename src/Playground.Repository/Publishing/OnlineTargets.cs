using Playground.Catalog;
using Playground.Catalog.Names;
using Playground.Repository.Git;
using Playground.Repository.Projects;
using Playground.Tuf.Model;

namespace Playground.Repository.Publishing;

/// <summary>The targets roles of main: verified, and those with an online key signed anew where they are due.</summary>
internal sealed class OnlineTargets(GitRepository git, OnlineInput input, OnlineSignature signature, DateTimeOffset time)
{
    private const int MaxBins = 1 << 20;

    private readonly Dictionary<RoleName, MetaFile> _versions = [];
    private IReadOnlyList<(RoleName Role, Delegations? Wanted)> _vouched = [];
    private HashSet<ProjectName> _withheld = [];

    internal List<GitEdit> Edits { get; } = [];

    internal List<string> Words { get; } = [];

    internal List<string> Warnings { get; } = [];

    /// <summary>What snapshot is to list for the roles that were read.</summary>
    internal IReadOnlyDictionary<RoleName, MetaFile> Versions => _versions;

    private RepositoryView View => input.View;

    private MetaFiles Listed => View.Find<Snapshot>(RoleName.Snapshot)?.Meta ?? MetaFiles.Empty;

    internal async Task SignAsync(CancellationToken cancellationToken)
    {
        var verification = new RoleVerification(View);
        Delegation? vouching = VouchedOwners.Top(View);
        if (vouching is not null)
        {
            Dictionary<ProjectName, Delegation> owners = VouchedOwners.Unclaimed(View);
            IReadOnlyList<WithheldProject> withheld = await WithheldProject.FindAsync(git, View, owners.Keys, cancellationToken).ConfigureAwait(false);
            _withheld = [.. withheld.Select(found => found.Project)];
            _vouched = VouchedOwners.In(View, vouching, owners.Where(known => !_withheld.Contains(known.Key)).ToDictionary());
            Warnings.AddRange(withheld.Select(found => found.Warning));
        }

        foreach ((RoleName role, IReadOnlyList<Delegation> delegations) in verification.TargetsRoles().Where(known => !IsWithheld(known.Role)).ToList())
        {
            if (delegations[0].IsOnline && !View.Roles.ContainsKey(role))
            {
                await BeginAsync(role, delegations[0], Layout.FileOf(role), cancellationToken).ConfigureAwait(false);
                Words.Add($"'{role}' version 1: there was none");
            }
            else if (delegations[0].IsOnline)
            {
                await SignOnlineAsync(role, delegations, verification.Read(role, delegations), cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await ListOfflineAsync(role, delegations, verification, cancellationToken).ConfigureAwait(false);
            }
        }

        foreach ((RoleName shard, _) in _vouched.Where(part => !View.Delegations.ContainsKey(part.Role)))
        {
            await BeginAsync(shard, vouching! with { Role = shard }, Layout.FileOf(shard), cancellationToken).ConfigureAwait(false);
            Words.Add($"'{shard}' version 1: projects are divided by the first letters of their names");
        }

        await BeginBinsAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Whether a role is that of a project that nobody was ever to have: it is not verified, so that it stands in nobody's way, nor listed.</summary>
    private bool IsWithheld(RoleName role) => CatalogRoles.ProjectOf(role) is { } project && _withheld.Contains(project) && !Listed.ContainsKey(role);

    private async Task ListOfflineAsync(
        RoleName role, IReadOnlyList<Delegation> delegations, RoleVerification verification, CancellationToken cancellationToken)
    {
        Targets targets = verification.Read(role, delegations);
        if (input.IsChanged(role, delegations) || Listed.GetValueOrDefault(role)?.Version != targets.Version)
        {
            verification.Require(role, delegations);
        }

        if (targets.IsExpired(time))
        {
            Warnings.Add($"Version {targets.Version} of '{role}' expired on {targets.Expires:u}: clients refuse the role until people sign a new one.");
        }

        await ListAsync(role, targets.Version, null, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The bins that the CI signs and nobody has put anything into.</summary>
    private async Task BeginBinsAsync(CancellationToken cancellationToken)
    {
        foreach ((RoleName delegator, Delegations source, SuccinctRoles bins) in View.Bins.Where(known => input.IsChanged(known.Delegator)))
        {
            var delegation = new Delegation(delegator, source, delegator, bins);
            var there = View.RoleFiles().Select(file => file.Role).Where(bins.IsBin).ToHashSet();
            if (delegation.IsOnline && there.Count < bins.BinCount && bins.BinCount <= MaxBins)
            {
                foreach (RoleName bin in bins.AllNames().Where(bin => !there.Contains(bin)))
                {
                    await BeginAsync(bin, delegation with { Role = bin }, Layout.FileOfBin(bins, bin), cancellationToken).ConfigureAwait(false);
                }

                Words.Add($"version 1 of {bins.BinCount - there.Count} bins of '{delegator}': there were none");
            }
        }
    }

    /// <summary>A role with an online key that has no file yet: nobody but the CI could make one.</summary>
    private async Task BeginAsync(RoleName role, Delegation delegation, GitPath path, CancellationToken cancellationToken)
    {
        Periods periods = CustomFields.PeriodsOf(delegation.Keys.UnknownFields) ?? throw OnlineRoles.Incomplete(role);
        if (Listed.ContainsKey(role))
        {
            throw RoleVerification.Refuse($"'{role}' is signed online, and its file is gone: bring it back from git's history.");
        }

        Targets empty = Follow(role, new Targets { Expires = periods.ExpiryFrom(time) });
        byte[] bytes = await signature.SignAsync(empty, null, delegation, cancellationToken).ConfigureAwait(false);
        Edits.Add(GitEdit.Write(path, bytes));
        await ListAsync(role, empty.Version, bytes, cancellationToken).ConfigureAwait(false);
    }

    private async Task SignOnlineAsync(RoleName role, IReadOnlyList<Delegation> delegations, Targets targets, CancellationToken cancellationToken)
    {
        ParsedRole parsed = View.Roles[role];
        bool signed = delegations.All(delegation => RoleVerification.IsSigned(delegation, parsed));
        Targets wanted = Follow(role, targets);
        bool follows = ReferenceEquals(wanted, targets);
        Periods? periods = CustomFields.PeriodsOf(delegations[0].Keys.UnknownFields) ?? CustomFields.PeriodsOf(targets.UnknownFields);
        if (signed && follows && periods?.IsDue(targets.Expires, time) != true)
        {
            await ListAsync(role, targets.Version, null, cancellationToken).ConfigureAwait(false);
            return;
        }

        if (!signed && !await WasSignedAsync(role, parsed, targets, cancellationToken).ConfigureAwait(false))
        {
            throw RoleVerification.Refuse($"'{role}' is signed online, and what it says was never signed: the CI does not vouch for what others wrote.");
        }

        long listed = Listed.TryGetValue(role, out MetaFile? file) ? file.Version : 0;
        Targets renewed = wanted with
        {
            Version = Math.Max(targets.Version, listed + 1),
            Expires = (periods ?? throw OnlineRoles.Incomplete(role)).ExpiryFrom(time),
        };
        byte[] bytes = await signature.SignAsync(renewed, parsed.Envelope, delegations[0], cancellationToken).ConfigureAwait(false);
        Edits.Add(GitEdit.Write(parsed.File.Path, bytes));
        Words.Add($"'{role}' version {renewed.Version}: {(!follows ? "it follows what people of projects signed" : signed ? "its signing period began" : "its key changed")}");
        await ListAsync(role, renewed.Version, bytes, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// What an online role has to say now: <see cref="CatalogRoles.New"/> delegates to the owners that projects name, <see cref="CatalogRoles.Index"/>
    /// lists the index, and others say what they said. The very same object where nothing changes.
    /// </summary>
    private Targets Follow(RoleName role, Targets targets)
    {
        if (_vouched.FirstOrDefault(part => part.Role == role) is { Wanted: { } wanted })
        {
            return ReferenceEquals(wanted, targets.Delegations) ? targets : targets with { Delegations = wanted };
        }

        return role == CatalogRoles.Index && View.FindDelegation(role)?.Delegator == RoleName.Targets ? FollowIndex(targets) : targets;
    }

    private Targets FollowIndex(Targets targets)
    {
        IReadOnlyDictionary<TargetPath, byte[]> index = PublishedIndex.Of(View, _withheld);
        var files = TargetFiles.From(index.Select(file => KeyValuePair.Create(file.Key, TargetFile.Describe(file.Value))));
        if (targets.Files.Count == files.Count && targets.Files.All(file => files.GetValueOrDefault(file.Key) == file.Value))
        {
            return targets;
        }

        foreach ((TargetPath path, byte[] content) in index.Where(file => targets.Files.GetValueOrDefault(file.Key) != files[file.Key]))
        {
            Edits.Add(GitEdit.Write(Layout.FileOf(path), content));
        }

        Edits.AddRange(targets.Files.Keys.Where(path => !index.ContainsKey(path)).Select(path => GitEdit.Remove(Layout.FileOf(path))));
        return targets with { Files = files };
    }

    /// <summary>An online role without a good signature says nothing yet, or says what was signed under the delegation that was published.</summary>
    private async Task<bool> WasSignedAsync(RoleName role, ParsedRole parsed, Targets targets, CancellationToken cancellationToken)
    {
        if (targets.Files.Count == 0 && targets.Delegations is null)
        {
            return true;
        }

        RepositoryView? published = await input.PublishedAsync(cancellationToken).ConfigureAwait(false);
        return published?.FindDelegation(role) is { IsOnline: true } delegation && RoleVerification.IsSigned(delegation, parsed);
    }

    private async Task ListAsync(RoleName role, long version, byte[]? bytes, CancellationToken cancellationToken)
    {
        MetaFile? listed = Listed.GetValueOrDefault(role);
        if (listed?.Version > version)
        {
            throw OnlineInput.WentBack($"Version {version} of '{role}' is older than version {listed.Version}, which snapshot lists.");
        }

        MetaFile? style = listed ?? Listed.GetValueOrDefault(RoleName.Targets);
        if (style?.Hashes is null && style?.Length is null)
        {
            _versions[role] = (listed ?? new MetaFile { Version = version }) with { Version = version };
        }
        else if (listed?.Version != version || input.IsChanged(role))
        {
            bytes ??= await git.ReadBlobAsync(View.Roles[role].File.Id, RepositoryView.MaxMetadataLength, cancellationToken).ConfigureAwait(false);
            _versions[role] = MetaFile.Describe(version, bytes) with { UnknownFields = (listed ?? style).UnknownFields };
        }
    }
}
