using Playground.Catalog;
using Playground.Catalog.Names;
using Playground.Repository.Editing;
using Playground.Repository.Events;
using Playground.Repository.Git;
using Playground.Repository.Projects;
using Playground.Repository.Publishing;
using Playground.Repository.Tests.Events;
using Playground.Tuf.Model;

namespace Playground.Repository.Tests.Projects;

/// <summary>Projects with names that may be taken for each other, in events that were begun before the other was merged.</summary>
public sealed class NamesBegunTogetherTests : ProjectTest
{
    private static readonly ProjectName Greeter = ProjectName.Parse("greeter");
    private static readonly ProjectName Gr3eter = ProjectName.Parse("gr3eter");

    [Fact]
    public async Task An_event_is_refused_after_a_look_alike_came_to_main_and_not_before()
    {
        await BeginProjectsAsync();
        CommitId known = Main!.Value;
        CommitId first = await BegunAsync(Greeter, Carol);
        CommitId second = await BegunAsync(Gr3eter, Dave);
        Assert.True((await VerdictAsync(known, second, known)).IsVerified);

        CommitId main = await MergedAsync(first);
        VerdictProblem problem = Assert.Single((await VerdictAsync(known, second, main)).Roles.SelectMany(role => role.Problems));
        Assert.Equal((RepositoryProblemCodes.ProjectLookAlike, "The name 'gr3eter' may be taken for 'greeter': the two look alike."), (problem.Code, problem.Message));
        await MergeSignedAsync(main);
        Assert.Equal(RepositoryProblemCodes.ProjectLookAlike, Assert.Single((await VerdictAsync(known, second, Main!.Value)).Roles.SelectMany(role => role.Problems)).Code);
    }

    [Fact]
    public async Task An_event_that_is_part_of_main_is_not_judged_by_what_came_later()
    {
        await BeginProjectsAsync();
        CommitId known = Main!.Value;
        CommitId first = await BegunAsync(Greeter, Carol);
        CommitId second = await BegunAsync(Gr3eter, Dave);
        CommitId both = await MergedAsync(first, second);

        Assert.True((await VerdictAsync(known, first, both)).IsVerified);
    }

    [Fact]
    public async Task Other_events_do_not_mind_what_came_to_main()
    {
        await BeginProjectsAsync();
        CommitId known = Main!.Value;
        CommitId first = await BegunAsync(Greeter, Carol);
        CommitId apart = await BegunAsync(ProjectName.Parse("anvil"), Dave);
        CommitId same = await BegunAsync(Greeter, Dave);
        CommitId main = await MergedAsync(first);

        Assert.True((await VerdictAsync(known, apart, main)).IsVerified);
        Assert.True((await VerdictAsync(known, same, main)).IsVerified, "Two files of one role are for git to refuse.");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Of_two_that_were_merged_by_force_the_first_is_vouched_for(bool inOrder)
    {
        await BeginProjectsAsync();
        CommitId one = await BegunAsync(Greeter, Carol);
        CommitId other = await BegunAsync(Gr3eter, Dave);
        OnlineChange change = await MergeSignedAsync(await (inOrder ? MergedAsync(one, other) : MergedAsync(other, one)));

        (ProjectName had, ProjectName withheld) = inOrder ? (Greeter, Gr3eter) : (Gr3eter, Greeter);
        Assert.Equal([OwnersOf(Bar), OwnersOf(had)], await VouchedAsync());
        string warning = Assert.Single(change.Warnings);
        Assert.StartsWith($"PG1312: '{withheld}' ", warning, StringComparison.Ordinal);
        Assert.Contains($"'{had}'", warning, StringComparison.Ordinal);
        Assert.Contains($"playground project claim {withheld}.", warning, StringComparison.Ordinal);
        Snapshot snapshot = await ReadAsync<Snapshot>(RoleName.Snapshot);
        Assert.True(snapshot.Meta.ContainsKey(CatalogRoles.ReleasersOf(had)));
        Assert.False(snapshot.Meta.ContainsKey(OwnersOf(withheld)));
        Assert.False(snapshot.Meta.ContainsKey(CatalogRoles.ReleasersOf(withheld)));
        Assert.DoesNotContain($"\"{withheld}\"", await TextAsync("targets/index/g.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_that_came_with_one_commit_the_first_by_name_is_vouched_for()
    {
        await BeginProjectsAsync();
        CommitId one = await BegunAsync(Greeter, Carol);
        CommitId other = await BegunAsync(Gr3eter, Dave);
        CommitId known = Main!.Value;
        CommitId squashed = await MergeAsync(await MergeAsync(known, one), other, [known]);
        OnlineChange change = await MergeSignedAsync(squashed);

        Assert.StartsWith("PG1312: 'greeter' ", Assert.Single(change.Warnings), StringComparison.Ordinal);
        Assert.Equal([OwnersOf(Bar), OwnersOf(Gr3eter)], await VouchedAsync());
    }

    [Fact]
    public async Task One_that_is_left_out_says_so_each_time_and_keeps_nobody_else_from_being_published()
    {
        await BeginProjectsAsync();
        CommitId anvil = await BegunAsync(ProjectName.Parse("anvil"), Carol);
        await BothMergedAsync();
        OnlineChange again = await OnlineSignAsync(Main);
        Assert.Empty(again.Edits);
        Assert.Single(again.Warnings);

        OnlineChange change = await MergeSignedAsync(await MergeAsync(Main!.Value, anvil));
        Assert.StartsWith("PG1312: 'gr3eter' ", Assert.Single(change.Warnings), StringComparison.Ordinal);
        Assert.Equal(["anvil", "bar", "greeter"], (await VouchedAsync()).Select(role => role.Value).Order());
    }

    [Fact]
    public async Task Administrators_may_allow_one_that_was_left_out()
    {
        await BeginProjectsAsync();
        await BothMergedAsync();
        await ProposedAsync(editor => editor.Claim(Gr3eter));
        await SignAsync(Alice);
        await RequireVerifiedAsync();
        Main = Head;
        OnlineChange change = await OnlineSignAsync();

        Assert.Empty(change.Warnings);
        Assert.Equal([OwnersOf(Bar), OwnersOf(Greeter)], await VouchedAsync());
        Assert.Equal(CatalogRoles.Claimed, (await EditAsync()).VouchingFor(Gr3eter));
        Assert.True((await ReadAsync<Snapshot>(RoleName.Snapshot)).Meta.ContainsKey(CatalogRoles.ReleasersOf(Gr3eter)));
        Assert.Contains("\"gr3eter\"", await TextAsync("targets/index/g.json"), StringComparison.Ordinal);
        await ReleaseFileAsync(Gr3eter, "1.0", "allowed");
    }

    [Fact]
    public async Task Administrators_cannot_allow_another_spelling_of_the_same_name()
    {
        await BeginProjectsAsync();
        ProjectName spelled = ProjectName.Parse("tea_pot");
        CommitId one = await BegunAsync(ProjectName.Parse("tea-pot"), Carol);
        CommitId other = await BegunAsync(spelled, Dave);
        OnlineChange change = await MergeSignedAsync(await MergedAsync(one, other));
        Assert.DoesNotContain("claim", Assert.Single(change.Warnings), StringComparison.Ordinal);

        await ProposedAsync(editor => editor.Claim(spelled));
        await SignAsync(Alice);
        await OnlyRefusedAsAsync(RepositoryProblemCodes.ProjectLookAlike);
    }

    [Fact]
    public async Task One_that_was_left_out_may_go_and_its_people_begin_under_another_name()
    {
        await BeginProjectsAsync();
        await BothMergedAsync();
        RepositoryView view = await ViewAsync(Main);
        Head = Main;
        await CommitAsync([.. new[] { OwnersOf(Gr3eter), CatalogRoles.ReleasersOf(Gr3eter) }.Select(role => GitEdit.Remove(view.Roles[role].File.Path))]);
        await RequireVerifiedAsync();
        Main = Head;
        Assert.Empty((await OnlineSignAsync()).Warnings);

        ProjectName renamed = ProjectName.Parse("salutation");
        await MergedAsync(editor => editor.CreateProject(renamed, new RoleSettings([Dave], 1, Year), new RoleSettings([Dave], 1, Year)), Dave);
        Assert.Equal([OwnersOf(Bar), OwnersOf(Greeter), OwnersOf(renamed)], await VouchedAsync());
    }

    [Fact]
    public async Task Where_the_first_went_before_the_CI_vouched_for_it_the_second_is_not_left_out()
    {
        await BeginProjectsAsync();
        CommitId one = await BegunAsync(Greeter, Carol);
        CommitId other = await BegunAsync(Gr3eter, Dave);
        Main = await MergedAsync(one, other);
        RepositoryView view = await ViewAsync(Main);
        Head = Main;
        await CommitAsync([.. new[] { OwnersOf(Greeter), CatalogRoles.ReleasersOf(Greeter) }.Select(role => GitEdit.Remove(view.Roles[role].File.Path))]);
        OnlineChange change = await MergeSignedAsync(Head!.Value);

        Assert.Empty(change.Warnings);
        Assert.Equal([OwnersOf(Bar), OwnersOf(Gr3eter)], await VouchedAsync());
    }

    [Fact]
    public async Task Two_that_the_CI_vouched_for_before_it_minded_names_stay_so()
    {
        await BeginProjectsAsync();
        CommitId one = await BegunAsync(Greeter, Carol);
        CommitId other = await BegunAsync(Gr3eter, Dave);
        Main = Head = await MergedAsync(one, other);
        RepositoryView view = await ViewAsync(Main);
        Delegation top = view.FindDelegation(CatalogRoles.New)!;
        Targets all = view.Find<Targets>(CatalogRoles.New)! with { Delegations = VouchedOwners.In(view, top, VouchedOwners.Unclaimed(view)).Single().Wanted, Version = 7 };
        Main = await CommitAsync([GitEdit.Write(view.Roles[CatalogRoles.New].File.Path, Metadata.Of(all).WithSignature(new Signature(top.Keys.KeyIds[0], Online.Sign(Metadata.Of(all).Payload.Span))).ToBytes())]);
        Assert.Empty((await OnlineSignAsync()).Warnings);

        await MergedAsync(editor => editor.SetSigners(OwnersOf(Gr3eter), [Carol, Dave], 1), Carol);
        Assert.Equal([OwnersOf(Bar), OwnersOf(Gr3eter), OwnersOf(Greeter)], await VouchedAsync());
    }

    [Fact]
    public async Task One_that_was_left_out_is_told_so_when_it_releases()
    {
        await BeginProjectsAsync();
        await BothMergedAsync();

        TufException refused = await Assert.ThrowsAsync<TufException>(() => ProposedAsync(editor => editor.AddRelease(Gr3eter, One, [FileOf("a.txt", "one")])));
        Assert.Equal(RepositoryProblemCodes.NoSuchProject, refused.Code);
        Assert.Contains("PG1312", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_administrators_vouch_for_comes_before_what_nobody_does()
    {
        await BeginProjectsAsync();
        CommitId newcomer = await BegunAsync(Gr3eter, Dave);
        CommitId claimed = await BegunAsync(Greeter, Carol, claimed: true);
        OnlineChange change = await MergeSignedAsync(await MergedAsync(newcomer, claimed));

        Assert.StartsWith("PG1312: 'gr3eter' ", Assert.Single(change.Warnings), StringComparison.Ordinal);
        Assert.Equal([OwnersOf(Bar)], await VouchedAsync());
    }

    [Fact]
    public async Task In_a_clone_that_was_cut_off_before_both_came_the_first_by_name_is_vouched_for()
    {
        await BeginProjectsAsync();
        CommitId one = await BegunAsync(Greeter, Carol);
        CommitId other = await BegunAsync(Gr3eter, Dave);
        CommitId main = await MergedAsync(one, other);
        await Git.UpdateRefAsync(BranchName.Parse("main").Ref, main, null, Cancel);
        RepositoryView whole = await ViewAsync(main);
        Assert.Equal([Gr3eter], (await WithheldProject.FindAsync(Git, whole, Cancel)).Select(found => found.Project));

        string path = Sandbox.PathOf("shallow");
        Sandbox.Forge.Git("clone", "--quiet", "--bare", "--depth", "1", "--branch", "main", new Uri(Sandbox.Forge.Path).AbsoluteUri, path);
        await using GitRepository shallow = await GitRepository.OpenAsync(path, new GitSettings { Environment = Sandbox.Environment }, Cancel);
        Assert.True(shallow.IsShallow);
        RepositoryView view = await RepositoryView.ReadAsync(shallow, main, cancellationToken: Cancel);
        Assert.Equal([Greeter], (await WithheldProject.FindAsync(shallow, view, Cancel)).Select(found => found.Project));
    }

    /// <summary>An event that begins a project, signed by its owner and, where they vouch for it, the administrators.</summary>
    private async Task<CommitId> BegunAsync(ProjectName project, Signer owner, bool claimed = false)
    {
        await ProposedAsync(editor => editor.CreateProject(project, new RoleSettings([owner], 1, Year), new RoleSettings([owner], 1, Year), claimed), owner);
        await SignAsync(owner, Alice);
        await RequireVerifiedAsync();
        return Head!.Value;
    }

    private async Task<EventVerdict> VerdictAsync(CommitId known, CommitId head, CommitId main) =>
        Judge.Verdict(await BothReadings.ReadAsync(Git, known, head, Now, main), "sign/test");

    /// <summary>The forge merges events one after the other, whatever the CI says; main is where it was.</summary>
    private async Task<CommitId> MergedAsync(params CommitId[] heads)
    {
        CommitId main = Main!.Value;
        foreach (CommitId head in heads)
        {
            main = await MergeAsync(main, head);
        }

        return main;
    }

    /// <summary>The files of both, as git merges what does not conflict.</summary>
    private async Task<CommitId> MergeAsync(CommitId main, CommitId head, CommitId[]? parents = null)
    {
        CommitId known = (await Git.MergeBaseAsync(main, head, Cancel))!.Value;
        var edits = new List<GitEdit>();
        foreach (GitFileChange change in await Git.DiffAsync(known, head, cancellationToken: Cancel))
        {
            edits.Add(change.After is { } file ? GitEdit.Write(change.Path, await Git.ReadBlobAsync(file.Id, 1 << 20, Cancel)) : GitEdit.Remove(change.Path));
        }

        return await Git.CommitAsync(parents ?? [main, head], edits, "Merge", Robot, Now, (await Git.ReadCommitAsync(main, Cancel))!.Tree, Cancel);
    }

    /// <summary>Main is there now, and the CI signs.</summary>
    private async Task<OnlineChange> MergeSignedAsync(CommitId main)
    {
        CommitId? published = Main;
        Main = Head = main;
        OnlineChange change = await OnlineSignAsync(published);
        Head = Main;
        return change;
    }

    private async Task BothMergedAsync()
    {
        CommitId one = await BegunAsync(Greeter, Carol);
        CommitId other = await BegunAsync(Gr3eter, Dave);
        await MergeSignedAsync(await MergedAsync(one, other));
    }

    private async Task<IEnumerable<RoleName>> VouchedAsync() =>
        (await ReadAsync<Targets>(CatalogRoles.New, Main)).Delegations!.Roles!.Select(role => role.Name).Order();
}
