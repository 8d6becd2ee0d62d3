using System.Text;
using Playground.Repository.Git;

namespace Playground.Repository.Tests.Git;

/// <summary>A test with a forge, and a clone of it in which somebody works.</summary>
public abstract class GitTest : IAsyncDisposable
{
    protected static readonly DateTimeOffset Time = new(2030, 6, 1, 12, 0, 0, TimeSpan.Zero);
    protected static readonly GitIdentity Robot = GitIdentity.Of("playground", "robot@example.org");
    protected static readonly BranchName Main = BranchName.Parse("main");

    private readonly List<GitRepository> _open = [];
    private readonly Lazy<GitClone> _alice;

    protected GitTest(string objectFormat = "sha1")
    {
        Sandbox = new GitSandbox(objectFormat);
        _alice = new Lazy<GitClone>(() => Sandbox.Clone("alice"));
    }

    protected GitSandbox Sandbox { get; }

    protected GitFolder Forge => Sandbox.Forge;

    protected GitClone Alice => _alice.Value;

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected GitSettings Settings => new() { Environment = Sandbox.Environment, Timeout = TimeSpan.FromMinutes(1) };

    public async ValueTask DisposeAsync()
    {
        foreach (GitRepository repository in _open) await repository.DisposeAsync();
        Sandbox.Dispose();
        GC.SuppressFinalize(this);
    }

    protected async Task<GitRepository> OpenAsync(GitFolder folder, GitSettings? settings = null)
    {
        GitRepository repository = await GitRepository.OpenAsync(folder.Path, settings ?? Settings, Cancel);
        _open.Add(repository);
        return repository;
    }

    protected static GitPath Path(string text) => GitPath.Parse(text);

    protected static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    protected static GitEdit Write(string path, string text) => GitEdit.Write(Path(path), Bytes(text));

    protected static CommitId Id(string commit) => CommitId.Parse(commit);

    protected static async Task<string?> TextAsync(GitRepository repository, CommitId commit, string path) =>
        await repository.ReadFileAsync(commit, Path(path), 1 << 20, Cancel) is { } bytes ? Encoding.UTF8.GetString(bytes) : null;

    /// <summary>A tree object of any entries whatsoever; raw bytes of names as Latin-1.</summary>
    protected static string MakeTree(GitFolder folder, params (string Mode, string Name, string Id)[] entries)
    {
        byte[] tree = [.. entries.SelectMany(entry => Encoding.Latin1.GetBytes($"{entry.Mode} {entry.Name}\0").Concat(Convert.FromHexString(entry.Id)))];
        return folder.Git(tree, "hash-object", "-t", "tree", "-w", "--literally", "--stdin");
    }

    protected static CommitId CommitTree(GitFolder folder, string tree) =>
        Id(folder.Git("-c", "user.name=x", "-c", "user.email=x@example.org", "commit-tree", "-m", "forged", tree));

    protected static async Task<string> CodeOfAsync(Func<Task> action) => (await Assert.ThrowsAsync<TufException>(action)).Code;
}
