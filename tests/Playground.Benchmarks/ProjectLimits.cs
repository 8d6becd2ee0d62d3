using System.Globalization;
using Playground.Catalog;
using Playground.Catalog.Names;
using Playground.Catalog.Releases;
using Playground.Repository;
using Playground.Repository.Git;
using Playground.Repository.Projects;
using Playground.Testing;
using Playground.Tuf.Json;
using Playground.Tuf.Keys;
using Playground.Tuf.Model;

namespace Playground.Benchmarks;

/// <summary>The verdict on an event that touches one of 10,000 projects with 100,000 files.</summary>
internal static class ProjectLimits
{
    private const int Rounds = 5;
    private const int Letters = 26;
    private const int Projects = 10_000;
    private const int FilesPerProject = 10;

    private static readonly DateTimeOffset Time = new(2030, 6, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly GitIdentity Robot = GitIdentity.Of("playground", "robot@example.org");

    internal static async Task RunAsync(LimitTable limits, string tools)
    {
        string ci = Path.Combine(tools, "playground-ci", "playground-ci");
        using var sandbox = new GitSandbox();
        GitClone clone = sandbox.NewRepository("ci");
        await BuildAsync(clone, sandbox);
        double[] seconds = await CpuTimes.MediansAsync(
            Rounds, clone.Path, sandbox.Environment, ([ci, "status", "--main", "main", "--head", "event", "--event", "sign/one", "--at", "2030-06-02T00:00:00Z", "--output", "json"], 1));
        limits.Add("status with one of 10,000 projects touched, CPU", seconds[0], 1000, "ms");
    }

    private static async Task BuildAsync(GitClone clone, GitSandbox sandbox)
    {
        await using GitRepository git = await GitRepository.OpenAsync(clone.Path, new GitSettings { Environment = sandbox.Environment });
        using Ed25519Signer person = BenchmarkData.Signer(11);
        using Ed25519Signer online = BenchmarkData.Signer(12);
        CustomFields fields = CustomFields.New;
        JsonFields year = fields.WithPeriods(JsonFields.Empty, new Periods(365, 60));
        Key owned = fields.WithOwner(person.PublicKey, Signer.Parse("@person"));
        Key key = fields.WithOnlineUri(online.PublicKey, "env:ONLINE_KEY");
        (KeyId personId, KeyId onlineId) = (owned.ComputeId(), key.ComputeId());
        var ring = new Dictionary<KeyId, Key> { [personId] = owned };
        Role people = new() { KeyIds = [personId], Threshold = 1 };
        Role machine = new() { KeyIds = [onlineId], Threshold = 1, UnknownFields = year };
        byte[] Sign<T>(T signed)
            where T : Signed, ISigned<T> => Metadata.Of(signed).WithSignature(new Signature(personId, person.Sign(Metadata.Of(signed).Payload.Span))).ToBytes();
        Targets Delegating(params IEnumerable<DelegatedRole> roles) =>
            new() { Expires = Time.AddDays(365), UnknownFields = year, Delegations = new Delegations { Keys = ring, Roles = [.. roles] } };
        DelegatedRole To(RoleName role, PathPattern path) => new() { Name = role, KeyIds = [personId], Threshold = 1, Paths = [path], Terminating = false };

        ProjectName[] names = [.. Enumerable.Range(0, Projects).Select(NameOf)];
        byte[] root = Sign(new Root
        {
            Expires = Time.AddDays(365),
            Keys = new Dictionary<KeyId, Key> { [personId] = owned, [onlineId] = key },
            Roles = new Dictionary<RoleName, Role> { [RoleName.Root] = people, [RoleName.Targets] = people, [RoleName.Snapshot] = machine, [RoleName.Timestamp] = machine },
            UnknownFields = year,
        });
        List<GitEdit> edits =
        [
            GitEdit.Write(Layout.FileOf(RoleName.Root), root),
            GitEdit.Write(Layout.FileOfRoot(1), root),
            GitEdit.Write(Layout.FileOf(RoleName.Targets), Sign(Delegating(To(CatalogRoles.Claimed, CatalogRoles.AllProjects)))),
        ];
        ILookup<string, ProjectName> shards = names.ToLookup(name => name.Value[..1]);
        edits.Add(GitEdit.Write(
            Layout.FileOf(CatalogRoles.Claimed),
            Sign(Delegating(shards.Select(shard => To(ProjectShards.RoleOf(CatalogRoles.Claimed, shard.Key), ProjectShards.PathsOf(shard.Key)))))));
        foreach (IGrouping<string, ProjectName> shard in shards)
        {
            edits.Add(GitEdit.Write(
                Layout.FileOf(ProjectShards.RoleOf(CatalogRoles.Claimed, shard.Key)),
                Sign(Delegating(shard.Order().Select(name => OwnersEntry.Role(name, [personId], 1, terminating: true))))));
        }

        foreach (ProjectName name in names)
        {
            Targets owners = Delegating(To(CatalogRoles.ReleasersOf(name), ReleasePath.AllOf(name)));
            owners = OwnersEntry.In(owners, new Delegations { Keys = ring, Roles = [OwnersEntry.Role(name, [personId], 1)] });
            edits.Add(GitEdit.Write(Layout.FileOfProjectRole(CatalogRoles.OwnersOf(name)), Sign(owners)));
            edits.Add(GitEdit.Write(Layout.FileOfProjectRole(CatalogRoles.ReleasersOf(name)), Sign(Releases(name, FilesPerProject, year))));
        }

        CommitId main = await git.CommitAsync([], edits, "Begin", Robot, Time);
        ProjectName touched = names[Projects / 2];
        Targets next = Releases(touched, FilesPerProject + 1, year) with { Version = 2 };
        CommitId proposed = await git.CommitAsync(
            [main],
            [
                GitEdit.Write(Layout.FileOf(PathOf(touched, FilesPerProject)), BenchmarkData.Content(FilesPerProject)),
                GitEdit.Write(Layout.FileOfProjectRole(CatalogRoles.ReleasersOf(touched)), Metadata.Of(next).WithSignature(new Signature(personId, [])).ToBytes()),
            ],
            "Release",
            Robot,
            Time);
        clone.Git("branch", "main", main.Value);
        clone.Git("branch", "event", proposed.Value);
    }

    private static ProjectName NameOf(int number) =>
        ProjectName.Parse(string.Create(CultureInfo.InvariantCulture, $"{(char)('a' + (number % Letters))}{(char)('a' + (number / Letters % Letters))}-project-{number}"));

    private static TargetPath PathOf(ProjectName name, int file) =>
        TargetPath.Parse(string.Create(CultureInfo.InvariantCulture, $"projects/{name}/1.{file}.0/{name}-1.{file}.0.tar.gz"));

    private static Targets Releases(ProjectName name, int files, JsonFields year) => new()
    {
        Expires = Time.AddDays(365),
        UnknownFields = year,
        Files = TargetFiles.From(Enumerable.Range(0, files).Select(file => KeyValuePair.Create(
            PathOf(name, file),
            new ReleaseData { Kind = "sdist", Description = "What the project is, in a sentence", Licence = "MIT" }.In(TargetFile.Describe(BenchmarkData.Content(file)))))),
    };
}
