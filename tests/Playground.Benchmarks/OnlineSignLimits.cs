using System.Diagnostics;
using Playground.Repository;
using Playground.Repository.Git;
using Playground.Repository.Publishing;
using Playground.Testing;
using Playground.Tuf.Json;
using Playground.Tuf.Keys;
using Playground.Tuf.Model;

namespace Playground.Benchmarks;

/// <summary>Signing online after one role among 16,384 bins changed, in a git repository.</summary>
internal static class OnlineSignLimits
{
    private const int Rounds = 5;

    private static readonly DateTimeOffset Time = new(2030, 6, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly GitIdentity Robot = GitIdentity.Of("playground", "robot@example.org");

    internal static async Task RunAsync(LimitTable limits)
    {
        using var sandbox = new GitSandbox();
        var settings = new GitSettings { Environment = sandbox.Environment };
        using Ed25519Signer person = BenchmarkData.Signer(11);
        using Ed25519Signer online = BenchmarkData.Signer(12);
        CommitId published;
        CommitId main;
        await using (GitRepository git = await GitRepository.OpenAsync(sandbox.Forge.Path, settings))
        {
            (published, main) = await BuildAsync(git, person, online);
        }

        var seconds = new double[Rounds];
        for (int round = 0; round < Rounds; round++)
        {
            await using GitRepository git = await GitRepository.OpenAsync(sandbox.Forge.Path, settings);
            var signer = new OnlineSigner(git, (_, _, _) => ValueTask.FromResult<ISigner>(online));
            long start = Stopwatch.GetTimestamp();
            OnlineChange change = await signer.SignAsync(main, Time, published);
            seconds[round] = Stopwatch.GetElapsedTime(start).TotalSeconds;
            if (change.Edits.Count != 2)
            {
                throw new InvalidOperationException("Snapshot and timestamp were to be signed.");
            }
        }

        limits.Add("online-sign after one changed role among 16,384 bins", Stopwatches.Median(seconds), 1, "s");
    }

    private static async Task<(CommitId Published, CommitId Main)> BuildAsync(GitRepository git, Ed25519Signer person, Ed25519Signer online)
    {
        CustomFields fields = CustomFields.New;
        JsonFields year = fields.WithPeriods(JsonFields.Empty, new Periods(365, 60));
        Key owned = fields.WithOwner(person.PublicKey, Signer.Parse("@person"));
        Key key = fields.WithOnlineUri(online.PublicKey, "env:ONLINE_KEY");
        (KeyId personId, KeyId onlineId) = (owned.ComputeId(), key.ComputeId());
        Role people = new() { KeyIds = [personId], Threshold = 1 };
        Role ci = new() { KeyIds = [onlineId], Threshold = 1, UnknownFields = year };
        var bins = new SuccinctRoles { KeyIds = [personId], Threshold = 1, BitLength = BinLimits.BitLength, NamePrefix = "bin" };
        var root = new Root
        {
            Expires = Time.AddDays(365),
            Keys = new Dictionary<KeyId, Key> { [personId] = owned, [onlineId] = key },
            Roles = new Dictionary<RoleName, Role> { [RoleName.Root] = people, [RoleName.Targets] = people, [RoleName.Snapshot] = ci, [RoleName.Timestamp] = ci },
            UnknownFields = year,
        };
        var targets = new Targets
        {
            Expires = Time.AddDays(365),
            UnknownFields = year,
            Delegations = new Delegations { Keys = new Dictionary<KeyId, Key> { [personId] = owned }, SuccinctRoles = bins },
        };
        var bin = new Targets { Expires = Time.AddDays(365), UnknownFields = year };
        byte[] Sign<T>(T signed)
            where T : Signed, ISigned<T> => Metadata.Of(signed).WithSignature(new Signature(personId, person.Sign(Metadata.Of(signed).Payload.Span))).ToBytes();
        byte[] rootFile = Sign(root);
        byte[] binFile = Sign(bin);
        List<GitEdit> edits =
        [
            GitEdit.Write(Layout.FileOf(RoleName.Root), rootFile),
            GitEdit.Write(Layout.FileOfRoot(1), rootFile),
            GitEdit.Write(Layout.FileOf(RoleName.Targets), Sign(targets)),
            .. bins.AllNames().Select(name => GitEdit.Write(Layout.FileOfBin(bins, name), binFile)),
        ];
        CommitId first = await git.CommitAsync([], edits, "Begin", Robot, Time);
        OnlineChange signed = await new OnlineSigner(git, (_, _, _) => ValueTask.FromResult<ISigner>(online)).SignAsync(first, Time);
        CommitId published = await git.CommitAsync([first], signed.Edits, "Sign", Robot, Time);
        GitEdit change = GitEdit.Write(Layout.FileOfBin(bins, bins.NameOf(0)), Sign(bin with { Version = 2 }));
        return (published, await git.CommitAsync([published], [change], "Change", Robot, Time));
    }
}
