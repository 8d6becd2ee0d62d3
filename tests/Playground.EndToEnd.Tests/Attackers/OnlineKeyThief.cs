using Playground.EndToEnd.Tests.Stage;
using Playground.Tuf.Keys;
using Playground.Tuf.Model;
using Xunit;

namespace Playground.EndToEnd.Tests.Attackers;

/// <summary>Who has the forge, the web server and the online key.</summary>
public sealed class OnlineKeyThief(Begun begun)
{
    [Fact]
    public async Task The_online_key_forges_new_projects_and_claimed_ones_only_for_clients_that_have_not_seen_the_claim()
    {
        await using Siege siege = await Siege.BeginAsync(begun, "that, and the online key", Projects.Hammer, Projects.Kettle);
        await siege.TryAsync("the CI's role vouches for the attacker's own roles of the same names", attacker => VouchForBoth(attacker, Projects.Hammer, Projects.Kettle));
        await siege.TryAsync("the CI's role lists the files itself", attacker => With(attacker, online =>
            attacker.Edit("new", known => attacker.WithRelease(attacker.WithRelease(known, Projects.Hammer), Projects.Kettle), online)));
        await siege.TryAsync("and the administrators' role is left out of the snapshot", attacker => With(attacker, online =>
        {
            TakeClaimed(attacker, Projects.Hammer, online);
            attacker.List("claimed", null);
        }));
        await siege.TryAsync("and the administrators' role is signed with the online key", attacker => With(attacker, online =>
        {
            TakeClaimed(attacker, Projects.Hammer, online);
            attacker.Edit("claimed", known => known with { Delegations = null }, online);
        }));
        await siege.TryAsync("and the administrators' role is shown as it was before the claim", attacker => GoBackBeforeTheClaim(attacker, Projects.Hammer));
        await siege.TryAsync("the releasers' roles with the release are signed with the online key", attacker => With(attacker, online =>
        {
            attacker.PublishRelease(Projects.Hammer, online);
            attacker.PublishRelease(Projects.Kettle, online);
        }));
        siege.Verify();
    }

    [Fact]
    public async Task What_administrators_signed_before_a_claim_deceives_fresh_clients_until_it_expires_and_nobody_else()
    {
        await using Community story = await begun.CopyWithProjectsAsync();
        Victim fresh = await Victim.FreshAsync(story);
        Victim known = fresh.Copy("known");
        Assert.Equal((Projects.ContentOf(Projects.Hammer), Projects.ContentOf(Projects.Hammer)), await known.InstallAsync(Projects.Hammer));
        using (var attacker = new Attacker(story))
        {
            GoBackBeforeTheClaim(attacker, Projects.Hammer);
        }

        Assert.Equal((Attacker.Forged, Attacker.Forged), await fresh.Copy("early").InstallAsync(Projects.Hammer, Attacker.Version));
        Assert.Equal((Victim.Refused, Victim.Refused), await known.InstallAsync(Projects.Hammer, Attacker.Version));

        story.PassDays(61);
        Assert.Equal((Victim.Refused, Victim.Refused), await fresh.InstallAsync(Projects.Hammer, Attacker.Version));
    }

    [Fact]
    public async Task Who_begins_with_the_newest_root_is_not_deceived_with_an_online_key_that_was_replaced()
    {
        await using Community story = await begun.CopyWithProjectsAsync();
        string pem = story.Tools.Sandbox.PathOf("keys/online.pem");
        string before = story.Tools.Sandbox.PathOf("before");
        Projects.Copy(story.Tools.Public, before);
        File.Copy(pem, story.Tools.Sandbox.PathOf("keys/stolen.pem"));
        await story.Tools.MakeKeyAsync("new-online");
        await story.DoAsync("alice", "delegate", "new-online", "timestamp", "--online-key", story.Tools.KeyOf("new-online"));
        await story.DoAsync("bob", "sign");
        await story.Tools.MergeAsync("sign/new-online");
        File.Copy(story.Tools.Sandbox.PathOf("keys/new-online.pem"), pem, overwrite: true);
        await story.Tools.PublishAsync();
        string newest = story.Tools.Sandbox.PathOf("2.root.json");
        File.Copy(Path.Combine(story.Tools.Public, "metadata", "2.root.json"), newest);

        Directory.Delete(story.Tools.Public, recursive: true);
        Projects.Copy(before, story.Tools.Public);
        using (var attacker = new Attacker(story))
        {
            ISigner stolen = attacker.Stolen("stolen");
            attacker.PublishProject(Projects.Kettle);
            attacker.Edit("new", known => attacker.Taking(known, Projects.Kettle), stolen);
            attacker.PublishSnapshot(stolen);
        }

        Assert.Equal(Attacker.Forged, (await (await Victim.FreshAsync(story)).InstallAsync(Projects.Kettle)).Playget);
        Assert.Equal(Victim.Refused, (await (await Victim.FreshAsync(story, "careful", newest)).InstallAsync(Projects.Kettle)).Playget);
    }

    /// <summary>The CI's role vouches for both; what is there of the attacker's has the names of the projects' own roles.</summary>
    internal static void VouchForBoth(Attacker attacker, string claimed, string fresh) => With(attacker, online =>
    {
        TakeClaimed(attacker, claimed, online);
        attacker.PublishProject(fresh);
        attacker.Edit("new", known => attacker.Taking(known, claimed, fresh), online);
    });

    /// <summary>A claimed project is shown as if the administrators had not claimed it yet, with the metadata that they signed then.</summary>
    internal static void GoBackBeforeTheClaim(Attacker attacker, string claimed) => With(attacker, online =>
    {
        TakeClaimed(attacker, claimed, online);
        attacker.List("claimed", attacker.Read<Targets>("claimed").Version - 1);
    });

    /// <summary>Something is done with the online key, and a snapshot is signed with it.</summary>
    internal static void With(Attacker attacker, Action<ISigner> attack)
    {
        ISigner online = attacker.Stolen("online");
        attack(online);
        attacker.PublishSnapshot(online);
    }

    private static void TakeClaimed(Attacker attacker, string claimed, ISigner online)
    {
        attacker.PublishProject(claimed);
        attacker.Edit("new", known => attacker.Taking(known, claimed), online);
    }
}
