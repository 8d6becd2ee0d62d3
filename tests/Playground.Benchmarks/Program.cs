using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using Playground.Tuf.Json;
using Playground.Tuf.Model;

int n = int.Parse(args[0]);
var targets = new Targets { Expires = DateTimeOffset.UnixEpoch.AddYears(80), Files = TargetFiles.From(Enumerable.Range(0, n).Select(i =>
   KeyValuePair.Create(TargetPath.Parse($"projects/project-{i / 10:d6}/{i % 10}.0.0/file.tar.gz"), new TargetFile { Length = 1000 + i, Hashes = Hashes.OfSha256(BitConverter.GetBytes(i)) }))) };
var sw = Stopwatch.StartNew();
byte[] file = Metadata.Of(targets).ToBytes();
Console.WriteLine($"{file.Length} bytes written in {sw.ElapsedMilliseconds}");
for (int k = 0; k < 12; k++)
{
    sw.Restart();
    using (var d = JsonDocument.Parse(file)) { }
    double parse = sw.Elapsed.TotalMilliseconds; sw.Restart();
    SHA512.HashData(file);
    double sha = sw.Elapsed.TotalMilliseconds; sw.Restart();
    Envelope e = Envelope.Read(file);
    double env = sw.Elapsed.TotalMilliseconds; sw.Restart();
    Targets t = e.ReadSigned<Targets>();
    double model = sw.Elapsed.TotalMilliseconds; sw.Restart();
    byte[] c = CanonicalJson.Encode(t.ToJson());
    Console.WriteLine($"parse {parse:f1} sha {sha:f1} | envelope {env:f1} model {model:f1} | ratio {(env + model + sha) / (parse + sha):f2} | canonical {sw.Elapsed.TotalMilliseconds:f1}");
}
