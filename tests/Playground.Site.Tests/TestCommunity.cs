using System.Text;
using Playground.Catalog;
using Playground.Catalog.Names;
using Playground.Catalog.Releases;
using Playground.Catalog.Versions;
using Playground.Site.Reading;
using Playground.Site.Writing;
using Playground.Testing;
using Playground.Tuf.Model;

namespace Playground.Site.Tests;

/// <summary>A published community repository in a folder, and its pages beside. What is changed is seen after <see cref="Publish"/>.</summary>
internal sealed class TestCommunity : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly HashSet<string> _changed = new(StringComparer.Ordinal);

    internal TestCommunity()
    {
        Repository = new TestRepository(name: "community", expires: Now.AddDays(200));
        PutNamesOnKeysOfRoot();
        Delegate("targets", "claimed", CatalogRoles.AllProjects.Value);
        Delegate("targets", "new", CatalogRoles.AllProjects.Value);
        Own("targets", "claimed", "@alice");
    }

    internal static DateTimeOffset Now => TestRepository.Now;

    internal TestRepository Repository { get; }

    /// <summary>Where it is published, pages and all.</summary>
    internal string Public => _folder["public"];

    internal TemporaryFolder Folder => _folder;

    internal SiteOptions Options { get; set; } = new() { Name = "Community", MetadataLink = "metadata/", TargetsLink = "targets/", Events = [], Url = new Uri("https://community.example/") };

    /// <summary>A community as it may be: five projects, yanks, a block, descriptions, several versions of roles.</summary>
    internal static TestCommunity Lively()
    {
        var community = new TestCommunity();
        community.Project("greeter", "claimed", ["@alice", "@bob"], ["@bob", "@carol"], threshold: 2).Project("hammer", "new", ["@bob"], ["@bob"])
            .Project("json-parser", "claimed", ["@carol"], ["@carol"]).Project("quiet", "new", ["@carol"], ["@carol"]).Project("hammers", "new", ["@mallory"], ["@mallory"]);
        community.Release("greeter", "1.0.0", About("Says hello in many languages", -300) with { Yanked = new Yank("Says Helo", Now.AddDays(-290)) }, "greeter-1.0.0.sh").Publish();
        community.Release("greeter", "1.1.0", About("Says hello in many languages", -120), "greeter-1.1.0.sh").Release("hammer", "0.9.0", About("Drives nails", -100), "hammer-0.9.0.tar.gz").Publish();
        community.Release("greeter", "2.0.0", About("Says hello in many languages", -3), "greeter-2.0.0.sh", "greeter-2.0.0.tar.gz")
            .Readme("greeter", "2.0.0", Description)
            .Release("json-parser", "3.1.4", About("Reads JSON quickly, and refuses what is none", -20), "json_parser-3.1.4-py3-none-any.whl")
            .Release("json-parser", "3.0.0", About("Reads JSON quickly, and refuses what is none", -60) with { Deprecated = new Deprecation("Slow on long numbers", "json-parser@3.1", Now.AddDays(-15)) }, "json_parser-3.0.0.tar.gz")
            .Release("hammers", "1.0.0", About("Not the hammer you look for", -9), "hammers-1.0.0.sh")
            .Block("projects/hammers/*/*", "It deletes what it finds.")
            .Publish();
        return community;
    }

    internal static ReleaseData About(string description, int day) => new()
    {
        Description = description,
        Released = Now.AddDays(day),
        Licence = "MIT",
        Repository = "https://git.example.org/team/project",
        Tags = ["tools", "example"],
        Kind = "script",
        Platform = "any",
    };

    internal TestCommunity Project(string name, string vouching, string[] owners, string[] releasers, int threshold = 1)
    {
        Delegate(vouching, name, $"projects/{name}/*/*", terminating: vouching == "claimed");
        Delegate(name, $"{name}.releases", $"projects/{name}/*/*");
        Own(vouching, name, owners);
        Own(name, $"{name}.releases", releasers);
        Repository.SetThreshold($"{name}.releases", threshold, name);
        return this;
    }

    internal TestCommunity Release(string project, string version, ReleaseData data, params IReadOnlyList<string> files)
    {
        foreach (string file in files)
        {
            File(new ReleasePath(ProjectName.Parse(project), ReleaseVersion.Parse(version), file), Encoding.UTF8.GetBytes($"content of {file}"), data);
        }

        return this;
    }

    internal TestCommunity Readme(string project, string version, string text)
    {
        File(new ReleasePath(ProjectName.Parse(project), ReleaseVersion.Parse(version), "README.md"), Encoding.UTF8.GetBytes(text), new ReleaseData { Kind = "readme" });
        return this;
    }

    internal TestCommunity Block(string path, string reason)
    {
        Delegate("targets", "blocked", path, terminating: true);
        Delegations delegations = Repository.Targets.Delegations!;
        using var json = System.Text.Json.JsonDocument.Parse(System.Text.Json.JsonSerializer.Serialize(new Dictionary<string, object> { [path] = new { reason, since = "2029-12-25T00:00:00Z" } }));
        Repository.Targets = Repository.Targets with
        {
            Delegations = delegations with { Roles = [delegations.Roles![^1], .. delegations.Roles.SkipLast(1)] },
            UnknownFields = Repository.Targets.UnknownFields.With("x-playground-blocked", json.RootElement),
        };
        return this;
    }

    /// <summary>Publishes what was changed.</summary>
    internal TestCommunity Publish()
    {
        Repository.PublishThrough([.. _changed.Where(role => role != "targets"), .. _changed.Where(role => role == "targets")]);
        _changed.Clear();
        Repository.WriteTo(Public);
        return this;
    }

    internal RepositorySource Source(DateTimeOffset? time = null) => RepositorySource.OfFolder(Public, Repository.RootFile(), time ?? Now);

    /// <summary>Writes the pages, beside the repository unless a folder is named.</summary>
    internal Task<SiteResult> WriteAsync(string? folder = null, DateTimeOffset? time = null) =>
        new SiteGenerator(Options).WriteAsync(Source(time), folder ?? Public, Xunit.TestContext.Current.CancellationToken);

    internal string Page(string path) => System.IO.File.ReadAllText(Path.Combine(Public, path));

    internal void Touch(string role) => _changed.Add(role);

    public void Dispose() => _folder.Dispose();

    private const string Description = """
        # Greeter

        Greets **anyone** in the language of their choice.

        | language | greeting |
        |---|---|
        | English | Hello |
        | Esperanto | Saluton |

        ```
        greeter --language eo
        ```

        See [the manual](https://docs.example.org/greeter).
        """;

    private void File(ReleasePath path, byte[] content, ReleaseData data)
    {
        string role = path.Project.Value + ".releases";
        TargetFile file = Repository.AddArtifact(path.Target.Value, content, role);
        Repository[role] = Repository[role] with { Files = Repository[role].Files.With(path.Target, data.In(file)) };
        _changed.Add(role);
    }

    private void Delegate(string by, string role, string path, bool terminating = false)
    {
        Repository.Delegate(by, role, terminating, path);
        LetLive(by);
        LetLive(role);
        _changed.UnionWith([by, role]);
    }

    /// <summary>Version 2 of root says whose keys are whose, and how long roles live.</summary>
    private void PutNamesOnKeysOfRoot()
    {
        Root root = Repository.Root;
        var keys = new Dictionary<KeyId, Key>(root.Keys);
        var roles = new Dictionary<RoleName, Role>(root.Roles);
        foreach ((string role, string field, string value, int days) in ((string, string, string, int)[])
            [("root", "keyowner", "@alice", 365), ("targets", "keyowner", "@bob", 365), ("snapshot", "online-uri", "env:KEY", 250), ("timestamp", "online-uri", "env:KEY", 250)])
        {
            var name = RoleName.Parse(role);
            KeyId id = roles[name].KeyIds[0];
            keys[id] = keys[id] with { UnknownFields = keys[id].UnknownFields.With("x-playground-" + field, value) };
            roles[name] = roles[name] with { UnknownFields = roles[name].UnknownFields.With("x-playground-expiry-period", days) };
        }

        Repository.Root = root with { Keys = keys, Roles = roles, UnknownFields = root.UnknownFields.With("x-playground-expiry-period", 365) };
        Repository.Publish("root");
    }

    private void LetLive(string role) => Repository[role] = Repository[role] with { UnknownFields = Repository[role].UnknownFields.With("x-playground-expiry-period", 365) };

    /// <summary>Gives a role a key for each of its people, with their names on them.</summary>
    private void Own(string by, string role, params string[] owners)
    {
        foreach (string _ in owners.Skip(1))
        {
            Repository.AddKey(role, Repository.NewSigner(), by);
        }

        Delegations delegations = Repository[by].Delegations!;
        IReadOnlyList<KeyId> ids = delegations.FindRole(RoleName.Parse(role))!.KeyIds;
        var keys = new Dictionary<KeyId, Key>(delegations.Keys);
        for (int i = 0; i < owners.Length; i++)
        {
            keys[ids[i]] = keys[ids[i]] with { UnknownFields = keys[ids[i]].UnknownFields.With("x-playground-keyowner", owners[i]) };
        }

        Repository[by] = Repository[by] with { Delegations = delegations with { Keys = keys } };
    }
}
