using Playground.Catalog;
using Playground.Catalog.Index;
using Playground.Catalog.Releases;
using Playground.Repository.Editing;
using Playground.Repository.Events;
using Playground.Repository.Git;
using Playground.Tuf.Model;

namespace Playground.Repository.Tests.Projects;

/// <summary>Projects from their first day to their last, each change signed by those who have a say in it and by nobody else.</summary>
public sealed class ProjectLifeTests : ProjectTest
{
    [Fact]
    public async Task A_newcomers_project_needs_no_administrator_and_the_CI_vouches_for_it()
    {
        await BeginAsync();
        await MergedAsync(editor => editor.BeginProjects(new RoleSettings([Alice], 1, Year), Year));

        await ProposedAsync(editor => editor.CreateProject(Bar, new RoleSettings([Carol], 1, Year), new RoleSettings([Carol], 1, Year)), Carol);
        Assert.False((await VerdictAsync()).IsVerified);
        await SignAsync(Carol);
        EventVerdict verdict = await VerdictAsync();
        await MergeAsync();

        Assert.True(verdict.IsVerified);
        Assert.Equal([OwnersOf(Bar), BarReleasers], verdict.Roles.Select(role => role.Role));
        DelegatedRole vouched = Assert.Single((await ReadAsync<Targets>(CatalogRoles.New)).Delegations!.Roles!);
        Assert.Equal((OwnersOf(Bar), false), (vouched.Name, vouched.Terminating));
        Assert.True((await ReadAsync<Snapshot>(RoleName.Snapshot)).Meta.ContainsKey(BarReleasers));
        Assert.NotNull(await TextAsync("metadata/projects/ba/bar.releases.json"));
    }

    [Fact]
    public async Task Owners_invite_a_releaser_and_raise_the_threshold_alone()
    {
        await BeginProjectsAsync();
        await ProposedAsync(
            editor =>
            {
                editor.AddSigner(FooReleasers, Carol);
                editor.SetSigners(FooReleasers, [Bob, Carol], 2);
            },
            Carol);
        await SignAsync(Bob);
        EventVerdict verdict = await VerdictAsync();

        Assert.Equal([OwnersOf(Foo), FooReleasers], verdict.Roles.Select(role => role.Role));
        Assert.True(verdict.Roles[0].Signatures.IsMet);
        Assert.Equal(["@bob"], verdict.Roles[1].Signatures.Signed);
        Assert.Equal(["@carol"], verdict.Roles[1].Signatures.Missing);
        await SignAsync(Carol);
        await RequireVerifiedAsync();
        await MergeAsync();
        await ProposedAsync(editor => editor.AddRelease(Foo, One, [FileOf("a.txt", "one")]));
        await SignAsync(Carol);
        Assert.False((await VerdictAsync()).IsVerified);
        await SignAsync(Bob);
        Assert.True((await VerdictAsync()).IsVerified);
    }

    [Fact]
    public async Task A_new_project_passes_to_others_only_with_the_signatures_of_those_who_owned_it()
    {
        await BeginProjectsAsync();
        await ProposedAsync(editor => editor.SetSigners(OwnersOf(Bar), [Dave], 1), Dave);
        await SignAsync(Dave);
        Assert.False((await VerdictAsync()).IsVerified);

        await SignAsync(Carol);
        await RequireVerifiedAsync();
        await MergeAsync();

        DelegatedRole vouched = (await ReadAsync<Targets>(CatalogRoles.New)).Delegations!.Roles!.Single(role => role.Name == OwnersOf(Bar));
        Assert.Equal([Dave], (await EditAsync()).SettingsOf(OwnersOf(Bar))!.Signers);
        Assert.Equal((await ViewAsync()).Delegations[OwnersOf(Bar)].Single().Keys.KeyIds, vouched.KeyIds);
    }

    [Fact]
    public async Task The_CI_does_not_follow_owners_whom_those_before_did_not_name()
    {
        await BeginProjectsAsync();
        await ProposedAsync(editor => editor.SetSigners(OwnersOf(Bar), [Dave], 1), Dave);
        await SignAsync(Dave);
        await MergeAsync(sign: false);

        Assert.Equal(RepositoryProblemCodes.NotVerified, await CodeOfAsync(() => OnlineSignAsync()));
    }

    [Fact]
    public async Task A_claimed_project_passes_to_others_only_with_the_administrators_too()
    {
        await BeginProjectsAsync();
        await ProposedAsync(editor => editor.SetSigners(OwnersOf(Foo), [Dave], 1), Dave);
        await SignAsync(Dave, Alice);
        Assert.False((await VerdictAsync()).IsVerified);
        await ProposedAsync(editor => editor.SetSigners(OwnersOf(Foo), [Dave], 1), Dave);
        await SignAsync(Dave, Bob);
        Assert.False((await VerdictAsync()).IsVerified);
        await SignAsync(Alice);
        await RequireVerifiedAsync();
        await MergeAsync();

        DelegatedRole vouched = (await ReadAsync<Targets>(CatalogRoles.Claimed)).Delegations!.Roles!.Single(role => role.Name == OwnersOf(Foo));
        Assert.Equal((await ViewAsync()).Delegations[OwnersOf(Foo)].Single().Keys.KeyIds, vouched.KeyIds);
        Assert.True(vouched.Terminating);
    }

    [Fact]
    public async Task Administrators_claim_a_project_and_the_CI_lets_go_of_it()
    {
        await BeginProjectsAsync();
        await ProposedAsync(editor => editor.Claim(Bar));
        await SignAsync(Alice);
        EventVerdict verdict = await VerdictAsync();
        Assert.True(verdict.IsVerified, VerdictJson.Write(verdict));
        Assert.Equal([CatalogRoles.Claimed], verdict.Roles.Select(role => role.Role));
        await MergeAsync();

        Assert.Empty((await ReadAsync<Targets>(CatalogRoles.New)).Delegations!.Roles!);
        Assert.Equal(CatalogRoles.Claimed, (await EditAsync()).VouchingFor(Bar));
        Assert.Equal(RepositoryProblemCodes.RoleExists, await CodeOfAsync(() => ProposedAsync(editor => editor.Claim(Bar))));
    }

    [Fact]
    public async Task The_standing_of_a_release_changes_and_its_files_do_not()
    {
        await BeginProjectsAsync();
        await ReleaseFileAsync(Bar, "1.0", "one");
        await MergedAsync(editor => editor.SetStanding(Bar, One, data => data with { Yanked = new Yank("Broken", Now), Kind = "other" }));
        Release yanked = Assert.Single((await EditAsync()).ReleasesOf(Bar));
        Assert.Equal(("Broken", "text"), (yanked.Yanked?.Reason, yanked.Files[0].Data.Kind));

        await MergedAsync(editor => editor.SetStanding(Bar, One, data => data with { Yanked = null }));
        Assert.Null(Assert.Single((await EditAsync()).ReleasesOf(Bar)).Yanked);
        Assert.Equal(RepositoryProblemCodes.ReleaseExists, await CodeOfAsync(() => ProposedAsync(editor => editor.AddRelease(Bar, One, [FileOf("a.txt", "two")]))));
        Assert.Equal(RepositoryProblemCodes.ReleaseExists, await CodeOfAsync(() => ProposedAsync(editor => editor.RemoveRelease(Bar, One))));
    }

    [Fact]
    public async Task Administrators_lift_a_block_and_take_a_release_away_for_good()
    {
        await BeginProjectsAsync();
        await ReleaseFileAsync(Bar, "1.0", "one");
        await ReleaseFileAsync(Bar, "1.1", "two");
        await MergedAsync(editor => editor.Block(Bar, One, "Eats files"));
        Assert.Equal(CatalogRoles.Blocked, (await ReadAsync<Targets>(RoleName.Targets)).Delegations!.Roles![0].Name);
        await MergedAsync(editor => editor.Block(Bar, null, "All of it"));
        await MergedAsync(editor => editor.Unblock(Bar, null));
        await MergedAsync(editor => editor.Unblock(Bar, One));
        Assert.DoesNotContain((await ReadAsync<Targets>(RoleName.Targets)).Delegations!.Roles!, role => role.Name == CatalogRoles.Blocked);
        Assert.Null(await TextAsync("metadata/blocked.json"));

        await ProposedAsync(editor => editor.RemoveRelease(Bar, One, "A court says so"));
        await SignAsync(Alice);
        await RequireVerifiedAsync();
        await MergeAsync();
        Assert.Null(await TextAsync("targets/projects/bar/1.0.0/a.txt"));
        Assert.Equal(2, (await EditAsync()).ReleasesOf(Bar).Count);
        await MergedAsync(editor => editor.RemoveRelease(Bar, One));
        Assert.Equal("1.1.0", Assert.Single((await EditAsync()).ReleasesOf(Bar)).Version.Value);
        Assert.Equal(RepositoryProblemCodes.ReleaseRemoved, await CodeOfAsync(() => ProposedAsync(editor => editor.AddRelease(Bar, One, [FileOf("b.txt", "two")]))));
        Assert.Equal(RepositoryProblemCodes.ReleaseRemoved, await CodeOfAsync(() => ProposedAsync(editor => editor.Unblock(Bar, One))));
        Assert.Equal(RepositoryProblemCodes.ReleaseRemoved, await CodeOfAsync(() => ProposedAsync(editor => editor.Block(Bar, One, "Again"))));
    }

    [Fact]
    public async Task A_file_that_is_pushed_by_git_is_listed_by_its_projects_releasers_with_both_hashes()
    {
        await BeginProjectsAsync();
        Head = Main;
        await ArtifactsAsync(("projects/bar/2.0.0/b.txt", "pushed"), ("projects/foo/2.0.0/f.txt", "pushed too"));
        await UpdateTargetsAsync();
        await SignAsync(Bob, Carol);
        await RequireVerifiedAsync();

        TargetFile file = (await ReadAsync<Targets>(BarReleasers)).Files[TargetPath.Parse("projects/bar/2.0.0/b.txt")];
        Assert.NotNull(file.Hashes.Sha512);
        Assert.Single((await ReadAsync<Targets>(FooReleasers)).Files);
    }

    [Fact]
    public async Task Keys_that_strangers_said_are_somebodys_are_not_taken_for_theirs()
    {
        await BeginProjectsAsync();
        await ProposedAsync(editor =>
        {
            editor.AddSigner(FooReleasers, Carol);
            editor.AddSigner(BarReleasers, Alice);
        });

        RepositoryEditor proposed = await EditAsync();
        Assert.Equal([Carol], proposed.Invitations.InvitedTo(FooReleasers));
        Assert.Empty(proposed.Invitations.InvitedTo(BarReleasers));
    }

    [Theory]
    [InlineData("new")]
    [InlineData("foo")]
    [InlineData("fo_o")]
    public async Task A_name_that_is_taken_or_kept_is_refused_at_once(string name)
    {
        await BeginProjectsAsync();
        await MergedAsync(editor => editor.CreateProject(Catalog.Names.ProjectName.Parse("fo-o"), new RoleSettings([Bob], 1, Year), new RoleSettings([Bob], 1, Year), claimed: true), Bob);

        Assert.Equal(RepositoryProblemCodes.ProjectName, await CodeOfAsync(() => ProposedAsync(
            editor => editor.CreateProject(Catalog.Names.ProjectName.Parse(name), new RoleSettings([Dave], 1, Year), new RoleSettings([Dave], 1, Year)))));
    }

    [Fact]
    public async Task Without_projects_nothing_of_them_can_be_done()
    {
        await BeginAsync();

        Assert.Equal(RepositoryProblemCodes.NoProjects, await CodeOfAsync(() => ProposedAsync(
            editor => editor.CreateProject(Foo, new RoleSettings([Dave], 1, Year), new RoleSettings([Dave], 1, Year)))));
        Assert.Equal(RepositoryProblemCodes.NoProjects, await CodeOfAsync(() => ProposedAsync(editor => editor.ReleasesOf(Foo))));
    }

    [Fact]
    public async Task The_CI_writes_an_index_of_what_clients_may_have()
    {
        await BeginProjectsAsync();
        await ReleaseFileAsync(Bar, "1.0", "one");
        await ReleaseFileAsync(Bar, "1.1", "two");
        Assert.Equal("1.1.0", await NewestAsync());
        await MergedAsync(editor => editor.SetStanding(Bar, Catalog.Versions.ReleaseVersion.Parse("1.1"), data => data with { Yanked = new Yank("Broken", Now) }));
        Assert.Equal("1.0.0", await NewestAsync());
        CommitId quiet = Main!.Value;
        Assert.Empty((await OnlineSignAsync()).Edits);

        await MergedAsync(editor => editor.Block(Bar, null, "All of it"));
        Assert.Null(await TextAsync("targets/index/b.json"));
        Assert.NotNull(await TextAsync("targets/index/b.json", quiet));
        Assert.Equal(["index/f.json"], (await ReadAsync<Targets>(CatalogRoles.Index)).Files.Keys.Select(path => path.Value));

        async Task<string?> NewestAsync() =>
            IndexShard.Parse('b', System.Text.Encoding.UTF8.GetBytes((await TextAsync("targets/index/b.json"))!)).Projects[Bar].Version;
    }

    [Fact]
    public async Task An_event_leaves_the_index_to_the_CI()
    {
        await BeginProjectsAsync();
        Head = Main;
        await ArtifactsAsync(("index/b.json", "{}"));
        await OnlyRefusedAsAsync(RepositoryProblemCodes.OnlineRoleTouched);
    }

    [Fact]
    public async Task Administrators_divide_projects_by_their_first_letters_and_new_ones_find_their_place()
    {
        await BeginProjectsAsync();
        foreach (string name in (string[])["abacus", "absolute", "axiom", "a"])
        {
            await MergedAsync(editor => editor.CreateProject(Catalog.Names.ProjectName.Parse(name), new RoleSettings([Bob], 1, Year), new RoleSettings([Bob], 1, Year), claimed: true), Bob);
        }

        await MergedAsync(editor => editor.DivideProjects(2));

        Assert.Equal(["claimed~a", "claimed~f"], await DelegatedAsync("claimed"));
        Assert.Equal(["a", "claimed~ab", "claimed~ax"], await DelegatedAsync("claimed~a"));
        Assert.Equal(["abacus", "absolute"], await DelegatedAsync("claimed~ab"));
        Assert.Equal(["foo"], await DelegatedAsync("claimed~f"));

        await MergedAsync(editor => editor.CreateProject(Catalog.Names.ProjectName.Parse("abundance"), new RoleSettings([Bob], 1, Year), new RoleSettings([Bob], 1, Year), claimed: true), Bob);
        Assert.Equal(["abacus", "absolute", "claimed~abu"], await DelegatedAsync("claimed~ab"));
        await ReleaseFileAsync(Catalog.Names.ProjectName.Parse("abundance"), "1.0", "deep");
        await MergedAsync(editor => editor.SetSigners(CatalogRoles.Claimed, [Alice, Bob], 2));
        Assert.All((await ViewAsync()).Delegations.Where(known => CatalogRoles.IsClaimed(known.Key)), known => Assert.Equal(2, known.Value[0].Keys.Threshold));
    }

    [Fact]
    public async Task The_CI_divides_what_it_vouches_for_likewise()
    {
        await BeginProjectsAsync();
        await MergedAsync(editor => editor.DivideProjects(2));
        foreach (string name in (string[])["bazaar", "quux"])
        {
            await MergedAsync(editor => editor.CreateProject(Catalog.Names.ProjectName.Parse(name), new RoleSettings([Carol], 1, Year), new RoleSettings([Carol], 1, Year)), Carol);
        }

        Assert.Equal(["new~b", "new~q"], await DelegatedAsync("new"));
        Assert.Equal(["bar", "bazaar"], await DelegatedAsync("new~b"));
        await ReleaseFileAsync(Bar, "1.0", "one");
        await MergedAsync(editor => editor.Claim(Bar));
        Assert.Equal(["bazaar"], await DelegatedAsync("new~b"));
        Assert.Empty((await OnlineSignAsync()).Edits);
    }

    [Fact]
    public async Task A_shard_with_other_signers_than_the_whole_is_refused()
    {
        await BeginProjectsAsync();
        await MergedAsync(editor => editor.DivideProjects(1));
        await MergedAsync(editor => editor.CreateProject(Catalog.Names.ProjectName.Parse("gnu"), new RoleSettings([Bob], 1, Year), new RoleSettings([Bob], 1, Year), claimed: true), Bob);
        await MergedAsync(editor => editor.SetSigners(CatalogRoles.Claimed, [Alice, Bob], 1));
        await ForgeAsync(CatalogRoles.Claimed, claimed => claimed with
        {
            Delegations = claimed.Delegations! with
            {
                Roles = [.. claimed.Delegations.Roles!.Select(role => CatalogRoles.IsClaimed(role.Name) ? role with { KeyIds = [role.KeyIds[0]] } : role)],
            },
        });
        await OnlyRefusedAsAsync(RepositoryProblemCodes.ProjectForm);
    }

    private async Task<IEnumerable<string>> DelegatedAsync(string role) =>
        (await ReadAsync<Targets>(RoleName.Parse(role))).Delegations!.Roles!.Select(delegated => delegated.Name.Value);
}
