using System.Security.Cryptography;
using Playground.Testing;
using Playground.Tuf.Model;
using Playground.Tuf.Tests.Conformance;
using Xunit;

namespace Playground.Tuf.Tests.Client;

/// <summary>Artifacts are streamed: their size is no matter of memory.</summary>
public sealed class LargeArtifactTests
{
    private const int Pieces = 256;
    private const int HeapLimit = 32 * 1024 * 1024;

    private static readonly byte[] Piece = new byte[1024 * 1024];

    [Fact]
    public async Task An_artifact_of_256_MiB_is_downloaded_by_a_process_that_may_have_32_MiB_of_heap()
    {
        await using var published = new PublishedRepository();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Assert.All(Enumerable.Range(0, Pieces), _ => hash.AppendData(Piece));
        var file = new TargetFile { Length = (long)Pieces * Piece.Length, Hashes = Hashes.FromSha256(hash.GetHashAndReset()) };
        published.Repository.Targets = published.Repository.Targets with { Files = TargetFiles.Empty.With(TargetPath.Parse("large.bin"), file) };
        published.Repository.PublishThrough("targets");
        published.Server.Inject($"/targets/{file.Hashes.Sha256}.large.bin", new HttpFault("streamed", async exchange =>
        {
            await exchange.SendAsync($"HTTP/1.1 200 OK\r\nContent-Length: {file.Length}\r\n\r\n");
            for (int i = 0; i < Pieces; i++)
            {
                await exchange.SendAsync(Piece);
            }

            return true;
        }));

        (await published.Begin().DownloadAsync(HeapLimit, "large.bin")).Succeeds();
        Assert.Equal(file.Length, new FileInfo(Path.Combine(published.TargetFolder, "large.bin")).Length);
    }
}
