using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using Playground.Catalog;
using Playground.Catalog.Names;
using Playground.Catalog.Releases;
using Playground.Catalog.Versions;
using Playground.Tuf.Keys;
using Playground.Tuf.Model;

namespace Playground.Benchmarks;

/// <summary>
/// A published community repository: four of five projects are claimed, the others new; both delegate by the first letter and then by the first
/// two letters of names, so that no role names many. Half of the projects have two owners. Everything is really signed.
/// </summary>
internal sealed class CommunityData : IDisposable
{
    private const int Letters = 26;
    private const int NewOneIn = 5;

    private readonly ConcurrentDictionary<RoleName, MetaFile> _listed = new();
    private readonly Ed25519Signer[] _administrators = [BenchmarkData.Signer(21), BenchmarkData.Signer(22), BenchmarkData.Signer(23)];
    private readonly Ed25519Signer _root = BenchmarkData.Signer(1);
    private readonly Ed25519Signer _online = BenchmarkData.Signer(3);
    private readonly int _filesPerProject;
    private readonly ILookup<string, int> _shards;
    private long _published;

    internal CommunityData(int projects, int filesPerProject, ConcurrentDictionary<string, byte[]> files)
    {
        Files = files;
        _filesPerProject = filesPerProject;
        _shards = Enumerable.Range(0, projects).ToLookup(ShardOf);
        Parallel.For(0, projects, PublishProject);
        foreach (RoleName whole in (RoleName[])[CatalogRoles.Claimed, CatalogRoles.New])
        {
            Parallel.ForEach(LetterPairs(), pair => PublishShard(whole, pair));
            PublishDelegator(whole, "", LetterNames);
            Parallel.ForEach(LetterNames, letter => PublishDelegator(whole, letter, [.. LetterNames.Select(second => letter + second)]));
        }

        Publish(
            RoleName.Targets,
            new Targets { Expires = BenchmarkData.Expires, Delegations = Delegations(Entry(CatalogRoles.Claimed, _administrators, 2, "projects/*/*/*"), Entry(CatalogRoles.New, [_online], 1, "projects/*/*/*")) },
            _administrators[..2]);
        RootFile = Sign(BenchmarkData.Root(_root, _online, _online, _administrators[0]), _root);
        Files["/metadata/1.root.json"] = RootFile;
        PublishOnline();
    }

    /// <summary>What is published, by path on the server.</summary>
    internal ConcurrentDictionary<string, byte[]> Files { get; }

    /// <summary>The first root.</summary>
    internal byte[] RootFile { get; }

    private static string[] LetterNames { get; } = [.. Enumerable.Range('a', Letters).Select(letter => ((char)letter).ToString())];

    /// <summary>The name of a project.</summary>
    internal static ProjectName Name(int project)
    {
        int pair = project * 7 % (Letters * Letters);
        return ProjectName.Parse(string.Create(CultureInfo.InvariantCulture, $"{(char)('a' + (pair / Letters))}{(char)('a' + (pair % Letters))}-project-{project}"));
    }

    /// <summary>Whether nobody vouches for a project.</summary>
    internal static bool IsNew(int project) => project % NewOneIn == 0;

    /// <summary>Another project of the same shard.</summary>
    internal int Neighbour(int project) => _shards[ShardOf(project)].First(other => other != project);

    /// <summary>How many bytes a file of metadata has.</summary>
    internal int LengthOf(string role) => Files[$"/metadata/{_listed[RoleName.Parse(role)].Version}.{role}.json"].Length;

    /// <summary>The role that names a project's owners.</summary>
    internal static string VoucherOf(int project) => $"{(IsNew(project) ? CatalogRoles.New : CatalogRoles.Claimed)}~{Name(project).Value[..2]}";

    /// <summary>How many projects a shard names.</summary>
    internal int CountOf(string shard) => _shards[shard].Count();

    /// <summary>A project's releasers publish anew.</summary>
    internal void Release(int project)
    {
        PublishProject(project);
        PublishOnline();
    }

    /// <summary>The role that vouches for a project publishes anew.</summary>
    internal void ChangeOwners(int project)
    {
        PublishShard(IsNew(project) ? CatalogRoles.New : CatalogRoles.Claimed, Name(project).Value[..2]);
        PublishOnline();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Array.ForEach(_administrators, signer => signer.Dispose());
        _root.Dispose();
        _online.Dispose();
    }

    private static string ShardOf(int project) => VoucherOf(project);

    private static IEnumerable<string> LetterPairs() => LetterNames.SelectMany(_ => LetterNames, (first, second) => first + second);

    private static Ed25519Signer SignerOf(int project, int number)
    {
        Span<byte> seed = stackalloc byte[12];
        "key "u8.CopyTo(seed);
        BinaryPrimitives.WriteInt32LittleEndian(seed[4..], project);
        BinaryPrimitives.WriteInt32LittleEndian(seed[8..], number);
        return Ed25519Signer.FromSeed(SHA256.HashData(seed));
    }

    private static (DelegatedRole Role, Ed25519Signer[] Signers, string[] Owners) Entry(RoleName name, Ed25519Signer[] signers, int threshold, string path, params string[] owners) =>
        (new DelegatedRole { Name = name, KeyIds = [.. signers.Select(signer => signer.KeyId)], Threshold = threshold, Terminating = false, Paths = [PathPattern.Parse(path)] }, signers, owners);

    private static Delegations Delegations(params IReadOnlyList<(DelegatedRole Role, Ed25519Signer[] Signers, string[] Owners)> entries)
    {
        var keys = new Dictionary<KeyId, Key>();
        foreach ((_, Ed25519Signer[] signers, string[] owners) in entries)
        {
            for (int i = 0; i < signers.Length; i++)
            {
                keys[signers[i].KeyId] = i < owners.Length
                    ? signers[i].PublicKey with { UnknownFields = signers[i].PublicKey.UnknownFields.With("x-playground-keyowner", owners[i]) }
                    : signers[i].PublicKey;
            }
        }

        return new Delegations { Keys = keys, Roles = [.. entries.Select(entry => entry.Role)] };
    }

    private static byte[] Sign<T>(T signed, params IEnumerable<Ed25519Signer> signers)
        where T : Signed, ISigned<T> => Metadata.SignAsync(signed, [.. signers]).AsTask().GetAwaiter().GetResult().ToBytes();

    private void PublishProject(int project)
    {
        ProjectName name = Name(project);
        using Ed25519Signer owner = SignerOf(project, 0);
        using Ed25519Signer releaser = SignerOf(project, 2);
        Publish(
            CatalogRoles.OwnersOf(name),
            new Targets { Expires = BenchmarkData.Expires, Delegations = Delegations(Entry(CatalogRoles.ReleasersOf(name), [releaser], 1, $"projects/{name}/*/*", "@releaser")) },
            [owner]);
        Publish(
            CatalogRoles.ReleasersOf(name),
            new Targets { Expires = BenchmarkData.Expires, Files = TargetFiles.From(Enumerable.Range(0, _filesPerProject).Select(number => FileOf(name, project, number))) },
            [releaser]);
    }

    /// <summary>Two files a release, as a wheel and its sources are.</summary>
    private KeyValuePair<TargetPath, TargetFile> FileOf(ProjectName name, int project, int number)
    {
        var version = ReleaseVersion.Parse(string.Create(CultureInfo.InvariantCulture, $"1.{number / 2}.0"));
        var path = new ReleasePath(name, version, number % 2 == 0 ? $"{name}-{version}-py3-none-any.whl" : $"{name}-{version}.tar.gz");
        byte[] content = BenchmarkData.Content((project * _filesPerProject) + number);
        Hashes hashes = Hashes.From([new("sha256", Hashes.OfSha256(content).Sha256!), new("sha512", Convert.ToHexStringLower(SHA512.HashData(content)))]);
        Files[$"/targets/{path.Target.Directory}/{hashes.Sha256}.{path.File}"] = content;
        return new(path.Target, new ReleaseData
        {
            Kind = number % 2 == 0 ? "wheel" : "sdist",
            Platform = "any",
            Description = "What the project is, told in one sentence of about eighty characters, as is usual",
            Licence = "Apache-2.0 OR MIT",
            Repository = $"https://git.example.org/team/{name}",
            Purl = $"pkg:pypi/{name}@{version}",
            Released = BenchmarkData.Expires,
        }.In(new TargetFile { Length = content.Length, Hashes = hashes }));
    }

    private void PublishShard(RoleName whole, string pair)
    {
        var name = RoleName.Parse($"{whole}~{pair}");
        List<(DelegatedRole, Ed25519Signer[], string[])> entries =
        [
            .. _shards[name.Value].Select(project => Entry(
                CatalogRoles.OwnersOf(Name(project)),
                project / (Letters * Letters) % 2 == 0 ? [SignerOf(project, 0)] : [SignerOf(project, 0), SignerOf(project, 1)],
                1,
                $"projects/{Name(project)}/*/*",
                "@owner-one",
                "@owner-two")),
        ];
        if (whole == CatalogRoles.Claimed)
        {
            // A claimed project is not looked for among the new ones.
            entries = [.. entries.Select(entry => (entry.Item1 with { Terminating = true }, entry.Item2, entry.Item3))];
        }

        Publish(name, new Targets { Expires = BenchmarkData.Expires, Delegations = Delegations(entries) }, SignersOf(whole));
    }

    private void PublishDelegator(RoleName whole, string prefix, string[] parts) => Publish(
        prefix.Length == 0 ? whole : RoleName.Parse($"{whole}~{prefix}"),
        new Targets
        {
            Expires = BenchmarkData.Expires,
            Delegations = Delegations([.. parts.Select(part => Entry(RoleName.Parse($"{whole}~{part}"), KeysOf(whole), whole == CatalogRoles.Claimed ? 2 : 1, $"projects/{part}*/*/*"))]),
        },
        SignersOf(whole));

    private Ed25519Signer[] KeysOf(RoleName whole) => whole == CatalogRoles.Claimed ? _administrators : [_online];

    private Ed25519Signer[] SignersOf(RoleName whole) => whole == CatalogRoles.Claimed ? _administrators[..2] : [_online];

    private void Publish(RoleName role, Targets targets, Ed25519Signer[] signers)
    {
        MetaFile listed = _listed.AddOrUpdate(role, new MetaFile { Version = 1 }, (_, known) => new MetaFile { Version = known.Version + 1 });
        Files[$"/metadata/{listed.Version}.{role}.json"] = Sign(targets with { Version = listed.Version }, signers);
    }

    private void PublishOnline()
    {
        long version = ++_published;
        byte[] snapshot = Sign(new Snapshot { Version = version, Expires = BenchmarkData.Expires, Meta = MetaFiles.From(_listed) }, _online);
        Files[$"/metadata/{version}.snapshot.json"] = snapshot;
        Files["/metadata/timestamp.json"] = Sign(
            new Timestamp { Version = version, Expires = BenchmarkData.Expires, Snapshot = MetaFile.Describe(version, snapshot) }, _online);
    }
}
