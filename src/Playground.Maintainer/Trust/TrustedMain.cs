using System.Security.Cryptography;
using Playground.Catalog.Names;
using Playground.CommandLine;
using Playground.Repository;
using Playground.Repository.Events;
using Playground.Repository.Git;
using Playground.Tuf;
using Playground.Tuf.Model;
using Playground.Tuf.Trust;

namespace Playground.Maintainer.Trust;

/// <summary>
/// Main, believed for a reason: its root follows from the one this clone trusted last, and every role that people sign is signed as that root and
/// its delegations ask. A hijacked forge can show nothing older and nothing else (specification 5.3).
/// </summary>
/// <param name="Tip">Main's newest commit, or null where there is no main.</param>
/// <param name="View">What it holds, or null where it holds no repository yet.</param>
/// <param name="Root">The trusted root's file, or null likewise.</param>
internal sealed record TrustedMain(CommitId? Tip, RepositoryView? View, byte[]? Root)
{
    /// <summary>The files under <c>metadata/</c> by path.</summary>
    internal IReadOnlyDictionary<GitPath, GitFile> Files { get; } = (View?.MetadataFiles ?? []).ToDictionary(file => file.Path);

    /// <summary>Verifies main as it was fetched, and trusts its root from now on.</summary>
    /// <param name="desk">The clone.</param>
    /// <param name="last">What this command verified before, if it did.</param>
    /// <param name="stop">Gives up.</param>
    internal static async Task<TrustedMain> ReadAsync(MaintainerDesk desk, TrustedMain? last, CancellationToken stop)
    {
        GitRepository git = desk.Git;
        var pin = new PinnedRoot(git);
        byte[]? pinned = await pin.ReadAsync(stop);
        CommitId? tip = await git.ReadRefAsync(RefName.Tracking(desk.Pull, desk.Main), stop);
        if (last?.Root is { } before && last.Tip == tip && pinned.AsSpan().SequenceEqual(before))
        {
            return last;
        }

        RepositoryView? view = tip is { } commit ? await RepositoryView.ReadAsync(git, commit, known: last?.View, projects: new HashSet<ProjectName>(), cancellationToken: stop) : null;
        if (view is not { MetadataFiles.Count: > 0 })
        {
            return pinned is null ? new TrustedMain(tip, null, null) : throw WentBack($"'{desk.Main}' of '{desk.Pull}' holds no repository any more.");
        }

        byte[] start = pinned ?? await FirstRoot.ChooseAsync(desk, view, stop);
        byte[] root = await FollowAsync(git, view, start, stop);
        var memory = new VerifiedMain(git);
        CommitId? good = pinned is null ? null : await memory.FindAsync(root, stop);
        await RequireSignedAsync(git, view, good, stop);
        if (pinned is null || !root.AsSpan().SequenceEqual(pinned))
        {
            await pin.WriteAsync(root, stop);
        }

        if (good != view.Commit)
        {
            await memory.WriteAsync(view.Commit, root, stop);
        }

        return new TrustedMain(tip, view, root);
    }

    /// <summary>What people compare a root by: the SHA-256 of its file, in lower-case hex.</summary>
    internal static string Fingerprint(byte[] file) => Convert.ToHexStringLower(SHA256.HashData(file));

    internal static ToolException NotOurs(string message) => new(
        ExitCode.Refused,
        message + " Nothing was shown, signed or changed. Ask the other maintainers, by another way than this repository, what happened.",
        MaintainerProblemCodes.RootNotOurs);

    /// <summary>From a trusted root to the present one, each vouched for by the one before.</summary>
    private static async Task<byte[]> FollowAsync(GitRepository git, RepositoryView view, byte[] start, CancellationToken stop)
    {
        if (view.Roles.GetValueOrDefault(RoleName.Root) is not { Signed: Root present, Envelope: { } presentFile })
        {
            throw NotOurs("Main has no root that can be read.");
        }

        TrustedMetadata trusted = TrustedMetadata.Begin(start, DateTimeOffset.UnixEpoch, out Problem? broken) ?? throw new TufException(broken!);
        if (trusted.Root.Version > present.Version)
        {
            throw WentBack($"Main has root version {present.Version}, and this clone has trusted version {trusted.Root.Version} before.");
        }

        byte[] last = start;
        while (trusted.Root.Version < present.Version)
        {
            long next = trusted.Root.Version + 1;
            byte[] file = await git.ReadFileAsync(view.Commit, Layout.FileOfRoot(next), RepositoryView.MaxMetadataLength, stop)
                ?? throw NotOurs($"Main has no {Layout.FileOfRoot(next)}, so nothing leads from the trusted root to the present one.");
            if (trusted.UpdateRoot(file) is { IsTrusted: false } answer)
            {
                throw NotOurs($"Root version {next} cannot be trusted after version {next - 1}. {answer.Problem}".TrimEnd());
            }

            last = file;
        }

        return Envelope.Read(last).Payload.Span.SequenceEqual(presentFile.Payload.Span) ? last : throw NotOurs(
            $"Main's root version {present.Version} is another one than the trusted root of that version.");
    }

    private static async Task RequireSignedAsync(GitRepository git, RepositoryView view, CommitId? good, CancellationToken stop)
    {
        Delegation? unsigned = good is { } commit ? await SignedRoles.FindUnsignedAsync(git, view, commit, stop) : SignedRoles.FindUnsigned(view);
        if (unsigned is not null)
        {
            throw new ToolException(
                ExitCode.Refused,
                $"'{unsigned.Role}' on main is not signed as '{unsigned.Delegator}' asks: somebody changed main past the rules. Nothing was signed or changed. See what is wrong with: playground-ci status --base HEAD --head {view.Commit.Short}",
                MaintainerProblemCodes.KnownGoodBad);
        }
    }

    private static ToolException WentBack(string message) => new(
        ExitCode.Refused,
        message + " Somebody put an older state back. Nothing was shown, signed or changed. Ask the other maintainers, by another way than this repository, what happened.",
        MaintainerProblemCodes.RootWentBack);
}
