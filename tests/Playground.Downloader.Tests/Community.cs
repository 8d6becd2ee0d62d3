using System.Text;
using Playground.Catalog;
using Playground.Catalog.Index;
using Playground.Catalog.Names;
using Playground.Catalog.Releases;
using Playground.Catalog.Versions;
using Playground.Testing;
using Playground.Tuf.Model;

namespace Playground.Downloader.Tests;

/// <summary>
/// A community repository as <see cref="CatalogRoles"/> says, on a server, and somebody who trusts it. What is changed is seen after <see cref="Publish"/>.
/// </summary>
internal sealed class Community : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly HashSet<string> _changed = new(StringComparer.Ordinal);

    public Community(bool withIndex = true)
    {
        Delegate("targets", "claimed", CatalogRoles.AllProjects.Value);
        Delegate("targets", "new", CatalogRoles.AllProjects.Value);
        if (withIndex)
        {
            Delegate("targets", "index", "index/*");
        }
    }

    public static DateTimeOffset Day { get; } = new(2030, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public TestRepository Repository { get; } = new(name: "community", expires: new DateTimeOffset(2090, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public FaultyHttpServer Server { get; } = new();

    /// <summary>Where playget runs, and puts files unless told otherwise.</summary>
    public string Here => Directory.CreateDirectory(_folder["here"]).FullName;

    public static byte[] Content(string text) => Encoding.UTF8.GetBytes(text);

    public string PathOf(string name) => Path.Combine(Here, name);

    /// <summary>Registers a project: @alice owns it, @bob releases it.</summary>
    public Community Project(string name, string vouching = "claimed")
    {
        Delegate(vouching, name, $"projects/{name}/*/*", terminating: vouching == "claimed");
        Delegate(name, $"{name}.releases", $"projects/{name}/*/*");
        Own(vouching, name, "@alice");
        Own(name, $"{name}.releases", "@bob");
        return this;
    }

    /// <summary>Releases a version: a file of each name, holding it.</summary>
    public Community Release(string project, string version, ReleaseData? data, params IReadOnlyList<string> files)
    {
        foreach (string file in files)
        {
            var path = new ReleasePath(ProjectName.Parse(project), ReleaseVersion.Parse(version), file);
            SetFile(path.Target.Value, Content(file), data ?? ReleaseData.Empty);
        }

        return this;
    }

    /// <summary>Puts a file of a release there, with both hashes, or another one in its place.</summary>
    public void SetFile(string path, byte[] content, ReleaseData data)
    {
        string role = path.Split('/')[1] + ".releases";
        Repository.AddArtifact(path, content, role);
        TargetFile entry = data.In(new TargetFile
        {
            Length = content.Length,
            Hashes = Hashes.From(
            [
                new("sha256", Hashes.OfSha256(content).Sha256!),
                new("sha512", Convert.ToHexStringLower(System.Security.Cryptography.SHA512.HashData(content))),
            ]),
        });
        Repository[role] = Repository[role] with { Files = Repository[role].Files.With(TargetPath.Parse(path), entry) };
        _changed.Add(role);
    }

    /// <summary>Takes a file of a release away.</summary>
    public void RemoveFile(string path)
    {
        string role = path.Split('/')[1] + ".releases";
        Repository[role] = Repository[role] with { Files = TargetFiles.From(Repository[role].Files.Where(file => file.Key.Value != path)) };
        _changed.Add(role);
    }

    /// <summary>Puts a file into a targets role as it is.</summary>
    public Community Artifact(string path, string content, string role = "targets")
    {
        Repository.AddArtifact(path, Content(content), role);
        _changed.Add(role);
        return this;
    }

    /// <summary>Writes a file of the index.</summary>
    public Community Index(params IReadOnlyList<(string Project, IndexEntry Entry)> projects)
    {
        foreach (var group in projects.GroupBy(project => project.Project[0]))
        {
            var shard = new IndexShard(group.Key, group.ToDictionary(project => ProjectName.Parse(project.Project), project => project.Entry));
            Repository.AddArtifact(shard.Path.Value, shard.ToBytes(), "index");
        }

        _changed.Add("index");
        return this;
    }

    /// <summary>Administrators stop something: a terminating delegation, ahead of all others, to a role that lists nothing.</summary>
    public Community Block(string path)
    {
        Delegate("targets", "blocked", path, terminating: true);
        Delegations delegations = Repository.Targets.Delegations!;
        Repository.Targets = Repository.Targets with { Delegations = delegations with { Roles = [delegations.Roles![^1], .. delegations.Roles.SkipLast(1)] } };
        return this;
    }

    /// <summary>Publishes what was changed.</summary>
    public Community Publish()
    {
        Repository.PublishThrough([.. _changed]);
        _changed.Clear();
        foreach ((string path, byte[] content) in Repository.Files)
        {
            Server.Files[path] = content;
        }

        return this;
    }

    /// <summary>Publishes, and begins to trust the repository as <c>demo</c>.</summary>
    public async Task<Community> TrustedAsync(string name = "demo")
    {
        Publish();
        await File.WriteAllBytesAsync(_folder["root"], Repository.RootFile());
        (await RunAsync("trust", "add", name, Server.BaseUri.ToString(), "--root", _folder["root"])).Succeeded();
        return this;
    }

    /// <summary>Runs playget here.</summary>
    public Task<ToolRun> RunAsync(params string[] arguments) =>
        ToolRun.RunAsync(ToolStage.AssemblyOf("playget"), new Dictionary<string, string?> { ["PLAYGET_HOME"] = _folder["home"] }, Here, arguments);

    /// <summary>The names of the files here.</summary>
    public IEnumerable<string> Names() => Directory.EnumerateFiles(Here).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal);

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        _folder.Dispose();
    }

    private void Delegate(string by, string role, string path, bool terminating = false)
    {
        Repository.Delegate(by, role, terminating, path);
        _changed.UnionWith([by, role]);
    }

    private void Own(string by, string role, string owner)
    {
        Delegations delegations = Repository[by].Delegations!;
        KeyId id = delegations.FindRole(RoleName.Parse(role))!.KeyIds[0];
        var keys = new Dictionary<KeyId, Key>(delegations.Keys);
        keys[id] = keys[id] with { UnknownFields = keys[id].UnknownFields.With("x-playground-keyowner", owner) };
        Repository[by] = Repository[by] with { Delegations = delegations with { Keys = keys } };
    }
}
