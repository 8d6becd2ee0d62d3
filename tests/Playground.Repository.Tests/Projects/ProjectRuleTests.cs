using Playground.Catalog;
using Playground.Catalog.Names;
using Playground.Catalog.Releases;
using Playground.Repository.Editing;
using Playground.Repository.Git;
using Playground.Repository.Projects;
using Playground.Tuf.Model;

namespace Playground.Repository.Tests.Projects;

/// <summary>Events forged against the form of projects: each is refused by one rule and by no other.</summary>
public sealed class ProjectRuleTests : ProjectTest
{
    private static readonly TargetPath FileOfFoo = TargetPath.Parse("projects/foo/1.0.0/a.txt");

    [Fact]
    public async Task Owners_who_delegate_to_somebody_else_than_releasers_are_refused()
    {
        await BeginProjectsAsync();
        await ForgeAsync(OwnersOf(Foo), foo => foo with
        {
            Delegations = foo.Delegations! with { Roles = [.. foo.Delegations.Roles!.Select(role => role with { Paths = [PathPattern.Parse("projects/foo/1*/*")] })] },
        });
        await OnlyRefusedAsAsync(RepositoryProblemCodes.ProjectForm);
    }

    [Fact]
    public async Task Releasers_who_delegate_are_refused()
    {
        await BeginProjectsAsync();
        await ForgeAsync(FooReleasers, releasers => releasers with
        {
            Delegations = new Delegations
            {
                Keys = new Dictionary<KeyId, Key>(),
                Roles = [new DelegatedRole { Name = OwnersOf(Bar), KeyIds = [], Threshold = 1, Paths = [PathPattern.Parse("projects/foo/x/*")], Terminating = false }],
            },
        });
        Assert.Contains(RepositoryProblemCodes.ProjectForm, (await VerdictAsync()).Roles.SelectMany(role => role.Problems).Select(problem => problem.Code));
    }

    [Fact]
    public async Task Administrators_who_silently_let_go_of_a_project_are_refused()
    {
        await BeginProjectsAsync();
        await ForgeAsync(CatalogRoles.Claimed, claimed => claimed with { Delegations = claimed.Delegations! with { Keys = new Dictionary<KeyId, Key>(), Roles = [] } });
        await OnlyRefusedAsAsync(RepositoryProblemCodes.OwnersDisagree);
    }

    [Fact]
    public async Task Administrators_who_vouch_without_ending_the_search_are_refused()
    {
        await BeginProjectsAsync();
        await ForgeAsync(CatalogRoles.Claimed, claimed => claimed with
        {
            Delegations = claimed.Delegations! with { Roles = [.. claimed.Delegations.Roles!.Select(role => role with { Terminating = false })] },
        });
        await OnlyRefusedAsAsync(RepositoryProblemCodes.ProjectForm);
    }

    [Theory]
    [InlineData("ba-r")]
    [InlineData("b4r")]
    public async Task A_new_name_that_may_be_taken_for_another_is_refused(string name)
    {
        await BeginProjectsAsync();
        await ProposedAsync(editor => editor.CreateProject(ProjectName.Parse(name), new RoleSettings([Dave], 1, Year), new RoleSettings([Dave], 1, Year)), Dave);
        await SignAsync(Dave);
        await OnlyRefusedAsAsync(RepositoryProblemCodes.ProjectLookAlike);
    }

    [Fact]
    public async Task Administrators_may_allow_a_look_alike()
    {
        await BeginProjectsAsync();
        await ProposedAsync(
            editor => editor.CreateProject(ProjectName.Parse("ba-r"), new RoleSettings([Dave], 1, Year), new RoleSettings([Dave], 1, Year), claimed: true), Dave);
        await SignAsync(Dave, Alice);
        await RequireVerifiedAsync();
    }

    [Fact]
    public async Task A_released_file_that_is_not_listed_any_more_is_refused()
    {
        await BeginProjectsAsync();
        await ReleaseFileAsync(Foo, "1.0", "one");
        await ReleaseFileAsync(Foo, "1.1", "two");
        Head = Main;
        await ArtifactsAsync(("projects/foo/1.0.0/a.txt", null));
        await UpdateTargetsAsync();
        await SignAsync(Bob);
        await OnlyRefusedAsAsync(RepositoryProblemCodes.ReleaseChanged);
    }

    [Fact]
    public async Task A_released_file_with_other_content_is_refused()
    {
        await BeginProjectsAsync();
        await ReleaseFileAsync(Foo, "1.0", "one");
        Head = Main;
        await ArtifactsAsync(("projects/foo/1.0.0/a.txt", "another"));
        await UpdateTargetsAsync();
        await SignAsync(Bob);
        await OnlyRefusedAsAsync(RepositoryProblemCodes.ReleaseChanged);
    }

    [Fact]
    public async Task A_released_file_of_which_something_else_is_said_is_refused()
    {
        await BeginProjectsAsync();
        await ReleaseFileAsync(Foo, "1.0", "one");
        await ForgeAsync(FooReleasers, releasers => releasers with { Files = releasers.Files.With(FileOfFoo, new ReleaseData { Kind = "other" }.In(releasers.Files[FileOfFoo])) });
        await OnlyRefusedAsAsync(RepositoryProblemCodes.ReleaseChanged);
    }

    [Fact]
    public async Task A_SHA_512_that_is_not_that_of_the_file_is_refused()
    {
        await BeginProjectsAsync();
        await ProposedAsync(editor =>
        {
            NewReleaseFile file = FileOf("a.txt", "one");
            Hashes forged = Hashes.From([new("sha256", file.File.Hashes.Sha256!), new("sha512", new string('0', 128))]);
            editor.AddRelease(Foo, One, [file with { File = file.File with { Hashes = forged } }]);
        });
        await SignAsync(Bob);
        await OnlyRefusedAsAsync(RepositoryProblemCodes.ArtifactDiffers);
    }

    [Fact]
    public async Task Administrators_who_name_other_owners_than_the_project_does_are_refused()
    {
        await BeginProjectsAsync();
        await MergedAsync(editor => editor.SetSigners(OwnersOf(Foo), [Bob, Dave], 1), Dave);
        await ForgeAsync(CatalogRoles.Claimed, claimed => claimed with
        {
            Delegations = claimed.Delegations! with { Roles = [.. claimed.Delegations.Roles!.Select(role => role with { Threshold = 2 })] },
        });
        await ForgeAsync(OwnersOf(Foo), foo => foo with { Delegations = foo.Delegations! with { } }, goOn: true);
        await OnlyRefusedAsAsync(RepositoryProblemCodes.OwnersDisagree);
    }

    [Fact]
    public async Task Administrators_who_vouch_for_a_project_no_longer_are_refused()
    {
        await BeginProjectsAsync();
        await ForgeAsync(CatalogRoles.Claimed, claimed => claimed with { Delegations = claimed.Delegations! with { Keys = new Dictionary<KeyId, Key>(), Roles = [] } });
        await OnlyRefusedAsAsync(RepositoryProblemCodes.OwnersDisagree);
    }

    [Fact]
    public async Task A_file_of_no_release_is_refused()
    {
        await BeginProjectsAsync();
        Head = Main;
        await ArtifactsAsync(("projects/foo/1.0/a.txt", "under another spelling of 1.0.0"));
        await UpdateTargetsAsync();
        await SignAsync(Bob);
        await OnlyRefusedAsAsync(RepositoryProblemCodes.ProjectForm);
    }

    [Fact]
    public async Task A_file_of_which_something_is_said_that_cannot_be_understood_is_refused()
    {
        await BeginProjectsAsync();
        await ProposedAsync(editor => editor.AddRelease(Foo, One, [FileOf("a.txt", "one")]));
        await ForgeAsync(
            FooReleasers,
            releasers => releasers with { Files = releasers.Files.With(FileOfFoo, releasers.Files[FileOfFoo] with { Custom = releasers.Files[FileOfFoo].Custom.With(ReleaseData.Member, 7) }) },
            goOn: true);
        await OnlyRefusedAsAsync(RepositoryProblemCodes.ProjectForm);
    }

    [Fact]
    public async Task What_administrators_have_taken_away_stays_away()
    {
        await BeginProjectsAsync();
        await ReleaseFileAsync(Foo, "1.0", "one");
        await MergedAsync(editor => editor.RemoveRelease(Foo, One, "A court says so"));
        await ForgeAsync(RoleName.Targets, targets => targets with
        {
            UnknownFields = targets.UnknownFields.Without(Blocks.Field),
            Delegations = targets.Delegations! with { Roles = [.. targets.Delegations.Roles!.Skip(1)], Keys = targets.Delegations.Keys },
        });
        await CommitAsync([GitEdit.Remove(Layout.FileOf(CatalogRoles.Blocked))]);
        Assert.Contains(RepositoryProblemCodes.BlockForm, await CodesAsync());

        await MergedAsync(editor => editor.RemoveRelease(Foo, One));
        Assert.Empty((await ReadAsync<Targets>(FooReleasers)).Files);
        await ForgeAsync(FooReleasers, releasers => releasers with { Files = releasers.Files.With(FileOfFoo, FileOf("a.txt", "another").File) });
        Assert.Contains(RepositoryProblemCodes.ReleaseChanged, await CodesAsync());
    }

    [Fact]
    public async Task What_is_blocked_and_not_taken_away_stays_listed()
    {
        await BeginProjectsAsync();
        await ReleaseFileAsync(Foo, "1.0", "one");
        await MergedAsync(editor => editor.Block(Foo, One, "Because"));
        Head = Main;
        await ArtifactsAsync(("projects/foo/1.0.0/a.txt", null));
        await UpdateTargetsAsync();
        await SignAsync(Bob);
        await OnlyRefusedAsAsync(RepositoryProblemCodes.ReleaseChanged);
    }

    [Fact]
    public async Task A_block_that_is_not_asked_first_is_refused()
    {
        await BeginProjectsAsync();
        await ProposedAsync(editor => editor.Block(Foo, null, "Because"));
        await ForgeAsync(
            RoleName.Targets,
            targets => targets with { Delegations = targets.Delegations! with { Roles = [.. targets.Delegations.Roles!.Skip(1), targets.Delegations.Roles![0]] } },
            goOn: true);
        await OnlyRefusedAsAsync(RepositoryProblemCodes.BlockForm);
    }

    [Fact]
    public async Task A_block_without_a_reason_is_refused()
    {
        await BeginProjectsAsync();
        await ProposedAsync(editor => editor.Block(Foo, null, "Because"));
        await ForgeAsync(RoleName.Targets, targets => targets with { UnknownFields = targets.UnknownFields.Without(Blocks.Field) }, goOn: true);
        await OnlyRefusedAsAsync(RepositoryProblemCodes.BlockForm);
    }
}
