using Playground.Tuf.Client;
using Xunit;

namespace Playground.Tuf.Tests.Client;

public sealed class FileFetcherTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("playground-");
    private readonly FileFetcher _fetcher = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task A_file_is_read_and_its_length_known()
    {
        Write("repo/a b.json", [1, 2, 3]);
        await using FetchResponse response = await _fetcher.OpenAsync(UriOf("repo/a%20b.json"), Cancel);
        Assert.Equal(3, response.ContentLength);
        Assert.Equal([1, 2, 3], await _fetcher.ReadAllAsync(UriOf("repo/a%20b.json"), 3, Cancel));
    }

    [Fact]
    public async Task The_limit_holds()
    {
        Write("a", [1, 2, 3]);
        await FailsAsync(ProblemCodes.FetchTooLong, "a", maxLength: 2);
    }

    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        Directory.CreateDirectory(Path.Combine(_directory.FullName, "folder"));
        await FailsAsync(ProblemCodes.FetchNotFound, "none");
        await FailsAsync(ProblemCodes.FetchNotFound, "none/none");
        await FailsAsync(ProblemCodes.FetchNotFound, "folder");
        Assert.Null(await _fetcher.ReadAllIfThereAsync(UriOf("none"), 10, Cancel));
    }

    [Theory]
    [InlineData("repo/..%2fsecret")]
    [InlineData("repo/%2e%2e%2fsecret")]
    [InlineData("repo/..%5csecret")]
    [InlineData("repo/x%00y")]
    public async Task Percent_signs_hide_no_way_out(string path)
    {
        Write("secret", [1]);
        Write("repo/x", [1]);
        await FailsAsync(ProblemCodes.FetchNotFound, path);
    }

    [Fact]
    public async Task An_escaped_slash_is_a_folder_as_with_web_servers()
    {
        Write("a/b.json", [1]);
        Assert.Equal([1], await _fetcher.ReadAllAsync(UriOf("a%2Fb.json"), 1, Cancel));
    }

    [Fact]
    public async Task An_endless_device_stops_at_the_limit()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "/dev/zero");
        TufException e = await Assert.ThrowsAsync<TufException>(
            async () => await _fetcher.ReadAllAsync(new Uri("file:///dev/zero"), 1000, Cancel));
        Assert.Equal(ProblemCodes.FetchTooLong, e.Code);
    }

    [Theory]
    [InlineData("http://x/")]
    [InlineData("x")]
    public async Task Other_schemes_are_misuse(string uri) => await Assert.ThrowsAsync<ArgumentException>(
        async () => await _fetcher.OpenAsync(new Uri(uri, UriKind.RelativeOrAbsolute), Cancel));

    private Uri UriOf(string path) => new($"file://{_directory.FullName}/{path}");

    private void Write(string path, byte[] bytes)
    {
        string file = Path.Combine(_directory.FullName, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, bytes);
    }

    private async Task FailsAsync(string code, string path, long maxLength = 10)
    {
        TufException e = await Assert.ThrowsAsync<TufException>(async () => await _fetcher.ReadAllAsync(UriOf(path), maxLength, Cancel));
        Assert.Equal(code, e.Code);
    }
}
