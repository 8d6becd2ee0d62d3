using Playground.EndToEnd.Tests.Stage;
using Xunit;

namespace Playground.EndToEnd.Tests.Attackers;

/// <summary>Projects as clients see them while nobody attacks.</summary>
public sealed class ProjectClients(Begun begun)
{
    [Fact]
    public async Task A_claimed_and_a_new_project_are_downloaded_by_target_path_and_what_is_blocked_is_refused_by_every_client()
    {
        await using Community story = await begun.CopyWithProjectsAsync();
        Victim known = await Victim.FreshAsync(story);
        foreach (string project in (string[])[Projects.Hammer, Projects.Kettle, Projects.Compass, Projects.Lantern])
        {
            Assert.Equal((Projects.ContentOf(project), Projects.ContentOf(project)), await known.InstallAsync(project));
        }

        await story.DoAsync("bob", "project", "block", Projects.Kettle, "--reason", "It scalds people.", "--event", "block");
        await story.DoAsync("bob", "project", "block", $"{Projects.Hammer}@1.0.0", "--reason", "Its head flies off.", "--event", "block");
        await story.MergeAsync("sign/block");
        foreach (Victim client in (Victim[])[known, await Victim.FreshAsync(story, "late")])
        {
            Assert.Equal((Victim.Refused, Victim.None), await client.InstallAsync(Projects.Kettle));
            Assert.Equal((Victim.None, Victim.None), await client.InstallAsync(Projects.Hammer));
            Assert.Equal((Projects.ContentOf(Projects.Lantern), Projects.ContentOf(Projects.Lantern)), await client.InstallAsync(Projects.Lantern));
        }
    }
}
