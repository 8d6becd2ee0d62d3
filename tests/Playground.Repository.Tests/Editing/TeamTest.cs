using System.Security.Cryptography;
using System.Text;
using Playground.Repository.Editing;
using Playground.Repository.Events;
using Playground.Repository.Git;
using Playground.Repository.Publishing;
using Playground.Repository.Tests.Events;
using Playground.Tuf.Keys;
using Playground.Tuf.Model;

namespace Playground.Repository.Tests.Editing;

/// <summary>A repository with people: keys by name, commits of what editors hand out, main and events as commits.</summary>
public abstract class TeamTest : IAsyncDisposable
{
    protected const string OnlineUri = "env:ONLINE_KEY";

    protected static readonly DateTimeOffset Start = new(2030, 6, 1, 12, 0, 0, TimeSpan.Zero);
    protected static readonly GitIdentity Robot = GitIdentity.Of("playground", "robot@example.org");
    protected static readonly Signer Alice = Signer.Parse("@alice");
    protected static readonly Signer Bob = Signer.Parse("@bob");
    protected static readonly Signer Carol = Signer.Parse("@carol");
    protected static readonly RoleName Rust = RoleName.Parse("rust");
    protected static readonly Periods Year = new(365, 60);

    private readonly Dictionary<string, InMemorySigner> _keys = [];
    private GitRepository? _git;
    private int _commits;

    protected GitSandbox Sandbox { get; } = new();

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected GitRepository Git => _git!;

    protected DateTimeOffset Now { get; set; } = Start;

    /// <summary>The known good commit, once there is one.</summary>
    protected CommitId? Main { get; set; }

    /// <summary>The last commit of the event.</summary>
    protected CommitId? Head { get; set; }

    protected InMemorySigner Online => KeyOf("online");

    public async ValueTask DisposeAsync()
    {
        if (_git is not null) await _git.DisposeAsync();
        foreach (InMemorySigner key in _keys.Values) key.Dispose();
        Sandbox.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>The key of a person, or of anything else; always the same for the same name.</summary>
    protected InMemorySigner KeyOf(string name) =>
        _keys.TryGetValue(name, out InMemorySigner? key) ? key : _keys[name] = Ed25519Signer.FromSeed(SHA256.HashData(Encoding.UTF8.GetBytes(name)));

    protected InMemorySigner KeyOf(Signer person) => KeyOf(person.Name);

    protected async Task OpenAsync() => _git ??= await GitRepository.OpenAsync(
        Sandbox.Forge.Path, new GitSettings { Environment = Sandbox.Environment, Timeout = TimeSpan.FromMinutes(1) }, Cancel);

    protected Task<RepositoryView> ViewAsync(CommitId? commit = null) => RepositoryView.ReadAsync(Git, commit ?? Head!.Value, cancellationToken: Cancel);

    /// <summary>An editor of the event as it is now.</summary>
    protected async Task<RepositoryEditor> EditAsync() => new(
        Main is { } main ? await ViewAsync(main) : null, Head is { } head ? await ViewAsync(head) : null, Now);

    /// <summary>Edits the event and commits.</summary>
    protected async Task<CommitId> EditAsync(Action<RepositoryEditor> edit)
    {
        RepositoryEditor editor = await EditAsync();
        edit(editor);
        return await CommitAsync(editor.Edits);
    }

    /// <summary>An editor of the event after an edit that is not committed yet.</summary>
    protected async Task<RepositoryEditor> EditedAsync(Action<RepositoryEditor> edit)
    {
        RepositoryEditor editor = await EditAsync();
        edit(editor);
        return editor;
    }

    protected async Task<CommitId> CommitAsync(IReadOnlyList<GitEdit> edits)
    {
        CommitId[] parents = Head is { } head ? [head] : Main is { } main ? [main] : [];
        Head = await Git.CommitAsync(parents, edits, $"Change {++_commits}", Robot, Now, cancellationToken: Cancel);
        return Head.Value;
    }

    /// <summary>Puts or removes artifacts.</summary>
    protected Task<CommitId> ArtifactsAsync(params (string Path, string? Text)[] files) => CommitAsync([.. files.Select(file =>
        file.Text is null ? GitEdit.Remove(GitPath.Parse("targets/" + file.Path)) : GitEdit.Write(GitPath.Parse("targets/" + file.Path), Encoding.UTF8.GetBytes(file.Text)))]);

    /// <summary>Brings metadata in line with artifacts.</summary>
    protected async Task<CommitId> UpdateTargetsAsync()
    {
        RepositoryEditor editor = await EditAsync();
        await editor.UpdateTargetsAsync(Git, Cancel);
        return await CommitAsync(editor.Edits);
    }

    /// <summary>Everybody given signs all that waits for them.</summary>
    protected async Task SignAsync(params Signer[] people)
    {
        RepositoryEditor editor = await EditAsync();
        foreach (Signer person in people)
        {
            foreach (RoleName role in editor.RolesToSign(person)) await editor.SignAsync(role, KeyOf(person), Cancel);
        }

        await CommitAsync(editor.Edits);
    }

    /// <summary>Merges: the event becomes known good, and the CI signs.</summary>
    protected async Task<CommitId> MergeAsync(bool sign = true)
    {
        Main = Head;
        if (!sign) return Main!.Value;
        await OnlineSignAsync();
        return Main!.Value;
    }

    protected async Task<OnlineChange> OnlineSignAsync(CommitId? published = null, bool force = false)
    {
        OnlineChange change = await Signing().SignAsync(Main!.Value, Now, published, force, Cancel);
        Head = Main;
        if (change.Edits.Count > 0) Main = await CommitAsync(change.Edits);
        return change;
    }

    protected OnlineSigner Signing() => new(Git, (uri, key, _) =>
        uri == OnlineUri && key.Fingerprint == Online.PublicKey.Fingerprint ? ValueTask.FromResult<ISigner>(Online)
        : uri == OnlineUri + "2" ? ValueTask.FromResult<ISigner>(KeyOf("online2"))
        : throw new TufException(ProblemCodes.UnusableKey, $"There is no key at '{uri}'."));

    protected NewRepository Plan(params Signer[] people) => new(
        new RoleSettings(people, people.Length, Year),
        new RoleSettings([Alice], 1, Year),
        new OnlineSettings(Online.PublicKey, OnlineUri, new Periods(365, 60), new Periods(4, 2)));

    /// <summary>A repository on main: root signed by alice and bob, targets by alice.</summary>
    protected async Task BeginAsync(params (string Path, string Text)[] files)
    {
        await OpenAsync();
        if (files.Length > 0) await ArtifactsAsync([.. files]);
        RepositoryEditor editor = await EditAsync();
        editor.Begin(Plan(Alice, Bob));
        editor.AcceptInvitation(Alice, RoleName.Root, KeyOf(Alice).PublicKey);
        editor.AcceptInvitation(Alice, RoleName.Targets, KeyOf(Alice).PublicKey);
        editor.AcceptInvitation(Bob, RoleName.Root, KeyOf(Bob).PublicKey);
        await FinishAsync(editor);
        await MergeAsync();
    }

    /// <summary>Brings artifacts in line, everybody signs what waits for them, one commit.</summary>
    protected async Task FinishAsync(RepositoryEditor editor)
    {
        await editor.UpdateTargetsAsync(Git, Cancel);
        foreach (Signer person in (Signer[])[Alice, Bob, Carol])
        {
            foreach (RoleName role in editor.RolesToSign(person)) await editor.SignAsync(role, KeyOf(person), Cancel);
        }

        await CommitAsync(editor.Edits);
        await RequireVerifiedAsync();
    }

    /// <summary>Every rule agrees with the event, and everybody has signed.</summary>
    protected async Task RequireVerifiedAsync()
    {
        EventVerdict verdict = Judge.Verdict(await BothReadings.ReadAsync(Git, Main, Head!.Value, Now), "sign/test");
        Assert.True(verdict.IsVerified, VerdictJson.Write(verdict));
    }

    /// <summary>Publishes files of the top-level targets, signed by alice.</summary>
    protected async Task ReleaseAsync(params (string Path, string? Text)[] files)
    {
        Head = Main;
        await ArtifactsAsync(files);
        await FinishAsync(await EditAsync());
        await MergeAsync();
    }

    /// <summary>A delegated role on main, signed by carol.</summary>
    protected async Task DelegateAsync(RoleName? delegator = null, RoleName? role = null, params string[] paths)
    {
        Head = Main;
        RoleName name = role ?? Rust;
        RolePaths trusted = paths.Length == 0 ? RolePaths.Usual(name) : new RolePaths([.. paths.Select(PathPattern.Parse)]);
        RepositoryEditor editor = await EditAsync();
        editor.CreateRole(delegator ?? RoleName.Targets, name, trusted, new RoleSettings([Carol], 1, Year));
        if (editor.InvitationsOf(Carol).Count > 0) editor.AcceptInvitation(Carol, name, KeyOf(Carol).PublicKey);
        await FinishAsync(editor);
        await MergeAsync();
    }

    protected async Task<string?> TextAsync(string path, CommitId? commit = null) =>
        await Git.ReadFileAsync(commit ?? Head!.Value, GitPath.Parse(path), 1 << 20, Cancel) is { } bytes ? Encoding.UTF8.GetString(bytes) : null;

    protected async Task<T> ReadAsync<T>(RoleName role, CommitId? commit = null)
        where T : Signed => (await ViewAsync(commit)).Find<T>(role) ?? throw new InvalidOperationException($"{role} is not there.");

    protected static async Task<string> CodeOfAsync(Func<Task> action) => (await Assert.ThrowsAsync<TufException>(action)).Code;

    protected static string CodeOf(Action action) => Assert.Throws<TufException>(action).Code;
}
