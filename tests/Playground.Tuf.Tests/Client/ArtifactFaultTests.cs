using Playground.Testing;
using Playground.Tuf.Client;
using Playground.Tuf.Model;
using Xunit;

namespace Playground.Tuf.Tests.Client;

/// <summary>Trouble on the way to an artifact: nothing of it is left, the file that was there stays, and the next try succeeds.</summary>
public sealed class ArtifactFaultTests
{
    private static readonly byte[] Content = [.. Enumerable.Range(0, 5000).Select(i => (byte)(i * 31))];
    private static readonly byte[] Other = [.. Content.Reverse()];

    private static readonly Dictionary<string, (HttpFault Fault, string Code, int Requests)> Faults = new(StringComparer.Ordinal)
    {
        ["cut off"] = (HttpFault.CutOff(1000), ProblemCodes.FetchInterrupted, 2),
        ["reset in the body"] = (HttpFault.ResetInBody(1000), ProblemCodes.FetchInterrupted, 2),
        ["endless"] = (HttpFault.Endless, ProblemCodes.TargetMismatch, 1),
        ["endless chunks"] = (HttpFault.EndlessChunked, ProblemCodes.TargetMismatch, 1),
        ["more announced than signed"] = (HttpFault.WrongLength(1), ProblemCodes.TargetMismatch, 1),
        ["less announced than signed"] = (HttpFault.WrongLength(-1), ProblemCodes.TargetMismatch, 1),
        ["empty"] = (HttpFault.EmptyBody, ProblemCodes.TargetMismatch, 1),
        ["not there"] = (HttpFault.Status(404), ProblemCodes.FetchNotFound, 1),
        ["forbidden"] = (HttpFault.Status(403), ProblemCodes.FetchForbidden, 1),
        ["an error always"] = (HttpFault.Status(500), ProblemCodes.FetchFailed, 3),
        ["no HTTP"] = (HttpFault.Garbage, ProblemCodes.FetchFailed, 1),
        ["redirected in circles"] = (HttpFault.Redirect("/loop"), ProblemCodes.FetchBadRedirect, 1),
        ["redirected to another file of that length"] = (HttpFault.Redirect("/other"), ProblemCodes.TargetMismatch, 1),
        ["short, in chunks"] = (Chunked(Content[..^1]), ProblemCodes.TargetMismatch, 1),
        ["long, in chunks"] = (Chunked([.. Content, 0]), ProblemCodes.TargetMismatch, 1),
        ["other bytes, in chunks"] = (Chunked(Other), ProblemCodes.TargetMismatch, 1),
    };

    public static TheoryData<string> EveryFault() => [.. Faults.Keys];

    [Theory]
    [MemberData(nameof(EveryFault))]
    public async Task A_bad_answer_leaves_nothing_behind(string name)
    {
        await using var scenario = new Scenario();
        (Updater client, FoundTarget target, string path) = await FoundAsync(scenario);
        (HttpFault fault, string code, int requests) = Faults[name];
        string url = scenario.Repository.ArtifactPathOf("file.bin", Content);
        scenario.Server.Inject(url, fault).Inject("/loop", HttpFault.Redirect("/loop"));
        scenario.Server.Files["/other"] = Other;

        TufException refused = await Assert.ThrowsAsync<TufException>(() => client.DownloadAsync(target, path, cancellationToken: scenario.Cancel));
        Assert.Equal(code, refused.Code);
        Assert.Equal(requests, scenario.Server.Requests.Count(request => request.Path == url));
        Assert.False(Directory.Exists(scenario.Folder["downloads"]) && Directory.EnumerateFileSystemEntries(scenario.Folder["downloads"]).Any());

        scenario.Server.Heal();
        await client.DownloadAsync(target, path, cancellationToken: scenario.Cancel);
        Assert.Equal(Content, await File.ReadAllBytesAsync(path, scenario.Cancel));
        Assert.Single(Directory.EnumerateFileSystemEntries(scenario.Folder["downloads"]));
    }

    [Theory]
    [MemberData(nameof(EveryFault))]
    public async Task A_bad_answer_does_not_harm_the_file_that_is_there(string name)
    {
        await using var scenario = new Scenario();
        (Updater client, FoundTarget target, string path) = await FoundAsync(scenario);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, "an older version", scenario.Cancel);
        scenario.Server.Inject(scenario.Repository.ArtifactPathOf("file.bin", Content), Faults[name].Fault).Inject("/loop", HttpFault.Redirect("/loop"));
        scenario.Server.Files["/other"] = Other;

        await Assert.ThrowsAsync<TufException>(() => client.DownloadAsync(target, path, cancellationToken: scenario.Cancel));
        Assert.Equal("an older version", await File.ReadAllTextAsync(path, scenario.Cancel));
        Assert.Single(Directory.EnumerateFileSystemEntries(scenario.Folder["downloads"]));
    }

    [Theory]
    [InlineData("cut off")]
    [InlineData("reset in the body")]
    [InlineData("an error always")]
    public async Task Trouble_that_passes_is_not_noticed(string name)
    {
        await using var scenario = new Scenario();
        (Updater client, FoundTarget target, string path) = await FoundAsync(scenario);
        scenario.Server.InjectFirst(1, scenario.Repository.ArtifactPathOf("file.bin", Content), Faults[name].Fault);

        await client.DownloadAsync(target, path, cancellationToken: scenario.Cancel);
        Assert.Equal(Content, await File.ReadAllBytesAsync(path, scenario.Cancel));
    }

    [Fact]
    public async Task A_redirect_is_followed_and_odd_chunks_are_read()
    {
        await using var scenario = new Scenario();
        (Updater client, FoundTarget target, string path) = await FoundAsync(scenario);
        scenario.Server.Files["/moved"] = Content;
        scenario.Server.Inject(scenario.Repository.ArtifactPathOf("file.bin", Content), HttpFault.Redirect("/moved")).Inject("/moved", HttpFault.Chunked);

        await client.DownloadAsync(target, path, cancellationToken: scenario.Cancel);
        Assert.Equal(Content, await File.ReadAllBytesAsync(path, scenario.Cancel));
    }

    [Fact]
    public async Task A_server_that_falls_silent_is_left()
    {
        await using var scenario = new Scenario();
        (_, FoundTarget target, string path) = await FoundAsync(scenario);
        scenario.Server.Inject(scenario.Repository.ArtifactPathOf("file.bin", Content), HttpFault.StallBody);
        using var impatient = new HttpFetcher(new HttpFetcherOptions { IdleTimeout = TimeSpan.FromMilliseconds(200), MaxTries = 1 });
        Updater client = scenario.Client(options => options with { Fetcher = impatient });

        TufException refused = await Assert.ThrowsAsync<TufException>(() => client.DownloadAsync(target, path, cancellationToken: scenario.Cancel));
        Assert.Equal(ProblemCodes.FetchTimeout, refused.Code);
        Assert.Empty(Directory.EnumerateFileSystemEntries(scenario.Folder["downloads"]));
    }

    [Fact]
    public async Task Progress_is_told_in_bytes_up_to_the_last()
    {
        await using var scenario = new Scenario();
        (Updater client, FoundTarget target, string path) = await FoundAsync(scenario);
        var progress = new Recorder();

        await client.DownloadAsync(target, path, progress, scenario.Cancel);
        Assert.Equal(Content.Length, progress.Reports[^1]);
        Assert.Equal(progress.Reports.Order(), progress.Reports);
    }

    [Fact]
    public async Task Where_the_file_cannot_be_written_the_refusal_says_so()
    {
        await using var scenario = new Scenario();
        (Updater client, FoundTarget target, string path) = await FoundAsync(scenario);
        Directory.CreateDirectory(path);

        TufException refused = await Assert.ThrowsAsync<TufException>(() => client.DownloadAsync(target, path, cancellationToken: scenario.Cancel));
        Assert.Equal(ProblemCodes.StorageFailed, refused.Code);
        Assert.Equal([path], Directory.EnumerateFileSystemEntries(scenario.Folder["downloads"]));
    }

    private static async Task<(Updater Client, FoundTarget Target, string Path)> FoundAsync(Scenario scenario)
    {
        scenario.Repository.AddArtifact("file.bin", Content);
        scenario.Repository.PublishThrough("targets");
        Updater client = scenario.Client();
        FoundTarget? target = await client.FindTargetAsync(TargetPath.Parse("file.bin"), scenario.Cancel);
        return (client, target!, scenario.Folder["downloads", "file.bin"]);
    }

    private static HttpFault Chunked(byte[] body) => new("chunked", async exchange =>
    {
        await exchange.SendAsync("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        await exchange.SendAsync($"{body.Length:x}\r\n");
        await exchange.SendAsync(body);
        await exchange.SendAsync("\r\n0\r\n\r\n");
        return true;
    });

    private sealed class Recorder : IProgress<long>
    {
        public List<long> Reports { get; } = [];

        public void Report(long value) => Reports.Add(value);
    }
}
