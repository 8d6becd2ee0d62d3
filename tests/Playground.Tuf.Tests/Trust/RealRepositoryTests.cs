using System.Text;
using Playground.Tuf.Model;
using Playground.Tuf.Tests.Conformance;
using Playground.Tuf.Trust;
using Xunit;

namespace Playground.Tuf.Tests.Trust;

/// <summary>A repository that another tool has been signing since 2023, byte by byte.</summary>
public sealed class RealRepositoryTests
{
    private static readonly DateTimeOffset WhileItWasFresh = new(2026, 8, 22, 0, 0, 0, TimeSpan.Zero);
    private static readonly string[] Delegated = ["jku", "rdimitrov", "kommendorkapten"];

    private readonly string _folder = RealData.Folder("tuf-demo");

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void Every_artifact_is_found_and_matches_from_the_first_root_and_from_the_last(int first)
    {
        TrustedMetadata trusted = ThroughTargets(first);
        var found = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (string file in Directory.EnumerateFiles(Path.Combine(_folder, "targets"), "*", SearchOption.AllDirectories))
        {
            TargetPath path = TargetPath.Parse(Path.GetRelativePath(Path.Combine(_folder, "targets"), file).Replace('\\', '/'));
            (RoleName role, TargetFile listed) = Find(trusted, path);
            byte[] content = File.ReadAllBytes(file);

            Assert.Equal(listed.Length, content.Length);
            Assert.True(listed.Hashes.Match(content));
            found.Add(path.Value, role.Value);
        }

        Assert.Equal(
            [
                "file1.txt: targets", "jku/README: jku", "jku/file1: jku", "jku/file2: jku",
                "kommendorkapten/newfile.txt: kommendorkapten", "rdimitrov/artifact-example.md: rdimitrov",
            ],
            found.Select(entry => $"{entry.Key}: {entry.Value}"));
        Assert.Equal((5, 921, 15), (trusted.Root.Version, trusted.Timestamp?.Version, trusted.Snapshot?.Version));
    }

    [Fact]
    public void A_day_later_it_is_refused_because_its_timestamp_has_expired()
    {
        TrustedMetadata trusted = TrustedMetadata.Begin(Read("root_history/5.root"), WhileItWasFresh.AddDays(2), out _)!;

        Trusting.Refused(trusted.UpdateTimestamp(Read("timestamp")), ProblemCodes.TimestampExpired);
    }

    [Fact]
    public void Every_file_is_written_as_it_was_read_and_keeps_its_payload_and_its_unknown_fields()
    {
        Rewritten<Timestamp>("timestamp");
        Rewritten<Snapshot>("snapshot");
        foreach (string role in Delegated.Append("targets"))
        {
            Rewritten<Targets>(role);
        }

        for (int version = 1; version <= 5; version++)
        {
            Rewritten<Root>($"root_history/{version}.root");
        }

        Root root = Rewritten<Root>("root");
        Assert.Equal(
            ["x-tuf-on-ci-keyowner", "x-tuf-on-ci-online-uri", "x-unknown-field-for-test"],
            root.Keys.Values.SelectMany(key => key.UnknownFields.Names).Distinct().Order());
        Assert.Equal(364, root.UnknownFields.GetInteger("x-tuf-on-ci-expiry-period"));
    }

    [Fact]
    public void A_changed_bit_anywhere_in_what_is_signed_is_refused()
    {
        var refused = new Dictionary<string, int>();
        EveryByte("root_history/1.root", changed => TrustedMetadata.Begin(changed, WhileItWasFresh, out _) is null);
        for (int version = 2; version <= 5; version++)
        {
            TrustedMetadata before = TrustedMetadata.Begin(Read($"root_history/{version - 1}.root"), WhileItWasFresh, out _)!;
            EveryByte($"root_history/{version}.root", changed => !before.UpdateRoot(changed).IsTrusted);
        }

        TrustedMetadata trusted = TrustedMetadata.Begin(Read("root"), WhileItWasFresh, out _)!;
        EveryByte("timestamp", changed => !trusted.UpdateTimestamp(changed).IsTrusted);
        Trusting.Accepted(trusted.UpdateTimestamp(Read("timestamp")));
        EveryByte("snapshot", changed => !trusted.UpdateSnapshot(changed).IsTrusted);
        Trusting.Accepted(trusted.UpdateSnapshot(Read("snapshot")));
        DelegationStep step = DelegationStep.ToTargets(trusted.Root);
        EveryByte("targets", changed => !trusted.UpdateTargets(changed, step).IsTrusted);
        Trusting.Accepted(trusted.UpdateTargets(Read("targets"), step));
        Delegations delegations = trusted.FindTargets(step)!.Delegations!;
        foreach (string role in Delegated)
        {
            DelegationStep below = new(RoleName.Parse(role), RoleName.Targets, delegations);
            EveryByte(role, changed => !trusted.UpdateTargets(changed, below).IsTrusted);
            Trusting.Accepted(trusted.UpdateTargets(Read(role), below));
        }

        Assert.Equal(11, refused.Count);
        Assert.True(refused.Values.Sum() > 12_000, "Few bytes were changed.");

        void EveryByte(string name, Func<byte[], bool> isRefused)
        {
            byte[] file = Read(name);
            Envelope envelope = Envelope.Read(file);
            for (int i = envelope.SignedOffset; i < envelope.SignedOffset + envelope.SignedJson.Length; i++)
            {
                file[i] ^= (byte)(1 << (i % 8));
                Assert.True(isRefused(file), $"{name}: byte {i} is {file[i]:x2} and nobody minds.");
                file[i] ^= (byte)(1 << (i % 8));
            }

            refused[name] = envelope.SignedJson.Length;
        }
    }

    private TrustedMetadata ThroughTargets(int first)
    {
        TrustedMetadata? trusted = TrustedMetadata.Begin(Read($"root_history/{first}.root"), WhileItWasFresh, out Problem? problem);
        Assert.True(trusted is not null, problem?.ToString());
        for (int version = first + 1; version <= 5; version++)
        {
            Trusting.Accepted(trusted.UpdateRoot(Read($"root_history/{version}.root")));
        }

        Trusting.Accepted(trusted.CheckRootExpiry());
        Trusting.Accepted(trusted.UpdateTimestamp(Read("timestamp")));
        Trusting.Accepted(trusted.UpdateSnapshot(Read("snapshot")));
        return trusted;
    }

    private (RoleName Role, TargetFile File) Find(TrustedMetadata trusted, TargetPath path)
    {
        var search = new DelegationSearch(trusted.Root, path, 10);
        while (search.Next() is { } step)
        {
            if (trusted.FindTargets(step) is null)
            {
                Trusting.Accepted(trusted.UpdateTargets(Read(step.Role.Value), step));
            }

            Targets targets = trusted.FindTargets(step)!;
            if (targets.Files.TryGetValue(path, out TargetFile? file))
            {
                return (step.Role, file);
            }

            search.Descend(targets);
        }

        throw new InvalidOperationException($"{path} was not found.");
    }

    private T Rewritten<T>(string name)
        where T : Signed, ISigned<T>
    {
        Metadata<T> metadata = Metadata.Parse<T>(Read(name));

        byte[] written = metadata.ToBytes();

        Assert.Equal(Encoding.UTF8.GetString(Read(name)).TrimEnd() + "\n", Encoding.UTF8.GetString(written));
        Assert.Equal(metadata.Payload, Envelope.Read(written).Payload);
        return metadata.Signed;
    }

    private byte[] Read(string name) => File.ReadAllBytes(Path.Combine(_folder, "metadata", name + ".json"));
}
