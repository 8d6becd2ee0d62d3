using Playground.Catalog.Names;
using Playground.Repository.Editing;
using Playground.Repository.Events;
using Playground.Tuf.Model;

namespace Playground.Repository.Tests.Projects;

/// <summary>What is read to judge an event, what is not, and what whoever asks for it nevertheless gets.</summary>
public sealed class ReadingScopeTests : ProjectTest
{
    [Fact]
    public async Task A_release_is_judged_without_reading_other_projects()
    {
        await BeginProjectsAsync();
        await ProposedAsync(editor => editor.AddRelease(Foo, One, [FileOf("a.txt", "one")]));
        await SignAsync(Bob);
        SigningEvent change = await ReadAsync();
        Assert.True(Judge.Verdict(change, "sign/test").IsVerified);
        Assert.Equal([OwnersOf(Bar), BarReleasers], Unread(change.Proposed));
        Assert.Equal([OwnersOf(Bar), BarReleasers], Unread(change.KnownGood!));
    }

    [Fact]
    public async Task A_claim_is_judged_without_reading_other_projects()
    {
        await BeginProjectsAsync();
        await ProposedAsync(editor => editor.Claim(Bar));
        await SignAsync(Alice, Carol);
        SigningEvent change = await ReadAsync();
        Assert.True(Judge.Verdict(change, "sign/test").IsVerified);
        Assert.Equal([OwnersOf(Foo), FooReleasers], Unread(change.Proposed));
    }

    [Fact]
    public async Task An_event_of_the_top_level_targets_reads_everything()
    {
        await BeginProjectsAsync();
        await ProposedAsync(editor => editor.Block(Foo, null, "Because"));
        SigningEvent change = await ReadAsync();
        Assert.Empty(Unread(change.Proposed));
        Assert.Empty(Unread(change.KnownGood!));
    }

    [Fact]
    public async Task Projects_that_nobody_vouches_for_yet_are_read_since_new_names_are_held_against_theirs()
    {
        await BeginProjectsAsync();
        ProjectName merged = ProjectName.Parse("merged");
        await ProposedAsync(editor => editor.CreateProject(merged, new RoleSettings([Carol], 1, Year), new RoleSettings([Carol], 1, Year)), Carol);
        await SignAsync(Carol);
        await MergeAsync(sign: false);
        await ProposedAsync(editor => editor.CreateProject(ProjectName.Parse("merqed"), new RoleSettings([Dave], 1, Year), new RoleSettings([Dave], 1, Year)), Dave);
        await SignAsync(Dave);
        await OnlyRefusedAsAsync(RepositoryProblemCodes.ProjectLookAlike);
    }

    [Fact]
    public async Task What_was_not_read_is_there_for_whoever_asks()
    {
        await BeginProjectsAsync();
        await ProposedAsync(editor => editor.AddRelease(Foo, One, [FileOf("a.txt", "one")]));
        RepositoryView lazily = (await ReadAsync()).Proposed;
        RepositoryView whole = await ViewAsync();
        Assert.True(lazily.IsUnread(BarReleasers));
        Assert.Equal(whole.FindDelegation(BarReleasers)!.Delegator, lazily.FindDelegation(BarReleasers)!.Delegator);
        Assert.Equal(whole.Find<Targets>(BarReleasers), lazily.Find<Targets>(BarReleasers));
        Assert.Equal(whole.Delegations.Keys.Order(), lazily.Delegations.Keys.Order());
        Assert.Equal(whole.Roles.Keys.Order(), lazily.Roles.Select(role => role.Key).Order());
        Assert.Empty(Unread(lazily));
    }

    private Task<SigningEvent> ReadAsync() => SigningEvent.ReadAsync(Git, Main, Head!.Value, Now, cancellationToken: Cancel);

    private static IEnumerable<RoleName> Unread(RepositoryView view) => view.Roles.Keys.Where(view.IsUnread).Order();
}
