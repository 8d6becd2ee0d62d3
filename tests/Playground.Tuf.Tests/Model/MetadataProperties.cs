using FsCheck;
using FsCheck.Fluent;
using Playground.Testing;
using Playground.Tuf.Json;
using Playground.Tuf.Model;
using Playground.Tuf.Trust;
using Xunit;

namespace Playground.Tuf.Tests.Model;

/// <summary>Whatever metadata says, it is read as it was written; whatever is done to its bytes, it is neither believed nor a crash.</summary>
public sealed class MetadataProperties
{
    [Fact]
    public void A_root_is_read_as_it_was_written() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(300).WithEndSize(15), Prop.ForAll(Arb.From(RandomMetadata.Root), root =>
    {
        Root read = WrittenAndRead(root);
        Assert.Equal(root.Keys, read.Keys);
        Assert.Equal(root.ConsistentSnapshot, read.ConsistentSnapshot);
        Assert.Equal(root.Roles.Keys.Order(), read.Roles.Keys.Order());
        Assert.All(root.Roles, role => Assert.Equal((Ids(role.Value), role.Value.Threshold), (Ids(read.Roles[role.Key]), read.Roles[role.Key].Threshold)));
    }));

    [Fact]
    public void A_timestamp_is_read_as_it_was_written() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(300).WithEndSize(15), Prop.ForAll(
        Arb.From(RandomMetadata.Timestamp), timestamp => Assert.Equal(timestamp.Snapshot, WrittenAndRead(timestamp).Snapshot)));

    [Fact]
    public void A_snapshot_is_read_as_it_was_written() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(300).WithEndSize(15), Prop.ForAll(
        Arb.From(RandomMetadata.Snapshot), snapshot => Assert.Equal(snapshot.Meta.OrderBy(file => file.Key), WrittenAndRead(snapshot).Meta.OrderBy(file => file.Key))));

    [Fact]
    public void A_targets_role_is_read_as_it_was_written() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(300).WithEndSize(15), Prop.ForAll(Arb.From(RandomMetadata.Targets), targets =>
    {
        Targets read = WrittenAndRead(targets);
        Assert.Equal(targets.Files.OrderBy(file => file.Key), read.Files.OrderBy(file => file.Key));
        Assert.All(targets.Files, file => Assert.Equal(file.Value, read.Files[file.Key]));
        Assert.Equal(targets.Delegations?.Keys, read.Delegations?.Keys);
        Assert.Equal(targets.Delegations?.Roles?.Select(Shown), read.Delegations?.Roles?.Select(Shown));
        Assert.Equal(targets.Delegations?.SuccinctRoles?.BitLength, read.Delegations?.SuccinctRoles?.BitLength);
        Assert.Equal(targets.Delegations?.SuccinctRoles?.NamePrefix, read.Delegations?.SuccinctRoles?.NamePrefix);
    }));

    [Fact]
    public void Changed_files_are_a_problem_or_not_verified()
    {
        var repository = new TestRepository { DescribesMetadata = true };
        repository.AddKey("root");
        repository.Delegate("targets", "role", true, "role/*", "é😀?");
        repository.DelegateToBins("role", 4);
        repository.AddArtifact("dir/\"a😀.txt", "hello"u8.ToArray());
        repository.Targets = repository.Targets with { UnknownFields = JsonFields.Empty.With("x-é", "\0\n\u2028") };
        repository.Publish("root");
        repository.PublishThrough("role", "targets");
        int parsed = 0;
        int unharmed = 0;

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(4000).WithEndSize(10), Prop.ForAll(
            Arb.From(Gen.Elements("root", "timestamp", "snapshot", "targets", "role").Zip(ByteEdit.Any.NonEmptyListOf())), example =>
            {
                (string role, List<ByteEdit> edits) = (example.Item1, example.Item2.Take(3).ToList());
                byte[] good = repository.FileOf(role);
                byte[] changed = edits.Aggregate(good, (file, edit) => edit.Apply(file));
                Problem?[] problems = [.. Examples.Kinds.Take(4).Select(kind => Examples.Read(kind, changed))];
                Assert.True(problems.Count(problem => problem is null) <= 1);
                if (problems.All(problem => problem is not null))
                {
                    return;
                }

                parsed++;
                Envelope envelope = Envelope.Read(changed);
                bool verified = Verdict(repository, role, envelope).IsMet;
                bool same = envelope.Payload.Span.SequenceEqual(Envelope.Read(good).Payload.Span);
                unharmed += same ? 1 : 0;
                Assert.True(same || !verified, $"A changed {role} was verified.");
            }));

        Assert.True(parsed > 300 && unharmed > 20 && parsed > unharmed + 100, $"{parsed} parsed, {unharmed} with their payload unharmed: this tests little.");
    }

    private static SignatureVerdict Verdict(TestRepository repository, string role, Envelope envelope)
    {
        IDelegator delegator = role == "role" ? repository.Targets.Delegations! : repository.Root;
        return SignatureVerdict.Count(delegator, delegator.FindRole(RoleName.Parse(role))!, envelope);
    }

    private static T WrittenAndRead<T>(T signed)
        where T : Signed, ISigned<T>
    {
        byte[] written = Metadata.Of(signed).ToBytes();
        Metadata<T> read = Metadata.Parse<T>(written);
        Assert.Equal(signed, read.Signed);
        Assert.Equal(CanonicalJson.Encode(signed), read.Payload);
        Assert.Equal(written, read.ToBytes());
        Assert.Equal((signed.Version, signed.Expires, signed.SpecVersion), (read.Signed.Version, read.Signed.Expires, read.Signed.SpecVersion));
        Assert.Equal(signed.UnknownFields, read.Signed.UnknownFields);
        return read.Signed;
    }

    private static string Ids(Role role) => string.Join('|', role.KeyIds.Select(id => id.Value));

    private static string Shown(DelegatedRole role) =>
        $"{role.Name.Value} {Ids(role)} {role.Threshold} {role.Terminating} "
        + $"{string.Join('|', role.Paths?.Select(path => path.Value) ?? ["none"])} {string.Join('|', role.PathHashPrefixes ?? ["none"])}";
}
