using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Playground.Tuf.Json;
using Playground.Tuf.Keys;
using Playground.Tuf.Model;
using Playground.Tuf.Trust;

namespace Playground.Benchmarks;

/// <summary>Loading and verifying one large targets file, and canonicalising and signing it, against what the framework needs to parse and hash it.</summary>
internal static class LoadLimits
{
    internal static async Task RunAsync(LimitTable limits, int count, int rounds)
    {
        using Ed25519Signer signer = BenchmarkData.Signer(4);
        Root root = BenchmarkData.Root(signer, signer, signer, signer);
        byte[] file = BenchmarkData.TargetsFile(count, signer);
        TargetPath wanted = BenchmarkData.Path(count / 2);
        Targets targets = Load(file, root);
        byte[] signed = Envelope.Read(file).SignedJson.ToArray();
        double[] ms = await Stopwatches.MediansAsync(
            rounds,
            () => Sync(() =>
            {
                using var document = JsonDocument.Parse(file);
                SHA512.HashData(file);
            }),
            () => Sync(() => Require(Load(file, root).Files.ContainsKey(wanted))),
            () => Sync(() => SHA512.HashData(signed)),
            () => Sync(() => signer.Sign(CanonicalJson.Encode(signed))));
        string size = string.Create(CultureInfo.InvariantCulture, $"{count:n0} entries, {file.Length / 1e6:0.0} MB");
        LimitTable.Note(string.Create(
            CultureInfo.InvariantCulture,
            $"{size}: JsonDocument.Parse + SHA-512 {ms[0]:0} ms, load and verify {ms[1]:0} ms, SHA-512 {ms[2]:0} ms, canonicalise and sign {ms[3]:0} ms"));
        limits.Add($"load and verify, {size}", ms[1] / ms[0], 2, "times (JsonDocument.Parse + SHA-512)");
        limits.Add($"canonicalise and sign, {size}", ms[3] / ms[2], 3, "times SHA-512");
        limits.Add($"peak memory of loading, {size}", PeakMemory.OfLoading(file) / file.Length, 3, "times the file");
    }

    /// <summary>What a client does with a role's file: read it, count its signatures, look into it.</summary>
    internal static Targets Load(byte[] file, Root root)
    {
        Envelope envelope = Envelope.Read(file);
        Require(SignatureVerdict.Count(root, root.FindRole(RoleName.Targets)!, envelope).IsMet);
        return envelope.ReadSigned<Targets>();
    }

    private static void Require(bool good)
    {
        if (!good)
        {
            throw new UnreachableException("The benchmark's own data must verify.");
        }
    }

    private static Task Sync(Action action)
    {
        action();
        return Task.CompletedTask;
    }
}
