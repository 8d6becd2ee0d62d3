using Playground.Repository.Rules;
using Playground.Repository.Tests.Events;

namespace Playground.Repository.Tests.Rules;

public sealed class FileRuleTests : RuleTest
{
    [Fact]
    public async Task A_workflow_that_slips_in_beside_a_signed_change_is_refused()
    {
        await using TestEvents events = TestEvents.Healthy().Put(".github/workflows/ci.yml", TestFile.Of("on: push\n"));
        Finding found = Assert.Single(await OnlyRefusedAs(RepositoryProblemCodes.OutsideChange, events));
        Assert.Equal("git rm -r --cached -- .github/workflows/ci.yml", found.Fix);
    }

    [Theory]
    [InlineData("playground.yml")]
    [InlineData("targets.txt")]
    [InlineData("metadata2/x.json")]
    public async Task Files_whose_path_only_resembles_the_two_folders_are_outside_of_them(string path)
    {
        await using TestEvents events = TestEvents.Healthy().Put(path, TestFile.Of("x"));
        await OnlyRefusedAs(RepositoryProblemCodes.OutsideChange, events);
    }

    [Fact]
    public async Task A_file_in_place_of_the_folder_targets_is_refused()
    {
        await using TestEvents events = TestEvents.Healthy();
        foreach (string path in events.Files.Keys.Where(path => path.StartsWith("targets/", StringComparison.Ordinal)).ToList())
        {
            events.Put(path, null);
        }

        events.Put("targets", TestFile.Of("x"));
        events.Edit("targets", t => t with { Files = Tuf.Model.TargetFiles.Empty }).Edit("alpha", t => t with { Files = Tuf.Model.TargetFiles.Empty })
            .Edit("beta", t => t with { Files = Tuf.Model.TargetFiles.Empty });
        await OnlyRefusedAs(RepositoryProblemCodes.OutsideChange, events);
    }

    [Fact]
    public async Task The_first_event_of_a_repository_may_bring_workflows()
    {
        await using TestEvents events = TestEvents.Empty().AddOfflineRoles().Put(".github/workflows/ci.yml", TestFile.Of("on: push\n"));
        await Verified(events);
    }

    [Fact]
    public async Task A_symbolic_link_among_artifacts_is_refused()
    {
        await using TestEvents events = TestEvents.Healthy().Put("targets/alpha/link", TestFile.Link("/etc/passwd"));
        await OnlyRefusedAs(RepositoryProblemCodes.NotPlainFile, events);
    }

    [Fact]
    public async Task A_symbolic_link_that_metadata_lists_is_refused_as_a_link()
    {
        await using TestEvents events = TestEvents.Healthy().Put("targets/alpha/link", TestFile.Link("/etc/passwd")).List("alpha", "alpha/link");
        await OnlyRefusedAs(RepositoryProblemCodes.NotPlainFile, events);
    }

    [Fact]
    public async Task A_submodule_among_artifacts_is_refused()
    {
        await using TestEvents events = TestEvents.Healthy().Put("targets/alpha/module", TestFile.Submodule());
        await OnlyRefusedAs(RepositoryProblemCodes.NotPlainFile, events);
    }

    [Fact]
    public async Task A_link_in_place_of_metadata_is_refused()
    {
        await using TestEvents events = TestEvents.Healthy().Put("metadata/alpha.json", TestFile.Link("beta.json"));
        await OnlyRefusedAs(RepositoryProblemCodes.NotPlainFile, events, signed: false);
    }

    [Fact]
    public async Task Metadata_marked_as_a_program_is_refused_and_an_artifact_is_not()
    {
        await using TestEvents events = TestEvents.Healthy();
        events.Put("targets/alpha/tool", TestFile.Program("alpha/tool"u8.ToArray())).List("alpha", "alpha/tool");
        await Verified(events);

        events.Put("metadata/alpha.json", TestFile.Program(events.Files["metadata/alpha.json"].Content));
        await OnlyRefusedAs(RepositoryProblemCodes.NotPlainFile, events);
    }

    [Fact]
    public async Task An_artifact_longer_than_the_limit_is_refused()
    {
        await using TestEvents events = TestEvents.Healthy().Add("alpha/three.txt").List("alpha", "alpha/three.txt");
        await Verified(events);
        await OnlyRefusedAs(RepositoryProblemCodes.TooLong, events, rules: RuleBook.With(new RuleLimits { MaxArtifactLength = "alpha/three.txt".Length - 1 }));
        Assert.Equal(104_857_600, new RuleLimits().MaxArtifactLength);
    }

    [Fact]
    public async Task Metadata_longer_than_64_MiB_is_refused_unread()
    {
        byte[] spaces = new byte[RepositoryView.MaxMetadataLength + 1];
        spaces.AsSpan().Fill((byte)' ');
        await using TestEvents events = TestEvents.Healthy().Put("metadata/alpha.json", TestFile.Of(spaces));
        await OnlyRefusedAs(RepositoryProblemCodes.TooLong, events, signed: false);
    }

    [Theory]
    [InlineData("alpha/con")]
    [InlineData("alpha/LPT1.tar.gz")]
    [InlineData("alpha/end.")]
    [InlineData("alpha/end ")]
    [InlineData("alpha/ begin")]
    [InlineData("alpha/a:b")]
    [InlineData("alpha/a*")]
    [InlineData("alpha/\u202etxt.exe")]
    [InlineData("alpha/zero\u200bwidth")]
    [InlineData("alpha/no\u00a0break")]
    [InlineData("alpha/cafe\u0301")]
    [InlineData("alpha/.gitattributes")]
    [InlineData("alpha/.GitModules")]
    public async Task A_name_that_some_systems_cannot_hold_or_show_is_refused(string path)
    {
        await using TestEvents events = TestEvents.Healthy().Add(path).List("alpha", path);
        await OnlyRefusedAs(RepositoryProblemCodes.OddFileName, events);
    }

    [Fact]
    public async Task A_name_too_long_for_its_published_form_is_refused()
    {
        string path = "alpha/" + new string('x', 191);
        await using TestEvents events = TestEvents.Healthy().Add(path).List("alpha", path);
        await OnlyRefusedAs(RepositoryProblemCodes.OddFileName, events);
    }

    [Fact]
    public async Task A_name_that_is_not_UTF_8_is_refused_and_its_fix_names_its_bytes()
    {
        await using TestEvents events = TestEvents.Healthy().Put("targets/alpha/\xff", TestFile.Of("x"));
        Finding found = Assert.Single(await OnlyRefusedAs(RepositoryProblemCodes.OddFileName, events));
        Assert.Equal("git rm -r --cached -- $'targets/alpha/\\xff'", found.Fix);
    }

    [Theory]
    [InlineData("alpha/naïve-Ω-日本語.txt")]
    [InlineData("alpha/a b (1)~+=.txt")]
    [InlineData("alpha/console.txt")]
    [InlineData("alpha/.hidden")]
    public async Task Ordinary_names_of_the_world_are_welcome(string path)
    {
        await using TestEvents events = TestEvents.Healthy().Add(path).List("alpha", path);
        await Verified(events);
    }

    [Theory]
    [InlineData("alpha/ONE.txt")]
    [InlineData("alpha/One.TXT")]
    public async Task A_name_that_differs_from_a_neighbours_in_case_only_is_refused(string path)
    {
        await using TestEvents events = TestEvents.Healthy().Add(path).List("alpha", path);
        await OnlyRefusedAs(RepositoryProblemCodes.CollidingNames, events);
    }

    [Fact]
    public async Task A_folder_that_differs_from_a_neighbour_in_case_only_is_refused()
    {
        await using TestEvents events = TestEvents.Healthy().Add("Alpha/other.txt").List("targets", "Alpha/other.txt");
        await OnlyRefusedAs(RepositoryProblemCodes.CollidingNames, events);
    }

    [Theory]
    [InlineData("metadata/notes.txt")]
    [InlineData("metadata/folder/alpha.json")]
    [InlineData("metadata/root_history/notes.txt")]
    [InlineData("metadata/root_history/01.root.json")]
    [InlineData("metadata/root_history/deep/1.root.json")]
    [InlineData("metadata/bins/alpha.json")]
    public async Task A_file_among_metadata_that_is_none_is_refused(string path)
    {
        await using TestEvents events = TestEvents.Healthy().Put(path, TestFile.Of("{}"));
        await OnlyRefusedAs(RepositoryProblemCodes.UnknownMetadataFile, events);
    }
}
