using System.Security.Cryptography;
using System.Text;
using Playground.Testing;
using Playground.Testing.GitHub;
using Xunit;

namespace Playground.Forge.Tests;

/// <summary>Releases and their files.</summary>
public sealed class ReleaseTests : ForgeTest
{
    [Fact]
    public async Task A_release_is_made_once_and_a_file_put_into_it_once()
    {
        ForgeRelease release = await Forge.EnsureReleaseAsync("hammer-1.0.0", "hammer 1.0.0", "main", Stop);
        Assert.Equal(release.Id, (await Forge.EnsureReleaseAsync("hammer-1.0.0", "hammer 1.0.0", "main", Stop)).Id);

        ReleaseAsset first = await Forge.UploadAssetAsync(release, Asset("hammer.whl", "a hammer"), Stop);
        ReleaseAsset again = await Forge.UploadAssetAsync(release, Asset("hammer.whl", "a hammer"), Stop);

        Assert.Equal((first.Id, 8L), (again.Id, again.Length));
        Assert.Equal("a hammer", Encoding.UTF8.GetString(Assert.Single(Assert.Single(GitHub.Releases).Assets.Values).Content));
    }

    [Fact]
    public async Task Another_file_of_that_name_is_left_alone()
    {
        ForgeRelease release = await Forge.EnsureReleaseAsync("v1", "v1", "main", Stop);
        await Forge.UploadAssetAsync(release, Asset("a.bin", "one"), Stop);

        await RefusedAsync(ForgeProblemCodes.OtherAsset, () => Forge.UploadAssetAsync(release, Asset("a.bin", "two"), Stop));
        Assert.Equal("one", Encoding.UTF8.GetString(GitHub.Releases[0].Assets["a.bin"].Content));
    }

    [Fact]
    public async Task What_an_upload_that_broke_off_left_behind_is_replaced()
    {
        ForgeRelease release = await Forge.EnsureReleaseAsync("v1", "v1", "main", Stop);
        GitHub.Releases[0].Assets["a.bin"] = new StandInAsset(5, "a.bin", [1], IsWhole: false);

        await Forge.UploadAssetAsync(release, Asset("a.bin", "whole"), Stop);

        Assert.Equal("whole", Encoding.UTF8.GetString(GitHub.Releases[0].Assets["a.bin"].Content));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_lost_answer_is_made_up_for_and_nothing_is_there_twice(bool arrived)
    {
        ForgeRelease release = await Forge.EnsureReleaseAsync("v1", "v1", "main", Stop);
        FaultOn(2, HttpFault.Reset, arrived);

        await Forge.UploadAssetAsync(release, Asset("a.bin", "whole"), Stop);

        Assert.Equal("whole", Encoding.UTF8.GetString(Assert.Single(GitHub.Releases[0].Assets.Values).Content));
        Assert.Equal(arrived ? 1 : 2, GitHub.Log.Count(line => line.StartsWith("POST", StringComparison.Ordinal) && line.Contains("/assets", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_large_file_is_sent_as_a_stream_with_its_length()
    {
        ForgeRelease release = await Forge.EnsureReleaseAsync("v1", "v1", "main", Stop);
        byte[] content = new byte[5_000_000];
        Random.Shared.NextBytes(content);
        var asset = new NewReleaseAsset { Name = "big+file.bin", Length = content.Length, Sha256 = Convert.ToHexStringLower(SHA256.HashData(content)), Open = () => new MemoryStream(content) };

        await Forge.UploadAssetAsync(release, asset, Stop);

        Assert.Equal(content, GitHub.Releases[0].Assets["big+file.bin"].Content);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2L * 1024 * 1024 * 1024)]
    public async Task What_github_does_not_take_is_not_even_sent(long length)
    {
        ForgeRelease release = await Forge.EnsureReleaseAsync("v1", "v1", "main", Stop);
        int before = GitHub.Log.Count;

        await RefusedAsync(ForgeProblemCodes.NotTaken, () => Forge.UploadAssetAsync(release, Asset("a.bin", "x") with { Length = length }, Stop));
        Assert.Equal(before, GitHub.Log.Count);
    }

    [Theory]
    [InlineData("a file.bin")]
    [InlineData("a~1.deb")]
    [InlineData(".hidden")]
    [InlineData("a?name=b")]
    [InlineData("../a")]
    public async Task A_name_that_github_would_change_is_not_sent(string name)
    {
        ForgeRelease release = await Forge.EnsureReleaseAsync("v1", "v1", "main", Stop);

        await RefusedAsync(ForgeProblemCodes.NotTaken, () => Forge.UploadAssetAsync(release, Asset(name, "x"), Stop));
        Assert.Empty(GitHub.Releases[0].Assets);
    }

    private static NewReleaseAsset Asset(string name, string content)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(content);
        return new NewReleaseAsset { Name = name, Length = bytes.Length, Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes)), Open = () => new MemoryStream(bytes) };
    }
}
