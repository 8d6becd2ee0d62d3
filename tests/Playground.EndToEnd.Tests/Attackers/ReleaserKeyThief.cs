using Playground.EndToEnd.Tests.Stage;
using Playground.Tuf.Keys;
using Xunit;

namespace Playground.EndToEnd.Tests.Attackers;

/// <summary>Who has the forge, the web server, the online key, and the key of one of two releasers who must both sign.</summary>
public sealed class ReleaserKeyThief(Begun begun)
{
    [Fact]
    public async Task One_releasers_key_where_two_must_sign_adds_nothing_to_the_online_key()
    {
        await using Siege siege = await Siege.BeginAsync(begun, "that, and one releaser's key where two must sign", Projects.Compass, Projects.Lantern);
        await siege.TryAsync("one releaser signs the release", attacker => OnlineKeyThief.With(attacker, _ => Release(attacker, attacker.Stolen("dave"))));
        await siege.TryAsync("one releaser signs it twice, and the attacker too", attacker => OnlineKeyThief.With(attacker, _ =>
            Release(attacker, attacker.Stolen("dave"), attacker.Stolen("dave"), attacker.Own)));
        await siege.TryAsync("without that key: the CI's role vouches for the attacker's own roles", attacker => OnlineKeyThief.VouchForBoth(attacker, Projects.Compass, Projects.Lantern));
        await siege.TryAsync("without that key: the administrators' role is shown as it was before the claim", attacker =>
            OnlineKeyThief.GoBackBeforeTheClaim(attacker, Projects.Compass));
        foreach (string project in (string[])[Projects.Compass, Projects.Lantern])
        {
            await siege.Story.DoAsync("dave", "release", "add", project, Attacker.Version, Projects.Write(siege.Story, project, Attacker.Forged), "--event", "trust-me");
        }

        await siege.ForceAsync("one releaser's event is merged, and the CI is asked to publish it", "sign/trust-me");
        siege.Verify();
    }

    private static void Release(Attacker attacker, params ISigner[] signers)
    {
        attacker.PublishRelease(Projects.Compass, signers);
        attacker.PublishRelease(Projects.Lantern, signers);
    }
}
