using System.Text;
using Playground.Repository.Git;
using Playground.Repository.Publishing;
using Playground.Repository.Tests.Editing;
using Playground.Tuf.Client;
using Playground.Tuf.Model;

namespace Playground.Repository.Tests.Publishing;

/// <summary>The public directory, and clients of it.</summary>
public sealed class PublicationTests : TeamTest
{
    private static readonly HttpFetcher Fetcher = new();

    private string Public => Sandbox.PathOf("public");

    [Fact]
    public async Task A_client_downloads_what_was_published()
    {
        await BeginAsync(("a.txt", "one"), ("folder/b c.txt", "two"));
        await DelegateAsync();
        await ReleaseAsync(("rust/x.txt", "three"));
        await PublishAsync();
        await using var server = new FaultyHttpServer(Public);
        Updater client = Client(server);
        foreach ((string path, string text) in ((string, string)[])[("a.txt", "one"), ("folder/b c.txt", "two"), ("rust/x.txt", "three")])
        {
            Assert.Equal(text, await DownloadAsync(client, path));
        }
    }

    [Fact]
    public async Task Files_have_the_names_that_clients_expect()
    {
        await BeginAsync(("folder/a.txt", "one"));
        await PublishAsync();
        Assert.Equal(
            ["metadata/1.root.json", "metadata/1.snapshot.json", "metadata/1.targets.json", "metadata/timestamp.json", $"targets/folder/{Hash("one")}.a.txt"],
            Files());
        Assert.Equal(await Git.ReadFileAsync(Main!.Value, Layout.FileOf(RoleName.Targets), 1 << 20, Cancel), await File.ReadAllBytesAsync(Path("metadata/1.targets.json"), Cancel));
    }

    [Fact]
    public async Task Publishing_twice_leaves_every_file_alone()
    {
        await BeginAsync(("a.txt", "one"));
        PublicationResult first = await PublishAsync();
        var longAgo = new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        foreach (string file in Files()) File.SetLastWriteTimeUtc(Path(file), longAgo);
        PublicationResult second = await PublishAsync();
        Assert.Equal((5, 0, 0), (first.Written, first.Unchanged, first.Removed));
        Assert.Equal((0, 5, 0), (second.Written, second.Unchanged, second.Removed));
        Assert.All(Files(), file => Assert.Equal(longAgo, File.GetLastWriteTimeUtc(Path(file))));
    }

    [Fact]
    public async Task A_damaged_file_is_repaired()
    {
        await BeginAsync(("a.txt", "one"));
        await PublishAsync();
        await File.WriteAllTextAsync(Path($"targets/{Hash("one")}.a.txt"), "0ne", Cancel);
        await File.WriteAllTextAsync(Path("metadata/1.targets.json"), "{}", Cancel);
        Assert.Equal(2, (await PublishAsync()).Written);
        Assert.Equal("one", await File.ReadAllTextAsync(Path($"targets/{Hash("one")}.a.txt"), Cancel));
    }

    [Fact]
    public async Task Old_versions_stay_for_clients_in_the_middle_of_an_update()
    {
        await BeginAsync(("a.txt", "one"));
        await PublishAsync();
        await ReleaseAsync(("a.txt", "two"));
        await PublishAsync();
        Assert.Contains("metadata/1.targets.json", Files());
        Assert.Contains($"targets/{Hash("one")}.a.txt", Files());
    }

    [Fact]
    public async Task No_more_old_versions_stay_than_are_asked_for()
    {
        await BeginAsync(("a.txt", "one"));
        await PublishAsync();
        foreach (string text in (string[])["two", "three"])
        {
            await ReleaseAsync(("a.txt", text));
            await PublishAsync(new PublicationOptions { KeepVersions = 1 });
        }

        Assert.Equal(
            [
                "metadata/1.root.json", "metadata/2.snapshot.json", "metadata/2.targets.json", "metadata/3.snapshot.json", "metadata/3.targets.json",
                "metadata/timestamp.json", .. new[] { $"targets/{Hash("two")}.a.txt", $"targets/{Hash("three")}.a.txt" }.Order(StringComparer.Ordinal),
            ],
            Files());
        Assert.Throws<ArgumentOutOfRangeException>(() => new PublicationOptions { KeepVersions = 0 });
    }

    [Fact]
    public async Task Files_of_others_in_the_folder_are_not_touched()
    {
        await BeginAsync(("a.txt", "one"));
        foreach (string file in (string[])["index.html", "metadata/index.html", "targets/README"])
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path(file))!);
            await File.WriteAllTextAsync(Path(file), "mine", Cancel);
        }

        await PublishAsync(new PublicationOptions { KeepVersions = 1 });
        Assert.Equal("mine", await File.ReadAllTextAsync(Path("index.html"), Cancel));
        Assert.Equal("mine", await File.ReadAllTextAsync(Path("metadata/index.html"), Cancel));
        Assert.Equal("mine", await File.ReadAllTextAsync(Path("targets/README"), Cancel));
    }

    [Fact]
    public async Task What_was_not_signed_online_is_not_published()
    {
        await BeginAsync();
        await PublishAsync();
        Head = null;
        await ArtifactsAsync(("a.txt", "one"));
        await FinishAsync(await EditAsync());
        await MergeAsync(sign: false);
        string[] before = Files();
        Assert.Equal(RepositoryProblemCodes.NotUpToDate, await CodeOfAsync(() => PublishAsync()));
        Assert.Equal(before, Files());
    }

    [Fact]
    public async Task An_artifact_that_is_not_what_was_signed_is_not_published()
    {
        await BeginAsync(("a.txt", "one"));
        Head = Main;
        await ArtifactsAsync(("a.txt", "0ne"));
        await MergeAsync(sign: false);
        Assert.Equal(RepositoryProblemCodes.ArtifactMismatch, await CodeOfAsync(() => PublishAsync()));
        Assert.DoesNotContain(Files(), file => !file.StartsWith('.'));
        await ArtifactsAsync(("a.txt", null));
        await MergeAsync(sign: false);
        Assert.Equal(RepositoryProblemCodes.ArtifactMismatch, await CodeOfAsync(() => PublishAsync()));
    }

    [Fact]
    public async Task An_expired_repository_is_not_published_and_an_expired_project_does_not_stop_the_others()
    {
        await BeginAsync();
        await DelegateAsync();
        Now = Start.AddDays(4);
        Assert.Equal(RepositoryProblemCodes.NotVerified, await CodeOfAsync(() => PublishAsync()));

        Now = Start.AddDays(200);
        Head = Main;
        Repository.Editing.RepositoryEditor editor = await EditAsync();
        editor.Renew(RoleName.Root);
        editor.Renew(RoleName.Targets);
        await FinishAsync(editor);
        await MergeAsync();
        Now = Start.AddDays(366);
        await OnlineSignAsync();
        Assert.Contains("'rust' expired", Assert.Single((await PublishAsync()).Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_older_commit_does_not_replace_a_newer_one()
    {
        await BeginAsync(("a.txt", "one"));
        CommitId old = Main!.Value;
        await ReleaseAsync(("a.txt", "two"));
        await PublishAsync();
        Assert.Equal(RepositoryProblemCodes.WentBack, await CodeOfAsync(() => new Publication(Git, Public).WriteAsync(old, Now, Cancel)));
    }

    [Fact]
    public async Task One_process_publishes_at_a_time()
    {
        await BeginAsync();
        Directory.CreateDirectory(Path(".publishing"));
        await using (new FileStream(Path(".publishing/lock"), FileMode.Create, FileAccess.ReadWrite, FileShare.None))
        {
            Assert.Equal(RepositoryProblemCodes.PublishBusy, await CodeOfAsync(() => PublishAsync()));
        }

        await PublishAsync();
    }

    [Fact]
    public async Task Killed_before_any_step_it_leaves_clients_working_and_the_next_run_succeeds()
    {
        await BeginAsync(("a.txt", "one"));
        await PublishAsync();
        await ReleaseAsync(("a.txt", "two"), ("b.txt", "three"));
        string old = Sandbox.PathOf("old");
        Directory.Move(Public, old);
        await using var server = new FaultyHttpServer(Public);
        int steps = await CountStepsAsync(old);
        Assert.True(steps > 8);
        for (int step = 0; step < steps; step++)
        {
            Reset(old);
            int left = step;
            var cut = new Publication(Git, Public, new PublicationOptions { KeepVersions = 1 }) { BeforeStep = _ => Power(left-- > 0) };
            await Assert.ThrowsAsync<PowerCutException>(() => cut.WriteAsync(Main!.Value, Now, Cancel));
            string seen = await DownloadAsync(Client(server), "a.txt");
            Assert.True(seen is "one" or "two", seen);
            await PublishAsync(new PublicationOptions { KeepVersions = 1 });
            Assert.Equal("two", await DownloadAsync(Client(server), "a.txt"));
            Assert.DoesNotContain(Files(), file => file.StartsWith(".publishing", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_client_that_reads_at_every_step_never_fails_even_in_the_middle_of_its_update()
    {
        await BeginAsync(("a.txt", "one"));
        await DelegateAsync();
        await ReleaseAsync(("rust/x.txt", "1"));
        await PublishAsync();
        await ReleaseAsync(("a.txt", "two"), ("rust/x.txt", "2"));
        await using var server = new FaultyHttpServer(Public);
        var halfway = new List<Updater>();
        var publication = new Publication(Git, Public, new PublicationOptions { KeepVersions = 1 })
        {
            BeforeStep = _ =>
            {
                Updater client = Client(server);
                client.RefreshAsync(Cancel).GetAwaiter().GetResult();
                halfway.Add(client);
                Assert.Contains(DownloadAsync(Client(server), "rust/x.txt").GetAwaiter().GetResult(), (string[])["1", "2"]);
            },
        };
        await publication.WriteAsync(Main!.Value, Now, Cancel);
        foreach (Updater client in halfway) Assert.Contains(await DownloadAsync(client, "rust/x.txt"), (string[])["1", "2"]);
        Assert.True(halfway.Count > 8);
    }

    [Fact]
    public async Task A_role_with_an_odd_name_is_found_by_its_url()
    {
        await BeginAsync();
        RoleName odd = RoleName.Parse("größe 1%");
        await DelegateAsync(role: odd, paths: "odd/*");
        await ReleaseAsync(("odd/x.txt", "1"));
        await PublishAsync();
        Assert.Contains("metadata/2.gr%C3%B6%C3%9Fe%201%25.json", Files());
        await using var server = new FaultyHttpServer(Public);
        Assert.Equal("1", await DownloadAsync(Client(server), "odd/x.txt"));
    }

    [Fact]
    public async Task A_smoke_test_visits_every_role_and_downloads_one_artifact_of_each()
    {
        await BeginAsync(("a.txt", "one"), ("b.txt", "two"));
        await DelegateAsync();
        await ReleaseAsync(("rust/x.txt", "three"));
        await PublishAsync();
        await using var server = new FaultyHttpServer(Public);
        SmokeReport report = await SmokeTest.RunAsync(await SmokeAsync(server), Cancel);
        Assert.True(report.Passed, string.Join('\n', report.Problems));
        Assert.Equal(2, report.Words.Count(word => word.StartsWith("downloaded", StringComparison.Ordinal)));

        SmokeReport soon = await SmokeTest.RunAsync(await SmokeAsync(server) with { Margin = TimeSpan.FromDays(4) }, Cancel);
        Assert.Equal(RepositoryProblemCodes.ExpiresSoon, Assert.Single(soon.Problems).Code);
        server.Inject($"/targets/rust/{Hash("three")}.x.txt", HttpFault.CutOff(1));
        Assert.False((await SmokeTest.RunAsync(await SmokeAsync(server), Cancel)).Passed);
    }

    private static string Hash(string text) => TargetFile.Describe(Encoding.UTF8.GetBytes(text)).Hashes.Sha256!;

    private static void Power(bool on)
    {
        if (!on) throw new PowerCutException();
    }

    private string Path(string name) => System.IO.Path.Combine(Public, name);

    private string[] Files() => !Directory.Exists(Public) ? [] : [.. Directory.EnumerateFiles(Public, "*", SearchOption.AllDirectories)
        .Select(file => System.IO.Path.GetRelativePath(Public, file).Replace('\\', '/')).Where(file => file != ".publishing/lock").Order(StringComparer.Ordinal)];

    private Task<PublicationResult> PublishAsync(PublicationOptions? options = null) => new Publication(Git, Public, options).WriteAsync(Main!.Value, Now, Cancel);

    private async Task<int> CountStepsAsync(string old)
    {
        Reset(old);
        int steps = 0;
        await new Publication(Git, Public, new PublicationOptions { KeepVersions = 1 }) { BeforeStep = _ => steps++ }.WriteAsync(Main!.Value, Now, Cancel);
        return steps;
    }

    private void Reset(string old)
    {
        if (Directory.Exists(Public)) Directory.Delete(Public, recursive: true);
        foreach (string file in Directory.EnumerateFiles(old, "*", SearchOption.AllDirectories))
        {
            string copy = Path(System.IO.Path.GetRelativePath(old, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private Updater Client(FaultyHttpServer server)
    {
        string folder = Sandbox.PathOf("client-" + System.IO.Path.GetRandomFileName());
        Updater.TrustRoot(folder, File.ReadAllBytes(Path("metadata/1.root.json")));
        return new Updater(new UpdaterOptions
        {
            MetadataDirectory = folder,
            MetadataUrl = server.UriOf("metadata/"),
            TargetsUrl = server.UriOf("targets/"),
            Fetcher = Fetcher,
            TimeProvider = new ManualTimeProvider(Now),
        });
    }

    private async Task<string> DownloadAsync(Updater client, string path)
    {
        FoundTarget found = await client.FindTargetAsync(TargetPath.Parse(path), Cancel) ?? throw new InvalidOperationException($"{path} is not there.");
        string file = Sandbox.PathOf("download-" + System.IO.Path.GetRandomFileName());
        await client.DownloadAsync(found, file, cancellationToken: Cancel);
        return await File.ReadAllTextAsync(file, Cancel);
    }

    private async Task<SmokeTestOptions> SmokeAsync(FaultyHttpServer server) => new()
    {
        MetadataUrl = server.UriOf("metadata/"),
        TargetsUrl = server.UriOf("targets/"),
        TrustedRoot = await File.ReadAllBytesAsync(Path("metadata/1.root.json"), Cancel),
        Fetcher = Fetcher,
        TimeProvider = new ManualTimeProvider(Now),
    };

    private sealed class PowerCutException : Exception;
}
