using Playground.Repository.Events;
using Playground.Repository.Git;
using Playground.Repository.Rules;
using Playground.Tuf.Model;

namespace Playground.Repository.Tests.Events;

/// <summary>A repository that another tool has run for years is taken over as it is.</summary>
public sealed class AdoptedRepositoryTests
{
    private static readonly DateTimeOffset Time = new(2026, 8, 22, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task It_is_verified_as_it_is()
    {
        await using TestEvents events = Adopt();
        SigningEvent change = await events.ReadAsync(Time);
        Assert.True(Judge.Verdict(change, TestEvents.Name).IsVerified);
        Assert.Equal(7, change.Proposed.Roles.Count);
        foreach ((RoleName role, ParsedRole parsed) in change.Proposed.Roles)
        {
            Assert.Null(parsed.Problem);
            SignatureCount count = SignatureCount.Of(change.Proposed.FindDelegation(role)!, parsed.Envelope);
            Assert.True(count.IsMet, $"{role} is not signed.");
        }
    }

    [Fact]
    public async Task A_file_proposed_in_it_waits_for_the_people_of_its_role()
    {
        await using TestEvents events = Adopt();
        Targets rdimitrov = events.Read<Targets>("rdimitrov");
        events.Add("rdimitrov/new.txt").Write("rdimitrov", rdimitrov with
        {
            Version = rdimitrov.Version + 1,
            Expires = Time.AddDays(3650),
            Files = rdimitrov.Files.With(TargetPath.Parse("rdimitrov/new.txt"), TestEvents.Describe("rdimitrov/new.txt")),
        });
        EventVerdict verdict = await events.JudgeAsync(Time);
        Assert.False(verdict.IsVerified);
        Assert.Empty(verdict.Problems);
        RoleVerdict role = Assert.Single(verdict.Roles);
        Assert.Equal(4, role.Version);
        Assert.Equal(1, role.Signatures.Threshold);
        Assert.Equal(["@jku", "@rdimitrov"], role.Signatures.Missing);
        Assert.Empty(role.Signatures.Signed);
        Assert.Equal([new TargetChange(TargetPath.Parse("rdimitrov/new.txt"), GitChangeKind.Added)], role.Changes);
        Assert.Empty(role.Problems);
    }

    [Fact]
    public async Task A_root_proposed_in_it_waits_for_the_people_of_the_old_and_the_new_one()
    {
        await using TestEvents events = Adopt();
        Root root = events.Read<Root>("root");
        CustomFields fields = CustomFields.Of(root);
        Key alice = fields.WithOwner(new Key(TestPerson.Alice.Key.KeyType, TestPerson.Alice.Key.Scheme, TestPerson.Alice.Key.Public), Signer.Parse("alice"));
        events.Write("root", root with
        {
            Version = root.Version + 1,
            Expires = Time.AddDays(364),
            Keys = root.Keys.Append(new(alice.ComputeId(), alice)).ToDictionary(),
            Roles = root.Roles.ToDictionary(
                known => known.Key,
                known => known.Key == RoleName.Root ? known.Value with { KeyIds = [.. known.Value.KeyIds, alice.ComputeId()], Threshold = 2 } : known.Value),
        });
        EventVerdict verdict = await events.JudgeAsync(Time);
        Assert.Empty(verdict.Problems);
        RoleVerdict proposed = Assert.Single(verdict.Roles);
        Assert.Empty(proposed.Problems);
        Assert.Equal(["@alice", "@jku", "@rdimitrov"], proposed.Signatures.Missing);
        Assert.Equal(["@jku", "@rdimitrov"], proposed.Previous!.Missing);
        Assert.Equal((2, 1), (proposed.Signatures.Threshold, proposed.Previous.Threshold));
        Assert.False(verdict.IsVerified);
    }

    [Fact]
    public async Task Its_files_written_anew_by_hand_are_refused()
    {
        await using TestEvents events = Adopt();
        byte[] jku = events.Files["metadata/jku.json"].Content;
        events.Put("metadata/jku.json", TestFile.Of([.. jku, (byte)' ']));
        Assert.Equal(
            [RepositoryProblemCodes.NotInForm],
            RuleBook.All.SelectMany(rule => rule.Check(events.ReadAsync(Time).GetAwaiter().GetResult()).Select(_ => rule.Code)));
    }

    private static TestEvents Adopt()
    {
        string folder = Path.Combine(RepositoryFolder(), "..", "shared", "data", "tuf-demo");
        Assert.SkipUnless(Directory.Exists(folder), $"The real repository is not at {folder}.");
        TestEvents events = TestEvents.Empty();
        foreach (string file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            events.Put(Path.GetRelativePath(folder, file), TestFile.Of(File.ReadAllBytes(file)));
        }

        return events.Merge();
    }

    private static string RepositoryFolder()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Playground.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The tests do not run below the repository's folder.");
    }
}
