using Playground.Tuf.Client;
using Playground.Tuf.Keys;
using Playground.Tuf.Model;
using Playground.Tuf.Trust;

namespace Playground.Tuf.Tests.Manual;

/// <summary>The code of docs/tuf-library.md. What stands between #region and #endregion is what the manual shows.</summary>
internal static class Examples
{
    internal static async Task DownloadAsync(string metadataDirectory, string trustedRootFile, Uri repository, string downloads)
    {
        #region Download
        Updater.TrustRoot(metadataDirectory, File.ReadAllBytes(trustedRootFile));

        using var fetcher = new HttpFetcher();
        var updater = new Updater(new UpdaterOptions
        {
            MetadataDirectory = metadataDirectory,
            MetadataUrl = new Uri(repository, "metadata/"),
            TargetsUrl = new Uri(repository, "targets/"),
            Fetcher = fetcher,
        });

        await updater.RefreshAsync();
        FoundTarget? target = await updater.FindTargetAsync(TargetPath.Parse("hello.txt"));
        if (target is null)
        {
            Console.WriteLine("No trusted role lists that file.");
            return;
        }

        await updater.DownloadAsync(target, Path.Combine(downloads, target.Path.FileName));
        #endregion
    }

    internal static async Task RefusalAsync(Updater updater)
    {
        #region Refusal
        try
        {
            await updater.RefreshAsync();
        }
        catch (TufException e) when (e.Code == ProblemCodes.TimestampExpired)
        {
            Console.WriteLine($"The repository stands still, or somebody holds back its updates: {e.Problem.Message}");
        }
        #endregion
    }

    internal static async Task<Root> MakeAsync(string folder, DateTimeOffset now)
    {
        #region Make
        using Ed25519Signer rootKey = Ed25519Signer.Generate();
        using Ed25519Signer onlineKey = Ed25519Signer.Generate();
        using EcdsaSigner maintainerKey = EcdsaSigner.GenerateP256();

        Role SignedBy(ISigner signer) => new() { KeyIds = [signer.KeyId], Threshold = 1 };

        var root = new Root
        {
            Expires = now.AddDays(365),
            Keys = new ISigner[] { rootKey, onlineKey, maintainerKey }.ToDictionary(signer => signer.KeyId, signer => signer.PublicKey),
            Roles = new Dictionary<RoleName, Role>
            {
                [RoleName.Root] = SignedBy(rootKey),
                [RoleName.Timestamp] = SignedBy(onlineKey),
                [RoleName.Snapshot] = SignedBy(onlineKey),
                [RoleName.Targets] = SignedBy(maintainerKey),
            },
        };
        var targets = new Targets
        {
            Expires = now.AddDays(90),
            Files = TargetFiles.From([new(TargetPath.Parse("hello.txt"), TargetFile.Describe("hello\n"u8))]),
        };
        var snapshot = new Snapshot
        {
            Expires = now.AddDays(30),
            Meta = MetaFiles.From([new(RoleName.Targets, new MetaFile { Version = targets.Version })]),
        };
        var timestamp = new Timestamp
        {
            Expires = now.AddDays(1),
            Snapshot = new MetaFile { Version = snapshot.Version },
        };

        Write("1.root.json", (await Metadata.SignAsync(root, [rootKey])).ToBytes());
        Write("1.targets.json", (await Metadata.SignAsync(targets, [maintainerKey])).ToBytes());
        Write("1.snapshot.json", (await Metadata.SignAsync(snapshot, [onlineKey])).ToBytes());
        Write("timestamp.json", (await Metadata.SignAsync(timestamp, [onlineKey])).ToBytes());

        void Write(string name, byte[] file) => File.WriteAllBytes(Path.Combine(folder, name), file);
        #endregion
        return root;
    }

    internal static async Task EditAsync(string folder, ISigner maintainerKey)
    {
        #region Edit
        Metadata<Targets> current = Metadata.Parse<Targets>(File.ReadAllBytes(Path.Combine(folder, "1.targets.json")));
        Targets edited = current.Signed with
        {
            Version = current.Signed.Version + 1,
            Files = current.Signed.Files.With(TargetPath.Parse("news.txt"), TargetFile.Describe("news\n"u8)),
        };
        Metadata<Targets> signed = await Metadata.SignAsync(edited, [maintainerKey]);
        File.WriteAllBytes(Path.Combine(folder, "2.targets.json"), signed.ToBytes());
        #endregion
    }

    internal static string Verify(string folder, Root root)
    {
        #region Verify
        Envelope file = Envelope.Read(File.ReadAllBytes(Path.Combine(folder, "2.targets.json")));
        SignatureVerdict verdict = SignatureVerdict.Count(root, root.FindRole(RoleName.Targets)!, file);
        string answer = verdict.IsMet ? "enough people signed" : $"{verdict.Signed.Count} of {verdict.Threshold} signed";
        #endregion
        return answer;
    }
}
