using Playground.EndToEnd.Tests.Stage;
using Playground.Testing;
using Playground.Tuf.Model;
using Xunit;

namespace Playground.EndToEnd.Tests.Attackers;

/// <summary>Who has all of the forge and the web server, and no key.</summary>
public sealed class ForgeAndServer(Begun begun)
{
    [Fact]
    public async Task Who_has_the_forge_and_the_web_server_forges_nothing()
    {
        await using Siege siege = await Siege.BeginAsync(begun, "the forge and the web server", Projects.Hammer, Projects.Kettle);
        await siege.TryAsync("the files themselves are others", _ =>
        {
            foreach (string file in Directory.EnumerateFiles(Path.Combine(siege.Story.Tools.Public, "targets", "projects"), "*", SearchOption.AllDirectories))
            {
                File.WriteAllText(file, Attacker.Forged);
            }
        });
        await siege.TryAsync("everything but root is signed with the attacker's key", SignAll);
        await siege.TryAsync("a new root trusts the attacker's key", attacker =>
        {
            Root root = attacker.Read<Root>("root");
            attacker.Publish(
                "root",
                root with { Version = root.Version + 1, Keys = attacker.OwnKey(), Roles = root.Roles.ToDictionary(role => role.Key, role => role.Value with { KeyIds = [attacker.Own.KeyId], Threshold = 1 }) },
                attacker.Own);
            attacker.Edit("targets", known => known, attacker.Own);
            SignAll(attacker);
        });
        await siege.TryAsync("what is published is what was before the claim", _ =>
        {
            Directory.Delete(siege.Story.Tools.Public, recursive: true);
            Projects.Copy(Projects.PastOf(siege.Story), siege.Story.Tools.Public);
        });
        await PushToMainAsync(siege);
        siege.Verify();
    }

    [Fact]
    public async Task Who_serves_the_past_is_believed_until_the_timestamp_expires()
    {
        await using Community story = await begun.CopyWithProjectsAsync();
        Victim known = await Victim.FreshAsync(story, "known");
        await known.InstallAsync(Projects.Hammer);

        story.PassDays(3);
        Assert.Equal((Projects.ContentOf(Projects.Hammer), Projects.ContentOf(Projects.Hammer)), await known.InstallAsync(Projects.Hammer));
        story.PassDays(2);
        Assert.Equal((Victim.Refused, Victim.Refused), await known.InstallAsync(Projects.Hammer));
        Assert.Equal((Victim.Refused, Victim.Refused), await (await Victim.FreshAsync(story)).InstallAsync(Projects.Hammer));
    }

    private static void SignAll(Attacker attacker)
    {
        attacker.PublishProject(Projects.Hammer);
        attacker.PublishProject(Projects.Kettle);
        attacker.Edit("new", known => attacker.Taking(known, Projects.Hammer, Projects.Kettle), attacker.Own);
        attacker.Edit("claimed", known => attacker.Taking(known, Projects.Hammer), attacker.Own);
        attacker.PublishSnapshot(attacker.Own);
    }

    /// <summary>Main is made to hold a release that the attacker signed; the CI, which is honest, is to publish it.</summary>
    private static async Task PushToMainAsync(Siege siege)
    {
        ToolStage tools = siege.Story.Tools;
        using (var attacker = new Attacker(siege.Story))
        {
            attacker.PublishRelease(Projects.Hammer, attacker.Own);
            attacker.PublishRelease(Projects.Kettle, attacker.Own);
            GitClone clone = tools["mallory"];
            clone.Branch("sign/trust-me", "origin/main");
            clone.Commit("Trust me", [.. ((string[])[Projects.Hammer, Projects.Kettle]).SelectMany(project => ((string, byte[]?)[])
            [
                ($"metadata/projects/{project[..2]}/{project}.releases.json", attacker.FileOf($"{project}.releases")),
                ($"targets/{Projects.FileOf(project, Attacker.Version)}", System.Text.Encoding.UTF8.GetBytes(Attacker.Forged)),
            ])]);
            clone.Push();
        }

        siege.Restore();
        await siege.ForceAsync("main holds releases that the attacker signed, and the CI is asked to publish it", "sign/trust-me");
    }
}
