using System.Globalization;
using System.Security.Cryptography;
using Playground.Catalog;
using Playground.Catalog.Names;
using Playground.Catalog.Releases;
using Playground.Repository;
using Playground.Repository.Git;
using Playground.Repository.Projects;
using Playground.Repository.Publishing;
using Playground.Tuf.Json;
using Playground.Tuf.Keys;
using Playground.Tuf.Model;

namespace Playground.Benchmarks;

/// <summary>
/// A git repository of 10,000 projects with 100,000 files: claimed in 26 shards, each project with a key of its own, signed online; and an event that
/// releases a file of one project and lacks its signature.
/// </summary>
internal sealed class ProjectCommunity
{
    private const int Projects = 10_000;
    private const int FilesPerProject = 10;
    internal const string Maintainer = "@person";
    private const string OnlineKey = "ONLINE_KEY";

    private const int Letters = 26;
    private const byte PersonNumber = 11;
    private const byte OnlineNumber = 12;

    private static readonly DateTimeOffset Time = new(2030, 6, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly GitIdentity Robot = GitIdentity.Of("playground", "robot@example.org");
    private static readonly JsonFields Year = CustomFields.New.WithPeriods(JsonFields.Empty, new Periods(365, 60));

    private readonly Ed25519Signer _person = BenchmarkData.Signer(PersonNumber);
    private readonly Ed25519Signer _online = BenchmarkData.Signer(OnlineNumber);
    private readonly ProjectName[] _names = [.. Enumerable.Range(0, Projects).Select(NameOf)];

    private ProjectCommunity()
    {
    }

    /// <summary>The project that the event releases a file of; its maintainer is <see cref="Maintainer"/>, who is the administrator too.</summary>
    internal static ProjectName Touched { get; } = NameOf(Projects / 2);

    /// <summary>The private key of <see cref="Maintainer"/>, as PKCS #8.</summary>
    internal static string PersonPem => PemOf(PersonNumber);

    /// <summary>Builds the repository: branches <c>main</c>, signed online, and <c>event</c>.</summary>
    internal static async Task BuildAsync(GitRepository git)
    {
        var community = new ProjectCommunity();
        using (community._person)
        using (community._online)
        {
            await community.WriteAsync(git);
        }
    }

    private async Task WriteAsync(GitRepository git)
    {
        Key owned = Owned(_person);
        Key online = CustomFields.New.WithOnlineUri(_online.PublicKey, "env:" + OnlineKey);
        (KeyId personId, KeyId onlineId) = (owned.ComputeId(), online.ComputeId());
        Role people = new() { KeyIds = [personId], Threshold = 1 };
        Role machine = new() { KeyIds = [onlineId], Threshold = 1, UnknownFields = Year };
        DelegatedRole To(RoleName role, PathPattern path) => new() { Name = role, KeyIds = [personId], Threshold = 1, Paths = [path], Terminating = false };
        DelegatedRole ToOnline(RoleName role, PathPattern path) =>
            new() { Name = role, KeyIds = [onlineId], Threshold = 1, Paths = [path], Terminating = false, UnknownFields = Year };

        byte[] root = Sign(_person, owned, new Root
        {
            Expires = Time.AddDays(365),
            Keys = new Dictionary<KeyId, Key> { [personId] = owned, [onlineId] = online },
            Roles = new Dictionary<RoleName, Role> { [RoleName.Root] = people, [RoleName.Targets] = people, [RoleName.Snapshot] = machine, [RoleName.Timestamp] = machine },
            UnknownFields = Year,
        });
        List<GitEdit> edits = [GitEdit.Write(Layout.FileOf(RoleName.Root), root), GitEdit.Write(Layout.FileOfRoot(1), root)];
        edits.Add(GitEdit.Write(Layout.FileOf(RoleName.Targets), Sign(_person, owned, Delegating(
            [owned, online],
            To(CatalogRoles.Claimed, CatalogRoles.AllProjects),
            ToOnline(CatalogRoles.New, CatalogRoles.AllProjects),
            ToOnline(CatalogRoles.Index, PathPattern.Parse("index/*"))))));
        ILookup<string, ProjectName> shards = _names.ToLookup(name => name.Value[..1]);
        edits.Add(GitEdit.Write(
            Layout.FileOf(CatalogRoles.Claimed),
            Sign(_person, owned, Delegating([owned], [.. shards.Select(shard => To(ProjectShards.RoleOf(CatalogRoles.Claimed, shard.Key), ProjectShards.PathsOf(shard.Key)))]))));
        foreach (IGrouping<string, ProjectName> shard in shards)
        {
            Key[] keys = [.. shard.Select(KeyOf)];
            edits.Add(GitEdit.Write(
                Layout.FileOf(ProjectShards.RoleOf(CatalogRoles.Claimed, shard.Key)),
                Sign(_person, owned, Delegating(keys, [.. shard.Order().Select(name => OwnersEntry.Role(name, [KeyOf(name).ComputeId()], 1, terminating: true))]))));
        }

        foreach (ProjectName name in _names)
        {
            AddProject(edits, name);
        }

        CommitId begun = await git.CommitAsync([], edits, "Begin", Robot, Time);
        OnlineChange signed = await new OnlineSigner(git, (_, _, _) => ValueTask.FromResult<ISigner>(_online)).SignAsync(begun, Time);
        CommitId main = await git.CommitAsync([begun], signed.Edits, "Sign", Robot, Time);
        Targets next = Releases(Touched, FilesPerProject + 1) with { Version = 2 };
        CommitId proposed = await git.CommitAsync(
            [main],
            [
                GitEdit.Write(Layout.FileOf(PathOf(Touched, FilesPerProject)), BenchmarkData.Content(FilesPerProject)),
                GitEdit.Write(Layout.FileOfProjectRole(CatalogRoles.ReleasersOf(Touched)), Metadata.Of(next).WithSignature(new Signature(personId, [])).ToBytes()),
            ],
            "Release",
            Robot,
            Time);
        await git.UpdateRefAsync(BranchName.Parse("main").Ref, main, null);
        await git.UpdateRefAsync(BranchName.Parse("event").Ref, proposed, null);
    }

    private void AddProject(List<GitEdit> edits, ProjectName name)
    {
        using Ed25519Signer? own = name == Touched ? null : SignerOf(name);
        Ed25519Signer signer = own ?? _person;
        Key key = KeyOf(name);
        KeyId id = key.ComputeId();
        var releasers = new DelegatedRole { Name = CatalogRoles.ReleasersOf(name), KeyIds = [id], Threshold = 1, Paths = [ReleasePath.AllOf(name)], Terminating = false };
        Targets owners = OwnersEntry.In(
            Delegating([key], releasers),
            new Delegations { Keys = new Dictionary<KeyId, Key> { [id] = key }, Roles = [OwnersEntry.Role(name, [id], 1)] });
        edits.Add(GitEdit.Write(Layout.FileOfProjectRole(CatalogRoles.OwnersOf(name)), Sign(signer, key, owners)));
        edits.Add(GitEdit.Write(Layout.FileOfProjectRole(CatalogRoles.ReleasersOf(name)), Sign(signer, key, Releases(name, FilesPerProject))));
        edits.AddRange(Enumerable.Range(0, FilesPerProject).Select(file => GitEdit.Write(Layout.FileOf(PathOf(name, file)), BenchmarkData.Content(file))));
    }

    private Key KeyOf(ProjectName name)
    {
        if (name == Touched)
        {
            return Owned(_person);
        }

        using Ed25519Signer signer = SignerOf(name);
        return CustomFields.New.WithOwner(signer.PublicKey, Signer.Parse("@" + name.Value));
    }

    private static Key Owned(Ed25519Signer signer) => CustomFields.New.WithOwner(signer.PublicKey, Signer.Parse(Maintainer));

    private static Ed25519Signer SignerOf(ProjectName name) => Ed25519Signer.FromSeed(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(name.Value)));

    private static byte[] Sign<T>(Ed25519Signer signer, Key key, T signed)
        where T : Signed, ISigned<T> =>
        Metadata.Of(signed).WithSignature(new Signature(key.ComputeId(), signer.Sign(Metadata.Of(signed).Payload.Span))).ToBytes();

    private static Targets Delegating(IReadOnlyCollection<Key> keys, params IReadOnlyList<DelegatedRole> roles) => new()
    {
        Expires = Time.AddDays(365),
        UnknownFields = Year,
        Delegations = new Delegations { Keys = keys.DistinctBy(key => key.ComputeId()).ToDictionary(key => key.ComputeId()), Roles = roles },
    };

    private static string PemOf(byte number)
    {
        byte[] der = [.. Convert.FromHexString("302e020100300506032b657004220420"), .. Enumerable.Repeat(number, Ed25519Signer.SeedLength)];
        return PemEncoding.WriteString("PRIVATE KEY", der) + "\n";
    }

    private static ProjectName NameOf(int number) =>
        ProjectName.Parse(string.Create(CultureInfo.InvariantCulture, $"{(char)('a' + (number % Letters))}{(char)('a' + (number / Letters % Letters))}-project-{number}"));

    private static TargetPath PathOf(ProjectName name, int file) =>
        TargetPath.Parse(string.Create(CultureInfo.InvariantCulture, $"projects/{name}/1.{file}.0/{name}-1.{file}.0.tar.gz"));

    private static Targets Releases(ProjectName name, int files) => new()
    {
        Expires = Time.AddDays(365),
        UnknownFields = Year,
        Files = TargetFiles.From(Enumerable.Range(0, files).Select(file => KeyValuePair.Create(
            PathOf(name, file),
            new ReleaseData { Kind = "sdist", Description = "What the project is, in a sentence", Licence = "MIT" }.In(TargetFile.Describe(BenchmarkData.Content(file)))))),
    };
}
