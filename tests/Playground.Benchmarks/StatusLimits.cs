using System.Globalization;
using System.Text;
using Playground.Repository;
using Playground.Repository.Git;
using Playground.Testing;
using Playground.Tuf.Json;
using Playground.Tuf.Keys;
using Playground.Tuf.Model;

namespace Playground.Benchmarks;

/// <summary>The tools as processes: what starting one costs, and the verdict on an event that touches 3 of 1,000 delegated roles.</summary>
internal static class StatusLimits
{
    private const int Rounds = 5;
    private const int RoleCount = 1000;
    private const int FurtherCommits = 3000;

    private static readonly DateTimeOffset Time = new(2030, 6, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly GitIdentity Robot = GitIdentity.Of("playground", "robot@example.org");

    /// <summary>Measures <c>playground</c> and <c>playground-ci</c>, published into folders of these names.</summary>
    internal static async Task RunAsync(LimitTable limits, string tools)
    {
        string playground = Path.Combine(tools, "playground", "playground");
        string ci = Path.Combine(tools, "playground-ci", "playground-ci");
        using var sandbox = new GitSandbox();
        GitClone clone = sandbox.NewRepository("ci");
        await BuildAsync(clone, sandbox, "short", 0);
        await BuildAsync(clone, sandbox, "long", FurtherCommits);

        string[] Status(string name) => [ci, "status", "--main", $"{name}-main", "--head", $"{name}-event", "--event", "sign/three", "--at", "2030-06-02T00:00:00Z", "--output", "json"];
        double[] cpu = await CpuTimes.MediansAsync(
            Rounds, clone.Path, sandbox.Environment, ([playground, "--version"], 0), ([ci, "--version"], 0), (Status("short"), 1), (Status("long"), 1));
        limits.Add("playground --version, CPU", cpu[0], 100, "ms");
        limits.Add("status with 3 of 1,000 delegated roles touched, CPU beyond starting", cpu[2] - cpu[1], 500, "ms");
        limits.Add("the same behind 3,000 more commits", (cpu[3] - cpu[1]) / (cpu[2] - cpu[1]), 1.25, "times");
    }

    private static async Task BuildAsync(GitClone clone, GitSandbox sandbox, string name, int furtherCommits)
    {
        await using GitRepository git = await GitRepository.OpenAsync(clone.Path, new GitSettings { Environment = sandbox.Environment });
        using Ed25519Signer person = BenchmarkData.Signer(11);
        using Ed25519Signer online = BenchmarkData.Signer(12);
        CustomFields fields = CustomFields.New;
        JsonFields year = fields.WithPeriods(JsonFields.Empty, new Periods(365, 60));
        Key owned = fields.WithOwner(person.PublicKey, Signer.Parse("@person"));
        Key key = fields.WithOnlineUri(online.PublicKey, "env:ONLINE_KEY");
        (KeyId personId, KeyId onlineId) = (owned.ComputeId(), key.ComputeId());
        Role people = new() { KeyIds = [personId], Threshold = 1 };
        Role machine = new() { KeyIds = [onlineId], Threshold = 1, UnknownFields = year };
        RoleName[] names = [.. Enumerable.Range(0, RoleCount).Select(number => RoleName.Parse($"project-{number:0000}"))];
        byte[] Sign<T>(T signed)
            where T : Signed, ISigned<T> => Metadata.Of(signed).WithSignature(new Signature(personId, person.Sign(Metadata.Of(signed).Payload.Span))).ToBytes();
        byte[] root = Sign(new Root
        {
            Expires = Time.AddDays(365),
            Keys = new Dictionary<KeyId, Key> { [personId] = owned, [onlineId] = key },
            Roles = new Dictionary<RoleName, Role> { [RoleName.Root] = people, [RoleName.Targets] = people, [RoleName.Snapshot] = machine, [RoleName.Timestamp] = machine },
            UnknownFields = year,
        });
        var delegated = new Targets { Expires = Time.AddDays(365), UnknownFields = year };
        byte[] targets = Sign(new Targets
        {
            Expires = Time.AddDays(365),
            UnknownFields = year,
            Delegations = new Delegations
            {
                Keys = new Dictionary<KeyId, Key> { [personId] = owned },
                Roles = [.. names.Select(role => new DelegatedRole { Name = role, KeyIds = [personId], Threshold = 1, Paths = [PathPattern.Parse(role.Value + "/*")], Terminating = true })],
            },
        });
        byte[] empty = Sign(delegated);
        CommitId main = await git.CommitAsync(
            [],
            [
                GitEdit.Write(Layout.FileOf(RoleName.Root), root), GitEdit.Write(Layout.FileOfRoot(1), root), GitEdit.Write(Layout.FileOf(RoleName.Targets), targets),
                .. names.Select(role => GitEdit.Write(Layout.FileOf(role), empty)),
            ],
            "Begin",
            Robot,
            Time);
        if (furtherCommits > 0)
        {
            main = CommitId.Parse(GoOn(clone, main, furtherCommits));
        }

        byte[] content = "file\n"u8.ToArray();
        Metadata<Targets> unsigned = Metadata.Of(delegated with { Version = 2 });
        CommitId proposed = await git.CommitAsync(
            [main],
            [
                .. names.Take(3).SelectMany(role => (GitEdit[])
                [
                    GitEdit.Write(Layout.FileOf(TargetPath.Parse($"{role.Value}/file")), content),
                    GitEdit.Write(Layout.FileOf(role), Metadata.Of(unsigned.Signed with { Files = TargetFiles.From([new(TargetPath.Parse($"{role.Value}/file"), TargetFile.Describe(content))]) })
                        .WithSignature(new Signature(personId, [])).ToBytes()),
                ]),
            ],
            "Change three",
            Robot,
            Time);
        clone.Git("branch", $"{name}-main", main.Value);
        clone.Git("branch", $"{name}-event", proposed.Value);
    }

    /// <summary>Commits that change nothing.</summary>
    private static string GoOn(GitClone clone, CommitId from, int commits)
    {
        var stream = new StringBuilder();
        for (int number = 0; number < commits; number++)
        {
            stream.Append(CultureInfo.InvariantCulture, $"commit refs/heads/on\ncommitter robot <robot@example.org> {Time.ToUnixTimeSeconds() + number} +0000\ndata 0\n");
            stream.Append(number == 0 ? $"from {from.Value}\n" : "");
        }

        clone.Git(Encoding.UTF8.GetBytes(stream.ToString()), "fast-import", "--quiet");
        return clone.Resolve("on");
    }
}
