using Playground.Tuf.Client;
using Playground.Tuf.Model;
using Xunit;

namespace Playground.Tuf.Tests.Client;

/// <summary>Artifacts that lie where their entries say, and not where artifacts are published.</summary>
public sealed class LocationTests
{
    private static readonly byte[] Content = [.. Enumerable.Range(0, 5000).Select(i => (byte)(i * 31))];

    [Fact]
    public async Task The_addresses_are_tried_in_their_order_until_one_has_what_was_signed()
    {
        await using var scenario = new Scenario();
        scenario.Server.Files["/forged"] = [.. Content.Reverse()];
        scenario.Server.Files["/right"] = Content;
        scenario.Server.Files["/never"] = Content;

        await DownloadAsync(scenario, "gone", "forged", "right", "never");

        Assert.Equal(Content, await File.ReadAllBytesAsync(scenario.Folder["file.bin"], scenario.Cancel));
        Assert.Equal(["/gone", "/forged", "/right"], scenario.Server.Requests.Select(request => request.Path).Where(path => !path!.StartsWith("/metadata", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Where_none_has_it_the_last_answer_is_told_and_nothing_is_left()
    {
        await using var scenario = new Scenario();
        scenario.Server.Files["/forged"] = [.. Content.Reverse()];

        TufException refused = await Assert.ThrowsAsync<TufException>(() => DownloadAsync(scenario, "gone", "forged"));

        Assert.Equal(ProblemCodes.TargetMismatch, refused.Code);
        Assert.False(File.Exists(scenario.Folder["file.bin"]));
    }

    [Fact]
    public async Task Where_nothing_is_said_it_is_where_artifacts_are_published()
    {
        await using var scenario = new Scenario();

        await DownloadAsync(scenario);

        Assert.Equal(Content, await File.ReadAllBytesAsync(scenario.Folder["file.bin"], scenario.Cancel));
    }

    [Fact]
    public async Task A_fetcher_of_two_schemes_reads_files_and_asks_servers_and_makes_no_client_for_files()
    {
        await using var scenario = new Scenario();
        scenario.Server.Files["/there"] = Content;
        await File.WriteAllBytesAsync(scenario.Folder["here"], Content, scenario.Cancel);
        int made = 0;
        using var fetcher = new SchemeFetcher(() =>
        {
            made++;
            return new HttpFetcher();
        });

        Assert.Null(await ((IFetcher)fetcher).OpenIfThereAsync(new Uri(scenario.Folder["nowhere"]), scenario.Cancel));
        Assert.Equal(Content, await ReadAsync(fetcher, new Uri(scenario.Folder["here"]), scenario.Cancel));
        Assert.Equal(0, made);
        Assert.Equal(Content, await ReadAsync(fetcher, scenario.Server.UriOf("there"), scenario.Cancel));
        Assert.Equal(1, made);
    }

    private static async Task DownloadAsync(Scenario scenario, params string[] addresses)
    {
        scenario.Repository.AddArtifact("file.bin", Content);
        scenario.Repository.PublishThrough("targets");
        Updater client = scenario.Client(options => options with { Locations = _ => [.. addresses.Select(address => scenario.Server.UriOf(address))] });
        FoundTarget? target = await client.FindTargetAsync(TargetPath.Parse("file.bin"), scenario.Cancel);
        await client.DownloadAsync(target!, scenario.Folder["file.bin"], cancellationToken: scenario.Cancel);
    }

    private static async Task<byte[]> ReadAsync(SchemeFetcher fetcher, Uri uri, CancellationToken cancel)
    {
        await using FetchResponse response = await fetcher.OpenAsync(uri, cancel);
        using var read = new MemoryStream();
        await response.Body.CopyToAsync(read, cancel);
        return read.ToArray();
    }
}
