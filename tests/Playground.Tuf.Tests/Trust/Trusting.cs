using Playground.Testing;
using Playground.Tuf.Model;
using Playground.Tuf.Trust;
using Xunit;

namespace Playground.Tuf.Tests.Trust;

/// <summary>Steps that several stories about trust begin with, and how they end.</summary>
internal static class Trusting
{
    /// <summary>Trusts the first root of a repository.</summary>
    internal static TrustedMetadata Begin(TestRepository repository, DateTimeOffset? at = null, long version = 1)
    {
        TrustedMetadata? trusted = TrustedMetadata.Begin(repository.RootFile(version), at ?? TestRepository.Now, out Problem? problem);
        Assert.True(trusted is not null, problem?.ToString());
        Assert.Null(problem);
        return trusted;
    }

    /// <summary>Trusts the first root and the newest timestamp.</summary>
    internal static TrustedMetadata ThroughTimestamp(TestRepository repository)
    {
        TrustedMetadata trusted = Begin(repository);
        Accepted(trusted.UpdateTimestamp(repository.FileOf("timestamp")));
        return trusted;
    }

    /// <summary>Trusts the first root, the newest timestamp and the newest snapshot.</summary>
    internal static TrustedMetadata ThroughSnapshot(TestRepository repository)
    {
        TrustedMetadata trusted = ThroughTimestamp(repository);
        Accepted(trusted.UpdateSnapshot(repository.FileOf("snapshot")));
        return trusted;
    }

    internal static void Accepted(TrustAnswer answer)
    {
        Assert.True(answer.IsTrusted, answer.Problem?.ToString());
        Assert.Equal(TrustDecision.Accepted, answer.Decision);
        Assert.Null(answer.Problem);
    }

    internal static void Outdated(TrustAnswer answer)
    {
        Assert.Equal(TrustDecision.Outdated, answer.Decision);
        Assert.False(answer.IsTrusted);
        Assert.Null(answer.Problem);
    }

    internal static void Refused(TrustAnswer answer, string code)
    {
        Assert.Equal((TrustDecision.Refused, code), (answer.Decision, answer.Problem?.Code));
        Assert.False(answer.IsTrusted);
    }

    /// <summary>The file without its signatures, its signed part replaced by something that is no metadata at all.</summary>
    internal static byte[] UnsignedNonsense { get; } = """{"signatures":[],"signed":{"_type":7}}"""u8.ToArray();

    /// <summary>The file with one signature changed.</summary>
    internal static byte[] BadlySigned<T>(byte[] file)
        where T : Signed, ISigned<T>
    {
        Metadata<T> good = Metadata.Parse<T>(file);
        byte[] value = [.. good.Signatures[0].Value];
        value[0] ^= 1;
        return good.WithSignature(new Signature(good.Signatures[0].KeyId, value)).ToBytes();
    }
}
