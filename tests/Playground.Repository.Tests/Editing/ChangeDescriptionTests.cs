using Playground.Repository.Editing;
using Playground.Repository.Git;
using Playground.Repository.Tests.Events;
using Playground.Tuf.Model;

namespace Playground.Repository.Tests.Editing;

/// <summary>What a reviewer is told.</summary>
public sealed class ChangeDescriptionTests : TeamTest
{
    [Fact]
    public async Task A_changed_threshold_and_a_new_person_are_told_with_the_key()
    {
        await BeginAsync();
        Head = null;
        RepositoryEditor editor = await EditAsync();
        editor.SetSigners(RoleName.Root, [Alice, Carol], 1);
        editor.AcceptInvitation(Carol, RoleName.Root, KeyOf(Carol).PublicKey);
        await CommitAsync(editor.Edits);

        string text = (await DescribeAsync()).ToString();
        Assert.StartsWith("Role 'root': version 1 -> 2\n", text, StringComparison.Ordinal);
        Assert.Contains("  ! 'root' needs 2 -> 1 signatures\n", text, StringComparison.Ordinal);
        Assert.Matches(@"  \+ 'root' is signed with @carol's key \(ed25519, [0-9a-f]{16}\)\n", text);
        Assert.Matches(@"  - 'root' is no longer signed with @bob's key \(ed25519, [0-9a-f]{16}\)\n", text);
        Assert.DoesNotContain("targets", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_are_told_with_sizes_and_hashes()
    {
        await BeginAsync(("a.txt", "one"), ("b.txt", "two"));
        Head = null;
        await ArtifactsAsync(("a.txt", null), ("b.txt", "three"), ("c.txt", "four"));
        await UpdateTargetsAsync();

        string text = (await DescribeAsync()).ToString();
        string Hash(string content) => TargetFile.Describe(System.Text.Encoding.UTF8.GetBytes(content)).Hashes.Sha256!;
        Assert.Contains($"  - file 'a.txt' (3 bytes, sha256 {Hash("one")})\n", text, StringComparison.Ordinal);
        Assert.Contains($"  ~ file 'b.txt' (3 bytes, sha256 {Hash("two")} -> 5 bytes, sha256 {Hash("three")})\n", text, StringComparison.Ordinal);
        Assert.Contains($"  + file 'c.txt' (4 bytes, sha256 {Hash("four")})\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_delegation_is_told_when_it_comes_changes_its_paths_and_goes()
    {
        await BeginAsync();
        await DelegateAsync();
        Head = null;
        await EditAsync(editor => editor.SetPaths(Rust, new RolePaths([PathPattern.Parse("x/*")])));
        Assert.Contains("  ~ delegation to 'rust' for rust/*, terminating -> x/*, terminating\n", (await DescribeAsync()).ToString(), StringComparison.Ordinal);
        await EditAsync(editor => editor.RemoveRole(Rust));
        string gone = (await DescribeAsync()).ToString();
        Assert.Contains("  - delegation to 'rust' for rust/*, terminating\n", gone, StringComparison.Ordinal);
        Assert.Contains("Role 'rust' is removed (was version 1)\n", gone, StringComparison.Ordinal);
        Head = null;
        await EditAsync(editor => editor.CreateRole(RoleName.Targets, RoleName.Parse("go"), RolePaths.Usual(RoleName.Parse("go")), new RoleSettings([Bob], 1, Year)));
        string came = (await DescribeAsync()).ToString();
        Assert.Contains("  + delegation to 'go' for go/*, terminating\n", came, StringComparison.Ordinal);
        Assert.Contains("Role 'go' is new: version 1\n", came, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Periods_the_online_key_and_invitations_are_told()
    {
        await BeginAsync();
        Head = null;
        await EditAsync(editor =>
        {
            editor.SetPeriods(RoleName.Root, new Periods(100, 10));
            editor.SetPeriods(RoleName.Timestamp, new Periods(2, 1));
            editor.SetOnlineKey(KeyOf("online2").PublicKey, OnlineUri + "2");
            editor.AddSigner(RoleName.Targets, Carol);
        });
        string text = (await DescribeAsync()).ToString();
        Assert.Contains("  ~ lives for 365 days, 60 of them to sign in -> 100 days, 10 of them to sign in\n", text, StringComparison.Ordinal);
        Assert.Contains("  ~ 'timestamp' lives for 4 days, 2 of them to sign in -> 2 days, 1 of them to sign in\n", text, StringComparison.Ordinal);
        Assert.Contains($"  + 'snapshot' is signed with online key '{OnlineUri}2'", text, StringComparison.Ordinal);
        Assert.Contains("@carol is invited to sign 'targets'\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_a_proposal_says_can_fake_a_line()
    {
        await BeginAsync(("a.txt", "one"));
        Head = null;
        string odd = (await TextAsync("metadata/targets.json", Main))!
            .Replace("\"_type\"", "\"x\\n  + file 'innocent'\\u202e\": \"\\u001b[2J\", \"_type\"", StringComparison.Ordinal);
        await CommitAsync([GitEdit.Write(GitPath.Parse("metadata/targets.json"), System.Text.Encoding.UTF8.GetBytes(odd))]);
        ChangeDescription told = await DescribeAsync();
        Assert.All(told.Lines, line => Assert.DoesNotContain(line.Text, c => char.IsControl(c) || c == '\u202e'));
        Assert.Contains(told.Lines, line => line.Text.Contains("innocent", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_same_change_is_told_in_the_same_words()
    {
        await BeginAsync(("a.txt", "one"));
        Assert.Equal(ChangeDescription.Of(null, await ViewAsync()).Lines, ChangeDescription.Of(null, await ViewAsync()).Lines);
        Assert.Empty(ChangeDescription.Of(await ViewAsync(), await ViewAsync()).Lines);
    }

    private async Task<ChangeDescription> DescribeAsync() =>
        ChangeDescription.Of(await BothReadings.ReadAsync(Git, Main, Head!.Value, Now));
}
