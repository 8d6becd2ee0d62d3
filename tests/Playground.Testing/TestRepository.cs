using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Playground.Tuf.Model;

namespace Playground.Testing;

/// <summary>
/// A TUF repository in memory, written with the library under test. What the next publication of a role will say is edited first
/// (<see cref="Targets"/>, <see cref="AddArtifact"/>, <see cref="DelegateToBins"/>, <see cref="AddKey"/> ...); <see cref="Publish"/> then gives it a new
/// version, signs it and puts the file into <see cref="Files"/>, which <see cref="FaultyHttpServer"/> serves. Where a role is published, the next
/// snapshot lists it, and the next timestamp lists a published snapshot. A new repository has version 1 of its four roles published.
/// </summary>
public sealed partial class TestRepository
{
    /// <summary>The time at which tests take place unless they say otherwise.</summary>
    public static readonly DateTimeOffset Now = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<string, Signed> _next = new(StringComparer.Ordinal);
    private readonly Dictionary<string, byte[]> _published = new(StringComparer.Ordinal);

    /// <summary>A repository with version 1 of its four roles, each with one key and a threshold of one.</summary>
    /// <param name="files">Where to publish, <see cref="FaultyHttpServer.Files"/> for example; null for a table of its own.</param>
    /// <param name="name">Repositories of one name have the same keys, others have others.</param>
    /// <param name="expires">When everything expires; null for 30 days after <see cref="Now"/>.</param>
    /// <param name="consistentSnapshot">Whether file names carry versions and hashes.</param>
    public TestRepository(
        ConcurrentDictionary<string, byte[]>? files = null, string name = "test", DateTimeOffset? expires = null, bool consistentSnapshot = true)
    {
        Files = files ?? new ConcurrentDictionary<string, byte[]>(StringComparer.Ordinal);
        Expires = expires ?? Now.AddDays(30);
        _name = name;
        Root = new Root { Expires = Expires, ConsistentSnapshot = consistentSnapshot, Keys = NoKeys, Roles = NoRoles };
        Targets = new Targets { Expires = Expires };
        Snapshot = new Snapshot { Expires = Expires, Meta = MetaFiles.Empty };
        Timestamp = new Timestamp { Expires = Expires, Snapshot = new MetaFile { Version = 1 } };
        foreach (string role in TopLevel)
        {
            AddKey(role);
        }

        Publish("targets", "snapshot", "timestamp", "root");
    }

    /// <summary>What is published, by path on the server: <c>/metadata/1.root.json</c>, <c>/targets/dir/HASH.name</c>.</summary>
    public ConcurrentDictionary<string, byte[]> Files { get; }

    /// <summary>When roles made from now on expire.</summary>
    public DateTimeOffset Expires { get; set; }

    /// <summary>Whether snapshot and timestamp list lengths and hashes of the files they list.</summary>
    public bool DescribesMetadata { get; set; }

    /// <summary>Whether artifacts of a repository with consistent snapshots have their hash in their name.</summary>
    public bool PrefixesTargetsWithHash { get; set; } = true;

    /// <summary>What the next root says, but for its version.</summary>
    public Root Root
    {
        get => (Root)_next["root"];
        set => _next["root"] = value;
    }

    /// <summary>What the next timestamp says, but for its version.</summary>
    public Timestamp Timestamp
    {
        get => (Timestamp)_next["timestamp"];
        set => _next["timestamp"] = value;
    }

    /// <summary>What the next snapshot says, but for its version.</summary>
    public Snapshot Snapshot
    {
        get => (Snapshot)_next["snapshot"];
        set => _next["snapshot"] = value;
    }

    /// <summary>What the next top-level targets says, but for its version.</summary>
    public Targets Targets
    {
        get => this["targets"];
        set => this["targets"] = value;
    }

    /// <summary>What the next version of a targets role says, but for its version.</summary>
    public Targets this[string role]
    {
        get => (Targets)_next[role];
        set => _next[role] = value;
    }

    /// <summary>The version of a role that was published last; 0 where none was.</summary>
    public long VersionOf(string role) => _published.ContainsKey(role) ? _next[role].Version : 0;

    /// <summary>The file of a role that was published last.</summary>
    public byte[] FileOf(string role) => _published[role];

    /// <summary>A published version of root.</summary>
    public byte[] RootFile(long version = 1) => Files[PathOf("root", version)];

    /// <summary>Where a version of a role's metadata stands in <see cref="Files"/>; null for the one published last.</summary>
    public string PathOf(string role, long? version = null)
    {
        bool versioned = role == "root" || (role != "timestamp" && Root.ConsistentSnapshot == true);
        return versioned ? $"/metadata/{version ?? VersionOf(role)}.{role}.json" : $"/metadata/{role}.json";
    }

    /// <summary>Where an artifact with this content stands in <see cref="Files"/>.</summary>
    public string ArtifactPathOf(string path, ReadOnlySpan<byte> content)
    {
        int name = path.LastIndexOf('/') + 1;
        string prefix = PrefixesTargetsWithHash && Root.ConsistentSnapshot == true ? Hashes.OfSha256(content).Sha256 + "." : "";
        return $"/targets/{path[..name]}{prefix}{path[name..]}";
    }

    /// <summary>Publishes the next version of roles, in this order.</summary>
    public void Publish(params ReadOnlySpan<string> roles)
    {
        foreach (string role in roles)
        {
            PublishAs(role, VersionOf(role) + 1);
        }
    }

    /// <summary>Publishes the next version of roles, then snapshot and timestamp.</summary>
    public void PublishThrough(params ReadOnlySpan<string> roles)
    {
        Publish(roles);
        Publish("snapshot", "timestamp");
    }

    /// <summary>Publishes a role under a version of your choice, older ones included.</summary>
    public void PublishAs(string role, long version)
    {
        _next[role] = _next[role] with { Version = version };
        PublishFile(role, SignedFile.Of(_next[role], [.. SignersOf(role)]));
    }

    /// <summary>Publishes bytes of your choice as the file of a role at its present version; whoever lists the role lists these bytes.</summary>
    public void PublishFile(string role, byte[] file)
    {
        _published[role] = file;
        Files[PathOf(role)] = file;
        long version = _next[role].Version;
        MetaFile described = DescribesMetadata ? MetaFile.Describe(version, file) : new MetaFile { Version = version };
        if (role == "snapshot")
        {
            Timestamp = Timestamp with { Snapshot = described };
        }
        else if (_next[role] is Targets)
        {
            Snapshot = Snapshot with { Meta = Snapshot.Meta.With(RoleName.Parse(role), described) };
        }
    }

    /// <summary>
    /// Publishes the next version of a role after its signed part was changed as JSON, in ways the model does not allow; properly signed.
    /// </summary>
    public void PublishEdited(string role, Action<JsonObject> edit)
    {
        _next[role] = _next[role] with { Version = VersionOf(role) + 1 };
        JsonNode file = JsonNode.Parse(SignedFile.Of(_next[role]))!;
        JsonObject signed = file["signed"]!.AsObject();
        edit(signed);
        PublishFile(role, SignedFile.Of(signed, [.. SignersOf(role)]));
    }

    /// <summary>Changes a role's published file as JSON, signatures and all, and signs nothing anew.</summary>
    public void Tamper(string role, Action<JsonObject> edit)
    {
        JsonObject file = JsonNode.Parse(FileOf(role))!.AsObject();
        edit(file);
        Files[PathOf(role)] = _published[role] = Encoding.UTF8.GetBytes(file.ToJsonString());
    }

    /// <summary>Takes a published version of a role away.</summary>
    public void Withdraw(string role, long? version = null) => Files.TryRemove(PathOf(role, version), out _);

    /// <summary>Sets when the next version of a role expires.</summary>
    public void SetExpiry(string role, DateTimeOffset expires) => _next[role] = _next[role] with { Expires = expires };

    /// <summary>Puts an artifact on the server and into the next version of a targets role.</summary>
    public TargetFile AddArtifact(string path, byte[] content, string role = "targets")
    {
        TargetFile file = TargetFile.Describe(content);
        Files[ArtifactPathOf(path, content)] = content;
        this[role] = this[role] with { Files = this[role].Files.With(TargetPath.Parse(path), file) };
        return file;
    }

    /// <summary>Writes everything that is published below a folder.</summary>
    public void WriteTo(string folder)
    {
        foreach ((string path, byte[] content) in Files)
        {
            string file = Path.Combine(folder, path.TrimStart('/'));
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllBytes(file, content);
        }
    }
}
