using System.Diagnostics;
using System.Globalization;
using Playground.Repository;
using Playground.Repository.Events;
using Playground.Repository.Git;
using Playground.Repository.Reports;
using Playground.Testing;
using Playground.Tuf.Json;
using Playground.Tuf.Keys;
using Playground.Tuf.Model;

namespace Playground.Benchmarks;

/// <summary>The report of an event with 10,000 changed files: from the result that another job wrote, and from the commits themselves.</summary>
internal static class ReportLimits
{
    private const int Rounds = 5;
    private const int Files = 10_000;

    private static readonly DateTimeOffset Time = new(2030, 6, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly GitIdentity Robot = GitIdentity.Of("playground", "robot@example.org");

    internal static async Task RunAsync(LimitTable limits)
    {
        using var sandbox = new GitSandbox();
        await using GitRepository git = await GitRepository.OpenAsync(sandbox.NewRepository("ci").Path, new GitSettings { Environment = sandbox.Environment });
        (CommitId main, CommitId proposed) = await BuildAsync(git);
        var making = new double[Rounds];
        var whole = new double[Rounds];
        for (int round = -1; round < Rounds; round++)
        {
            long start = Stopwatch.GetTimestamp();
            SigningEvent change = await SigningEvent.ReadAsync(git, main, proposed, Time);
            byte[] bytes = EventResult.Of(change, Judge.Verdict(change, "sign/files")).ToBytes();
            long middle = Stopwatch.GetTimestamp();
            string report = ReportMarkdown.Write(EventResult.Parse(bytes), ReportLinks.None);
            long end = Stopwatch.GetTimestamp();
            if (!report.Contains("10,000", StringComparison.Ordinal))
            {
                throw new InvalidOperationException("The report does not tell of all files.");
            }

            if (round >= 0)
            {
                making[round] = Stopwatch.GetElapsedTime(middle, end).TotalMilliseconds;
                whole[round] = Stopwatch.GetElapsedTime(start, end).TotalMilliseconds;
            }
        }

        limits.Add("report of 10,000 changed files, from the result", Median(making), 1000, "ms");
        limits.Add("the same with reading and judging the event", Median(whole), 1000, "ms");
    }

    private static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);

    private static async Task<(CommitId Main, CommitId Proposed)> BuildAsync(GitRepository git)
    {
        using Ed25519Signer person = BenchmarkData.Signer(11);
        using Ed25519Signer online = BenchmarkData.Signer(12);
        CustomFields fields = CustomFields.New;
        JsonFields year = fields.WithPeriods(JsonFields.Empty, new Periods(365, 60));
        Key owned = fields.WithOwner(person.PublicKey, Signer.Parse("@person"));
        Key key = fields.WithOnlineUri(online.PublicKey, "env:ONLINE_KEY");
        (KeyId personId, KeyId onlineId) = (owned.ComputeId(), key.ComputeId());
        Role people = new() { KeyIds = [personId], Threshold = 1 };
        Role machine = new() { KeyIds = [onlineId], Threshold = 1, UnknownFields = year };
        byte[] Sign<T>(T signed)
            where T : Signed, ISigned<T> => Metadata.Of(signed).WithSignature(new Signature(personId, person.Sign(Metadata.Of(signed).Payload.Span))).ToBytes();
        byte[] root = Sign(new Root
        {
            Expires = Time.AddDays(365),
            Keys = new Dictionary<KeyId, Key> { [personId] = owned, [onlineId] = key },
            Roles = new Dictionary<RoleName, Role> { [RoleName.Root] = people, [RoleName.Targets] = people, [RoleName.Snapshot] = machine, [RoleName.Timestamp] = machine },
            UnknownFields = year,
        });
        var targets = new Targets { Expires = Time.AddDays(365), UnknownFields = year };
        CommitId main = await git.CommitAsync(
            [], [GitEdit.Write(Layout.FileOf(RoleName.Root), root), GitEdit.Write(Layout.FileOfRoot(1), root), GitEdit.Write(Layout.FileOf(RoleName.Targets), Sign(targets))], "Begin", Robot, Time);
        TargetPath[] paths = [.. Enumerable.Range(0, Files).Select(file => TargetPath.Parse(string.Create(CultureInfo.InvariantCulture, $"tools/{file / 100:000}/file-{file:00000}.bin")))];
        Targets next = targets with { Version = 2, Files = TargetFiles.From(paths.Select((path, file) => KeyValuePair.Create(path, TargetFile.Describe(BenchmarkData.Content(file))))) };
        CommitId proposed = await git.CommitAsync(
            [main],
            [.. paths.Select((path, file) => GitEdit.Write(Layout.FileOf(path), BenchmarkData.Content(file))), GitEdit.Write(Layout.FileOf(RoleName.Targets), Sign(next))],
            "Files",
            Robot,
            Time);
        return (main, proposed);
    }
}
