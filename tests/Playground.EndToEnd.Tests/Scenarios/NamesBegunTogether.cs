using System.Text.Json;
using Playground.EndToEnd.Tests.Stage;
using Playground.Testing;
using Xunit;

namespace Playground.EndToEnd.Tests.Scenarios;

/// <summary>Two people begin projects with names that may be taken for each other, before either is merged.</summary>
public sealed class NamesBegunTogether(Begun begun)
{
    private const string First = "kettle";
    private const string Second = "kett1e";

    [Fact]
    public async Task The_second_is_refused_after_the_first_was_merged_and_if_it_is_merged_by_force_no_client_gets_it_until_administrators_allow_it()
    {
        await using Community story = await begun.CopyWithWorkshopAsync();
        await BeginBothAsync(story);
        await story.MergeAsync($"sign/project-{First}");

        string waits = await story.WaitsForAsync($"sign/project-{Second}");
        Assert.Contains("PG1134", waits, StringComparison.Ordinal);
        ToolRun sign = await story.Tools.SureAsync("dave", "sign", $"project-{Second}");
        Assert.Equal(4, sign.ExitCode);
        Assert.Contains($"PG1134: The name '{Second}' may be taken for '{First}': the two look alike.", sign.Talk, StringComparison.Ordinal);

        ToolRun signed = await ForceAsync(story, Second);
        Assert.Contains($"PG1312: '{Second}' is on main, ", signed.Talk, StringComparison.Ordinal);
        Assert.Contains($"playground project claim {Second}.", signed.Talk, StringComparison.Ordinal);
        await ReleaseAsync(story, "erin", First);
        ToolRun release = await story.Tools.SureAsync("dave", "release", "add", Second, "1.0.0", story.Write($"{Second}.txt", Content(Second)), "--event", "early");
        Assert.Equal(2, release.ExitCode);
        Assert.Contains($"PG1215: '{Second}' is on main, and nobody vouches for it", release.Talk, StringComparison.Ordinal);
        await story.AssertServedAsync(FileOf(First), Content(First));
        await story.AssertServedAsync(FileOf(Second), null);
        Assert.DoesNotContain(Directory.EnumerateFiles(story.Tools.Public, "*", SearchOption.AllDirectories), file => file.Contains(Second, StringComparison.Ordinal));
        Assert.Equal(1, (await story.PlaygetInAsync("late", "get", Second)).ExitCode);
        Assert.Contains($"{Second}\tnobody yet\tno release\n", await story.LookAsync("alice", "project", "list"), StringComparison.Ordinal);
        JsonElement item = Assert.Single(await LeftOutAsync(story));
        Assert.Equal((Second, "due", $"playground project claim {Second}"), (item.GetProperty("name").GetString(), item.GetProperty("state").GetString(), item.GetProperty("fix").GetString()));

        await story.DoAsync("alice", "project", "claim", Second, "--event", "allow");
        await story.MergeAsync("sign/allow");
        await ReleaseAsync(story, "dave", Second);
        await story.AssertServedAsync(FileOf(Second), Content(Second));
        await story.AssertServedAsync(FileOf(First), Content(First));
        Assert.Empty(await LeftOutAsync(story));
        Assert.DoesNotContain("PG1312", (await story.Tools.CiAsync("online-sign")).Succeeded().Talk, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_that_are_merged_before_the_CI_signs_the_first_is_published_and_the_second_may_begin_under_another_name()
    {
        await using Community story = await begun.CopyWithWorkshopAsync();
        await BeginBothAsync(story);
        story.Tools.PressMerge($"sign/project-{Second}");
        ToolRun signed = await ForceAsync(story, First);
        Assert.Contains($"PG1312: '{First}' is on main, ", signed.Talk, StringComparison.Ordinal);
        await ReleaseAsync(story, "dave", Second);
        await story.AssertServedAsync(FileOf(Second), Content(Second));

        GitClone erin = story["erin"];
        erin.Fetch();
        erin.Git("switch", "--quiet", "--force-create", "sign/away", "origin/main");
        erin.Git("rm", "--quiet", $"metadata/projects/ke/{First}.json", $"metadata/projects/ke/{First}.releases.json");
        erin.Git("commit", "--quiet", "--message", "Away");
        erin.Push("sign/away");
        await story.MergeAsync("sign/away");
        Assert.Empty(await LeftOutAsync(story));
        await story.DoAsync("erin", "project", "create", "samovar");
        await story.MergeAsync("sign/project-samovar");
        await ReleaseAsync(story, "erin", "samovar");
        await story.AssertServedAsync(FileOf("samovar"), Content("samovar"));
        Assert.DoesNotContain("PG1312", (await story.Tools.CiAsync("online-sign")).Succeeded().Talk, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Administrators_may_allow_the_second_before_it_is_merged()
    {
        await using Community story = await begun.CopyWithWorkshopAsync();
        await BeginBothAsync(story);
        await story.MergeAsync($"sign/project-{First}");
        Assert.Contains("PG1134", await story.WaitsForAsync($"sign/project-{Second}"), StringComparison.Ordinal);

        await story.DoAsync("alice", "project", "claim", Second, "--event", $"project-{Second}");
        await story.MergeAsync($"sign/project-{Second}");
        await ReleaseAsync(story, "dave", Second);
        await story.AssertServedAsync(FileOf(Second), Content(Second));
        Assert.Empty(await LeftOutAsync(story));
    }

    /// <summary>Both events are judged before either is merged, and each verdict is yes.</summary>
    private static async Task BeginBothAsync(Community story)
    {
        await story.DoAsync("erin", "project", "create", First);
        await story.DoAsync("dave", "project", "create", Second);
        foreach (string project in (string[])[First, Second])
        {
            Assert.True((await story.VerdictAsync($"sign/project-{project}")).GetProperty("verified").GetBoolean());
        }
    }

    /// <summary>Somebody merges whatever the CI says; what it says when it signs and publishes all the same.</summary>
    private static async Task<ToolRun> ForceAsync(Community story, string project)
    {
        story.Tools.PressMerge($"sign/project-{project}");
        ToolRun signed = (await story.Tools.CiAsync("online-sign")).Succeeded();
        await story.Tools.PublishAsync();
        return signed;
    }

    private static async Task ReleaseAsync(Community story, string person, string project)
    {
        await story.DoAsync(person, "release", "add", project, "1.0.0", story.Write($"{project}.txt", Content(project)), "--event", $"{project}-1");
        await story.MergeAsync($"sign/{project}-1");
    }

    private static string Content(string project) => $"what the releasers of {project} signed\n";

    private static string FileOf(string project) => Projects.FileOf(project);

    private static async Task<IEnumerable<JsonElement>> LeftOutAsync(Community story)
    {
        ToolRun health = await story.Tools.CiAsync("health", "--output", "json");
        return JsonElement.Parse(health.Answer).GetProperty("items").EnumerateArray().Where(item => item.GetProperty("subject").GetString() == "project");
    }
}
