using System.Globalization;
using System.Text;
using System.Text.Json;
using Playground.Tuf.Keys;
using Playground.Tuf.Model;

namespace Playground.Benchmarks;

/// <summary>What another client is given to load, and how long it takes here.</summary>
internal static class PeerData
{
    private const int Rounds = 11;

    internal static async Task WriteAndLoadAsync(string file, int count)
    {
        using Ed25519Signer signer = BenchmarkData.Signer(4);
        Root root = BenchmarkData.Root(signer, signer, signer, signer);
        byte[] bytes = BenchmarkData.TargetsFile(count, signer);
        await File.WriteAllBytesAsync(file, bytes);
        await File.WriteAllBytesAsync(file + ".key", KeyFile(signer));
        double[] ms = await Stopwatches.MediansAsync(Rounds, () =>
        {
            LoadLimits.Load(bytes, root);
            return Task.CompletedTask;
        });
        Console.WriteLine(ms[0].ToString("0.0", CultureInfo.InvariantCulture));
    }

    private static byte[] KeyFile(Ed25519Signer signer)
    {
        Key key = signer.PublicKey;
        return Encoding.UTF8.GetBytes(
            $$"""
            {"keyid":{{JsonSerializer.Serialize(signer.KeyId.Value)}},
             "key":{"keytype":"{{key.KeyType}}","scheme":"{{key.Scheme}}","keyval":{"public":"{{key.Public}}"} } }
            """);
    }
}
