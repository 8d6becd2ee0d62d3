using Playground.Catalog.Versions;
using Playground.Repository.Editing;
using Playground.Repository.Events;
using Playground.Repository.Reports;
using Playground.Repository.Tests.Events;
using Playground.Repository.Tests.Projects;
using Playground.Tuf.Model;

namespace Playground.Repository.Tests.Reports;

/// <summary>Reports of what happens to projects, as people read them.</summary>
public sealed class ReportSnapshotTests : ProjectTest
{
    [Fact]
    public async Task A_new_project()
    {
        await BeginAsync();
        await MergedAsync(editor => editor.BeginProjects(new RoleSettings([Alice], 1, Year), Year));
        await ProposedAsync(editor => editor.CreateProject(Bar, new RoleSettings([Carol], 1, Year), new RoleSettings([Carol, Dave], 1, Year)), Carol);

        await ApproveAsync();
    }

    [Fact]
    public async Task A_claimed_project()
    {
        await BeginProjectsAsync();
        await ProposedAsync(editor => editor.Claim(Bar));
        await SignAsync(Alice);

        await ApproveAsync();
    }

    [Fact]
    public async Task A_release_that_waits_for_its_releaser()
    {
        await BeginProjectsAsync();
        await ReleaseFileAsync(Foo, "1.0.0", "one");
        await ProposedAsync(editor => editor.AddRelease(Foo, ReleaseVersion.Parse("1.1.0"), [FileOf("a.txt", "two"), FileOf("b.txt", new string('x', 12_345))]));

        await ApproveAsync();
    }

    [Fact]
    public async Task A_yank_a_file_more_and_a_file_that_must_not_change()
    {
        await BeginProjectsAsync();
        await ReleaseFileAsync(Foo, "1.0.0", "one");
        await ReleaseFileAsync(Foo, "1.1.0", "two");
        await ReleaseFileAsync(Foo, "1.2.0", "three");
        await ProposedAsync(editor =>
        {
            editor.SetStanding(Foo, One, data => data with { Yanked = new Catalog.Releases.Yank("It <b>deletes</b> @everyone's files.", Now) });
            editor.AddRelease(Foo, ReleaseVersion.Parse("1.1.0"), [FileOf("b.txt", "more")]);
        });
        await ForgeAsync(FooReleasers, targets => targets with { Files = targets.Files.With(TargetPath.Parse("projects/foo/1.2.0/a.txt"), FileOf("a.txt", "forged").File) }, goOn: true);

        await ApproveAsync();
    }

    [Fact]
    public async Task Another_threshold_for_root()
    {
        await BeginAsync();
        await ProposedAsync(editor => editor.SetSigners(RoleName.Root, [Alice, Bob, Carol], 2));

        await ApproveAsync();
    }

    private async Task ApproveAsync([System.Runtime.CompilerServices.CallerMemberName] string test = "")
    {
        SigningEvent change = await BothReadings.ReadAsync(Git, Main, Head!.Value, Now);
        EventResult result = EventResult.Of(change, Judge.Verdict(change, "sign/test"));
        EventResult read = EventResult.Parse(result.ToBytes());
        string report = ReportMarkdown.Write(read, new ReportLinks { Repository = new Uri("https://forge.example/owner/name") });
        ReportInertnessTests.RequireInert(report);
        ApprovedText.Verify(
            report.Replace(read.Base!.Value.Value, "BASE", StringComparison.Ordinal).Replace(read.Head.Value, "HEAD", StringComparison.Ordinal)
                .Replace(read.Base.Value.Short, "BASE", StringComparison.Ordinal).Replace(read.Head.Short, "HEAD", StringComparison.Ordinal),
            test: test);
    }
}
