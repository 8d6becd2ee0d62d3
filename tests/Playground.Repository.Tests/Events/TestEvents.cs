using System.Text;
using Playground.Repository.Events;
using Playground.Repository.Git;
using Playground.Repository.Rules;
using Playground.Tuf.Model;

namespace Playground.Repository.Tests.Events;

/// <summary>
/// A healthy repository and a signing event on it, on real git. Root and targets are signed by @alice and @bob, both of them; targets delegates
/// <c>alpha/*</c> to @carol and <c>beta/*</c> to @dave and @erin, both of them; each role has an artifact. A test edits the proposed files; an edited role
/// gets the next version, a year to live, and the signatures of everybody who may sign. What it then breaks is its own business.
/// </summary>
public sealed class TestEvents : IAsyncDisposable
{
    public const string Name = "sign/test";

    /// <summary>When events are judged.</summary>
    public static readonly DateTimeOffset Time = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static readonly Periods Year = new(365, 60);

    private readonly GitSandbox _sandbox = new();
    private readonly SortedDictionary<string, TestFile> _files = new(StringComparer.Ordinal);
    private CommitId? _base;
    private GitRepository? _git;

    private TestEvents()
    {
    }

    public GitFolder Forge => _sandbox.Forge;

    /// <summary>Where the event begins.</summary>
    public CommitId? Base => _base;

    /// <summary>The proposed files by path, which is bytes as Latin-1.</summary>
    public IDictionary<string, TestFile> Files => _files;

    /// <summary>A healthy repository on main, an event that changes nothing yet.</summary>
    /// <param name="prepare">Changes to what is on main.</param>
    public static TestEvents Healthy(Action<TestEvents>? prepare = null)
    {
        TestEvents events = Empty();
        events.AddRepository();
        prepare?.Invoke(events);
        return events.Merge();
    }

    /// <summary>A main branch without a repository, and an event that is to begin one.</summary>
    public static TestEvents Empty() => new();

    /// <summary>Takes what is proposed so far as known good.</summary>
    public TestEvents Merge()
    {
        _base = TestCommit.Write(Forge, "main", _files, _base);
        return this;
    }

    /// <summary>Proposes the files of a healthy repository in its first version, but for those that the CI makes.</summary>
    public TestEvents AddOfflineRoles()
    {
        Write("root", NewRoot(), [TestPerson.Alice, TestPerson.Bob]);
        Add("readme.txt", "alpha/one.txt", "beta/two.txt");
        Write("targets", NewTargets("readme.txt") with { Delegations = NewDelegations() }, [TestPerson.Alice, TestPerson.Bob]);
        Write("alpha", NewTargets("alpha/one.txt"), [TestPerson.Carol]);
        Write("beta", NewTargets("beta/two.txt"), [TestPerson.Dave, TestPerson.Erin]);
        return this;
    }

    /// <summary>Proposes artifacts whose content is their path.</summary>
    public TestEvents Add(params IEnumerable<string> paths)
    {
        foreach (string path in paths)
        {
            _files["targets/" + TestCommit.Name(path)] = TestFile.Of(path);
        }

        return this;
    }

    public TestEvents Put(string path, TestFile? file)
    {
        if (file is null)
        {
            _files.Remove(path);
        }
        else
        {
            _files[path] = file;
        }

        return this;
    }

    /// <summary>The proposed metadata of a role.</summary>
    public T Read<T>(string role)
        where T : Signed, ISigned<T> => Metadata.Parse<T>(_files[FileOf(role)].Content).Signed;

    /// <summary>Edits a role: next version, a year to live, unless the edit says otherwise; signed by everybody who may sign it now.</summary>
    public TestEvents Edit<T>(string role, Func<T, T> edit)
        where T : Signed, ISigned<T>
    {
        T now = Read<T>(role);
        T next = edit((T)(object)(now with { Version = now.Version + 1, Expires = Time.AddDays(365) }));
        return Write(role, next, SignersOf(role, next));
    }

    /// <summary>The same for a targets role.</summary>
    public TestEvents Edit(string role, Func<Targets, Targets> edit) => Edit<Targets>(role, edit);

    /// <summary>Edits what targets delegates.</summary>
    public TestEvents EditDelegation(string role, Func<DelegatedRole, DelegatedRole> edit, params IEnumerable<TestPerson> newKeys) => Edit("targets", targets => targets with
    {
        Delegations = targets.Delegations! with
        {
            Keys = targets.Delegations.Keys.Concat(TestPerson.KeysOf(newKeys)).DistinctBy(key => key.Key).ToDictionary(),
            Roles = [.. targets.Delegations.Roles!.Select(known => known.Name.Value == role ? edit(known) : known)],
        },
    });

    /// <summary>Edits one of root's roles.</summary>
    public TestEvents EditRootRole(string role, Func<Role, Role> edit, params IEnumerable<TestPerson> newKeys) => Edit<Root>("root", root => root with
    {
        Keys = root.Keys.Concat(TestPerson.KeysOf(newKeys)).DistinctBy(key => key.Key).ToDictionary(),
        Roles = root.Roles.ToDictionary(known => known.Key, known => known.Key.Value == role ? edit(known.Value) : known.Value),
    });

    /// <summary>Lists artifacts of the event in a role.</summary>
    public TestEvents List(string role, params IEnumerable<string> paths) =>
        Edit(role, targets => targets with { Files = paths.Aggregate(targets.Files, (files, path) => files.With(TargetPath.Parse(path), Describe(path))) });

    /// <summary>Proposes a role's metadata as it is given, signed by the people given.</summary>
    public TestEvents Write(string role, Signed signed, params IEnumerable<TestPerson> signers)
    {
        byte[] file = SignedFile.Of(signed, [.. signers.Select(person => person.Signer)]);
        _files[FileOf(role)] = TestFile.Of(file);
        if (signed is Root)
        {
            _files[FormattableString.Invariant($"metadata/root_history/{signed.Version}.root.json")] = TestFile.Of(file);
        }

        return this;
    }

    /// <summary>Takes the signatures of some people away from what is proposed of a role.</summary>
    public TestEvents Unsign<T>(string role, params IEnumerable<TestPerson> people)
        where T : Signed, ISigned<T>
    {
        T signed = Read<T>(role);
        return Write(role, signed, SignersOf(role, signed).Except(people));
    }

    public TestEvents Invite(string person, string role) => Put("metadata/.signing-event-state", TestFile.Of(
        EventState.None.Invite(Signer.Parse(person), RoleName.Parse(role)).ToBytes()!));

    /// <summary>Commits what is proposed and reads the event.</summary>
    public async Task<SigningEvent> ReadAsync(DateTimeOffset? time = null)
    {
        CommitId head = TestCommit.Write(Forge, Name, _files, _base);
        _git ??= await GitRepository.OpenAsync(Forge.Path, new GitSettings { Environment = _sandbox.Environment }, TestContext.Current.CancellationToken);
        return await BothReadings.ReadAsync(_git, _base, head, time ?? Time);
    }

    /// <summary>Commits what is proposed and judges it.</summary>
    public async Task<EventVerdict> JudgeAsync(DateTimeOffset? time = null, IReadOnlyList<IRule>? rules = null) => Judge.Verdict(await ReadAsync(time), Name, rules);

    public async ValueTask DisposeAsync()
    {
        if (_git is not null)
        {
            await _git.DisposeAsync();
        }

        _sandbox.Dispose();
    }

    /// <summary>Targets metadata in its first version that lists artifacts whose content is their path.</summary>
    public static Targets NewTargets(params IEnumerable<string> paths) => new()
    {
        Expires = Time.AddDays(300),
        UnknownFields = CustomFields.New.WithPeriods(Tuf.Json.JsonFields.Empty, Year),
        Files = TargetFiles.From(paths.Select(path => KeyValuePair.Create(TargetPath.Parse(path), Describe(path)))),
    };

    public static DelegatedRole NewDelegation(string role, string path, params IEnumerable<TestPerson> people) => new()
    {
        Name = RoleName.Parse(role),
        KeyIds = [.. people.Select(person => person.KeyId)],
        Threshold = Math.Max(1, people.Count()),
        Terminating = true,
        Paths = [PathPattern.Parse(path)],
    };

    public static TargetFile Describe(string content) => TargetFile.Describe(Encoding.UTF8.GetBytes(content));

    private static string FileOf(string role) => role.StartsWith("bin-", StringComparison.Ordinal) ? $"metadata/bins/{role[4..]}/{role}.json" : $"metadata/{role}.json";

    private void AddRepository()
    {
        AddOfflineRoles();
        var meta = MetaFiles.Empty;
        foreach (string role in new[] { "targets", "alpha", "beta" })
        {
            meta = meta.With(RoleName.Parse(role), new MetaFile { Version = 1 });
        }

        Write("snapshot", new Snapshot { Expires = Time.AddDays(300), Meta = meta }, [TestPerson.Ci]);
        Write("timestamp", new Timestamp { Expires = Time.AddDays(1), Snapshot = new MetaFile { Version = 1 } }, [TestPerson.Ci]);
    }

    private static Root NewRoot() => new()
    {
        Expires = Time.AddDays(300),
        UnknownFields = CustomFields.New.WithPeriods(Tuf.Json.JsonFields.Empty, Year),
        Keys = TestPerson.KeysOf(TestPerson.Alice, TestPerson.Bob, TestPerson.Ci),
        Roles = new Dictionary<RoleName, Role>
        {
            [RoleName.Root] = new Role { KeyIds = [TestPerson.Alice.KeyId, TestPerson.Bob.KeyId], Threshold = 2 },
            [RoleName.Targets] = new Role { KeyIds = [TestPerson.Alice.KeyId, TestPerson.Bob.KeyId], Threshold = 2 },
            [RoleName.Snapshot] = OnlineRole(Year),
            [RoleName.Timestamp] = OnlineRole(new Periods(4, 2)),
        },
    };

    private static Role OnlineRole(Periods periods) => new()
    {
        KeyIds = [TestPerson.Ci.KeyId],
        Threshold = 1,
        UnknownFields = CustomFields.New.WithPeriods(Tuf.Json.JsonFields.Empty, periods),
    };

    private static Delegations NewDelegations() => new()
    {
        Keys = TestPerson.KeysOf(TestPerson.Carol, TestPerson.Dave, TestPerson.Erin),
        Roles = [NewDelegation("alpha", "alpha/*", TestPerson.Carol), NewDelegation("beta", "beta/*", TestPerson.Dave, TestPerson.Erin)],
    };

    /// <summary>Everybody whose key the role's delegators name; for root, the root before as well.</summary>
    private IEnumerable<TestPerson> SignersOf(string role, Signed signed)
    {
        var name = RoleName.Parse(role);
        IEnumerable<Signed> delegators = [.. _files.Where(file => file.Key.EndsWith(".json", StringComparison.Ordinal)).Select(file => Delegator(file.Value)).OfType<Signed>(), signed];
        HashSet<KeyId> keys =
        [
            .. delegators.Select(known => known is Root root ? root.FindRole(name) : (known as Targets)?.Delegations?.FindRole(name)).OfType<Role>().SelectMany(known => known.KeyIds),
        ];
        return TestPerson.All.Where(person => keys.Contains(person.KeyId));
    }

    private static Signed? Delegator(TestFile file) =>
        (Signed?)Metadata.TryParse<Root>(file.Content, out _)?.Signed ?? Metadata.TryParse<Targets>(file.Content, out _)?.Signed;
}
