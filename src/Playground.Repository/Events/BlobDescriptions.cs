using System.Security.Cryptography;
using Playground.Repository.Git;
using Playground.Tuf.Model;

namespace Playground.Repository.Events;

/// <summary>Lengths, SHA-256 and SHA-512 of blobs: short ones are read many at a time, the others one by one in pieces.</summary>
internal static class BlobDescriptions
{
    private const int Together = 256;
    private const long MaxShort = 64 * 1024;

    /// <summary>Describes blobs, each once.</summary>
    /// <exception cref="TufException">One is not here: <see cref="GitProblemCodes.ObjectMissing"/>.</exception>
    internal static async Task<IReadOnlyDictionary<ObjectId, TargetFile>> OfAsync(GitRepository git, IEnumerable<ObjectId> ids, CancellationToken cancellationToken)
    {
        var described = new Dictionary<ObjectId, TargetFile>();
        foreach (ObjectId[] some in ids.Distinct().Chunk(Together))
        {
            IReadOnlyList<byte[]?> contents = await git.ReadBlobsAsync(some, MaxShort, cancellationToken).ConfigureAwait(false);
            for (int i = 0; i < some.Length; i++)
            {
                described.Add(some[i], contents[i] is { } content ? Describe(content) : await DescribeAsync(git, some[i], cancellationToken).ConfigureAwait(false));
            }
        }

        return described;
    }

    private static TargetFile Describe(byte[] content) => new()
    {
        Length = content.Length,
        Hashes = Hashes.From([new("sha256", Convert.ToHexStringLower(SHA256.HashData(content))), new("sha512", Convert.ToHexStringLower(SHA512.HashData(content)))]),
    };

    private static async Task<TargetFile> DescribeAsync(GitRepository git, ObjectId id, CancellationToken cancellationToken)
    {
        BlobStream content = await git.OpenBlobAsync(id, cancellationToken).ConfigureAwait(false);
        await using (content.ConfigureAwait(false))
        {
            return await TargetFile.DescribeAsync(content, withSha512: true, cancellationToken).ConfigureAwait(false);
        }
    }
}
