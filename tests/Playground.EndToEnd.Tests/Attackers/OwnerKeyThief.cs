using Playground.EndToEnd.Tests.Stage;
using Playground.Tuf.Keys;
using Playground.Tuf.Model;
using Xunit;

namespace Playground.EndToEnd.Tests.Attackers;

/// <summary>Who has the key of one owner of projects, and can push to the forge.</summary>
public sealed class OwnerKeyThief(Begun begun)
{
    [Fact]
    public async Task The_key_of_an_owner_who_decides_alone_forges_releases_through_all_the_rules()
    {
        await using Siege siege = await Siege.BeginAsync(begun, "the forge and one owner's key where one must sign", Projects.Hammer, Projects.Kettle);
        await InviteAsync(siege.Story, Projects.Hammer, Projects.Kettle);
        await siege.Story.MergeAsync("sign/trust-me");
        foreach (string project in (string[])[Projects.Hammer, Projects.Kettle])
        {
            await siege.Story.DoAsync("mallory", "release", "add", project, Attacker.Version, Projects.Write(siege.Story, project, Attacker.Forged), "--event", "forged");
        }

        await siege.Story.MergeAsync("sign/forged");
        await siege.InstallAsync("the owner invites the attacker, who releases; CI says yes to it");
        siege.Verify();
    }

    [Fact]
    public async Task The_key_of_an_owner_forges_nothing_where_two_must_sign_and_in_no_other_project()
    {
        await using Siege siege = await Siege.BeginAsync(begun, "the forge and one owner's key where two must sign", Projects.Compass, Projects.Lantern);
        await siege.TryAsync("one owner names the attacker as releaser; published with the online key", attacker => OnlineKeyThief.With(attacker, _ =>
        {
            foreach (string project in (string[])[Projects.Compass, Projects.Lantern])
            {
                Reach(attacker, project, attacker.Stolen("erin"), project);
                attacker.PublishRelease(project, attacker.Own);
            }
        }));
        await siege.TryAsync("the owner of other projects reaches into these; published with the online key", attacker => OnlineKeyThief.With(attacker, _ =>
        {
            ISigner erin = attacker.Stolen("erin");
            foreach (string mine in (string[])[Projects.Hammer, Projects.Kettle])
            {
                Reach(attacker, mine, erin, Projects.Compass, Projects.Lantern);
                attacker.Edit($"{mine}.releases", releasers => attacker.WithRelease(attacker.WithRelease(releasers, Projects.Compass), Projects.Lantern), attacker.Own);
            }
        }));
        await InviteAsync(siege.Story, Projects.Compass, Projects.Lantern);
        await siege.ForceAsync("one owner invites the attacker; it is merged, and the CI is asked to publish it", "sign/trust-me");
        siege.Verify();
    }

    /// <summary>The owners' role of a project delegates paths of projects to its releasers' role, which the attacker signs.</summary>
    private static void Reach(Attacker attacker, string project, ISigner owner, params string[] into) => attacker.Edit(
        project,
        owners => owners with { Delegations = new Delegations { Keys = attacker.OwnKey(), Roles = [attacker.To($"{project}.releases", into[0]) with { Paths = [.. into.Select(one => PathPattern.Parse($"projects/{one}/*/*"))] }] } },
        owner);

    /// <summary>With @erin's key the attacker is invited to release projects, accepts, and has that signed with @erin's key.</summary>
    private static async Task InviteAsync(Community story, params string[] projects)
    {
        foreach (string project in projects)
        {
            await AsErinAsync(story, "project", "invite", project, "@mallory", "--event", "trust-me");
        }

        await story.DoAsync("mallory", "sign", "trust-me");
        await AsErinAsync(story, "sign", "trust-me");
    }

    private static async Task AsErinAsync(Community story, params string[] arguments) =>
        (await story.Tools.PlaygroundAsync("mallory", [.. arguments, "--user", "@erin", "--key", story.Tools.KeyOf("erin"), "--yes"])).Succeeded();
}
