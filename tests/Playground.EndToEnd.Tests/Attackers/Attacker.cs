using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Playground.EndToEnd.Tests.Stage;
using Playground.Testing;
using Playground.Tuf.Keys;
using Playground.Tuf.Model;

namespace Playground.EndToEnd.Tests.Attackers;

/// <summary>
/// Somebody who writes what they like into the folder that the web server serves, and signs it with a key of their own and with those they stole.
/// What they want installed is a release 6.6.6.
/// </summary>
internal sealed class Attacker(Community story) : IDisposable
{
    internal const string Version = "6.6.6";

    internal const string Forged = "what the attacker wants installed\n";

    private readonly Dictionary<RoleName, MetaFile?> _listed = [];

    /// <summary>The attacker's own key, which nobody trusts.</summary>
    internal Ed25519Signer Own { get; } = Ed25519Signer.Generate();

    private string Public => story.Tools.Public;

    /// <summary>The private key of a person, or of the CI, as published metadata knows it.</summary>
    internal ISigner Stolen(string person)
    {
        string pem = File.ReadAllText(story.Tools.Sandbox.PathOf($"keys/{person}.pem"));
        using InMemorySigner plain = Signers.FromPem(pem);
        IEnumerable<KeyValuePair<KeyId, Key>> keys = Read<Root>("root").Keys
            .Concat(Roles().SelectMany(role => Read<Targets>(role).Delegations?.Keys ?? new Dictionary<KeyId, Key>()));
        (KeyId id, Key key) = keys.First(known => known.Value.Fingerprint == plain.PublicKey.Fingerprint);
        return Signers.FromPem(pem, publicKey: key, keyId: id);
    }

    /// <summary>What the newest published version of a role says.</summary>
    internal T Read<T>(string role)
        where T : Signed, ISigned<T> => Metadata.Parse<T>(FileOf(role)).Signed;

    /// <summary>The file of the newest published version of a role.</summary>
    internal byte[] FileOf(string role) => File.ReadAllBytes(NewestOf(role));

    /// <summary>Publishes a role under the version it says; the next snapshot will list it.</summary>
    internal void Publish(string role, Signed signed, params ISigner[] signers)
    {
        File.WriteAllBytes(PathOf(role, signed.Version), SignedFile.Of(signed, signers));
        _listed[RoleName.Parse(role)] = new MetaFile { Version = signed.Version };
    }

    /// <summary>Publishes the next version of a role after an edit.</summary>
    internal void Edit(string role, Func<Targets, Targets> edit, params ISigner[] signers)
    {
        Targets known = Read<Targets>(role);
        Publish(role, edit(known) with { Version = known.Version + 1 }, signers);
    }

    /// <summary>A version of a role that was really published once is what the next snapshot will list; null: it will list none.</summary>
    internal void List(string role, long? version)
    {
        _listed[RoleName.Parse(role)] = version is { } listed ? new MetaFile { Version = listed } : null;
        if (version is { } old && !File.Exists(PathOf(role, old)))
        {
            File.Copy(Path.Combine(Projects.PastOf(story), "metadata", Path.GetFileName(PathOf(role, old))), PathOf(role, old));
        }
    }

    /// <summary>Publishes a snapshot that lists what was published, and a timestamp that lists it, both good for a year.</summary>
    internal void PublishSnapshot(ISigner signer)
    {
        DateTimeOffset expires = story.Now.AddDays(365);
        Snapshot snapshot = Read<Snapshot>("snapshot");
        Timestamp timestamp = Read<Timestamp>("timestamp");
        var meta = MetaFiles.From(snapshot.Meta.Where(file => !_listed.ContainsKey(file.Key))
            .Concat(_listed.Where(file => file.Value is not null).Select(file => KeyValuePair.Create(file.Key, file.Value!))));
        snapshot = snapshot with { Version = snapshot.Version + 1, Meta = meta, Expires = expires };
        File.WriteAllBytes(PathOf("snapshot", snapshot.Version), SignedFile.Of(snapshot, signer));
        timestamp = timestamp with { Version = timestamp.Version + 1, Expires = expires, Snapshot = new MetaFile { Version = snapshot.Version } };
        File.WriteAllBytes(Path.Combine(Public, "metadata", "timestamp.json"), SignedFile.Of(timestamp, signer));
    }

    /// <summary>A role that vouches for projects, and nothing else, as owned by the attacker.</summary>
    internal Targets Taking(Targets vouching, params string[] projects) => vouching with { Delegations = new Delegations { Keys = OwnKey(), Roles = [.. projects.Select(project => To(project, project))] } };

    /// <summary>A role that delegates all files of a project to another one that the attacker signs.</summary>
    internal DelegatedRole To(string role, string project) => new()
    {
        Name = RoleName.Parse(role),
        KeyIds = [Own.KeyId],
        Threshold = 1,
        Terminating = false,
        Paths = [PathPattern.Parse($"projects/{project}/*/*")],
    };

    /// <summary>The attacker's key, where roles are delegated to.</summary>
    internal Dictionary<KeyId, Key> OwnKey() => new() { [Own.KeyId] = Own.PublicKey };

    /// <summary>Owners and releasers of a project, with the forged release, signed by the attacker alone.</summary>
    internal void PublishProject(string project)
    {
        Edit(project, owners => Taking(owners) with { Delegations = new Delegations { Keys = OwnKey(), Roles = [To($"{project}.releases", project)] } }, Own);
        PublishRelease(project, Own);
    }

    /// <summary>The releasers' role of a project with the forged release.</summary>
    internal void PublishRelease(string project, params ISigner[] signers) => Edit($"{project}.releases", releasers => WithRelease(releasers, project), signers);

    /// <summary>A role that lists the forged release of a project beside what it lists; the file is put onto the server.</summary>
    internal Targets WithRelease(Targets role, string project)
    {
        byte[] content = Encoding.UTF8.GetBytes(Forged);
        string[] hashes = [Convert.ToHexStringLower(SHA256.HashData(content)), Convert.ToHexStringLower(SHA512.HashData(content))];
        var path = TargetPath.Parse(Projects.FileOf(project, Version));
        TargetFile genuine = Read<Targets>($"{project}.releases").Files[TargetPath.Parse(Projects.FileOf(project))];
        string folder = Directory.CreateDirectory(Path.Combine(Public, "targets", Path.GetDirectoryName(path.Value)!)).FullName;
        foreach (string hash in hashes)
        {
            File.WriteAllBytes(Path.Combine(folder, $"{hash}.{Path.GetFileName(path.Value)}"), content);
        }

        return role with { Files = role.Files.With(path, genuine with { Length = content.Length, Hashes = Hashes.From([new("sha256", hashes[0]), new("sha512", hashes[1])]) }) };
    }

    public void Dispose() => Own.Dispose();

    private IEnumerable<string> Roles() => Read<Snapshot>("snapshot").Meta.Select(file => file.Key.Value);

    private string PathOf(string role, long version) => Path.Combine(Public, "metadata", string.Create(CultureInfo.InvariantCulture, $"{version}.{role}.json"));

    private string NewestOf(string role) => role == "timestamp"
        ? Path.Combine(Public, "metadata", "timestamp.json")
        : PathOf(role, Directory.EnumerateFiles(Path.Combine(Public, "metadata")).Select(file => Path.GetFileName(file))
            .Where(file => file.EndsWith($".{role}.json", StringComparison.Ordinal) && file.Length > role.Length + 6)
            .Select(file => long.TryParse(file[..^(role.Length + 6)], NumberStyles.None, CultureInfo.InvariantCulture, out long version) ? version : 0).Max());
}
