using Playground.Repository.Packages;

namespace Playground.Repository.Tests.Packages;

/// <summary>How the tests read packages.</summary>
public abstract class PackageTest
{
    private protected static Task<Package?> ReadAsync(string name, byte[] content) => ReadAsync(name, content, PackageLimits.Usual);

    private protected static async Task<Package?> ReadAsync(string name, byte[] content, PackageLimits limits)
    {
        using var stream = new MemoryStream(content, writable: false);
        return await PackageReader.ReadAsync(name, stream, limits, TestContext.Current.CancellationToken);
    }

    private protected static async Task RefusedAsync(string words, string name, byte[] content, PackageLimits? limits = null)
    {
        var refused = await Assert.ThrowsAsync<TufException>(() => ReadAsync(name, content, limits ?? PackageLimits.Usual));
        Assert.Equal(RepositoryProblemCodes.UnsoundPackage, refused.Code);
        Assert.Contains(words, refused.Message, StringComparison.Ordinal);
    }

    private protected static string[] VersionsOf(Package? package) => [.. package!.ReleaseVersions.Select(version => version.Value)];
}
