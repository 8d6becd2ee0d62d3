using System.Text;
using Playground.EndToEnd.Tests.Stage;
using Playground.Testing;
using Playground.Tuf.Model;
using Xunit;

namespace Playground.EndToEnd.Tests.Verbs;

/// <summary>What the CI says no to, when somebody pushes it past the tools with git alone.</summary>
public sealed class CiRefusals(Begun begun)
{
    private const string Owners = "metadata/projects/ha/hammer.json";
    private const string Releasers = "metadata/projects/ha/hammer.releases.json";
    private const string Claimed = "metadata/claimed.json";
    private const string Top = "metadata/targets.json";

    [Fact]
    public async Task The_CI_says_by_code_what_is_wrong_with_an_event_that_no_tool_of_ours_made()
    {
        await using Community story = await begun.CopyWithWorkshopAsync();
        await story.DoAsync("alice", "project", "claim", "hammer");
        await story.MergeAsync("sign/claim");
        var transcript = new Transcript(story);

        Forge(story, "sign/reach", Owners, owners => owners with
        {
            Delegations = owners.Delegations! with { Roles = [.. owners.Delegations.Roles!.Select(role => role with { Paths = [PathPattern.Parse("projects/*/*/*")] })] },
        });
        await transcript.CiRefusesAsync("PG1133", "the owner of a project has its releasers reach into all others", "sign/reach");
        await story.PushFilesAsync("mallory", "sign/spelling", ("targets/projects/hammer/1.1/hammer.txt", "a hammer that no list shows\n"));
        await transcript.CiRefusesAsync("PG1133", "a file is put beside the releases, under another spelling of a version", "sign/spelling");

        Begin(story, "sign/alike", Rename(story, Owners, "harnmer"), Rename(story, Releasers, "harnmer"));
        await transcript.CiRefusesAsync("PG1134", "a project is begun under a name that looks like another", "sign/alike");

        await story.PushFilesAsync("mallory", "sign/changed", ("targets/projects/hammer/1.1.0/hammer-1.1.0.txt", "another hammer\n"));
        await transcript.CiRefusesAsync("PG1135", "a file of a release is replaced", "sign/changed");
        await story.PushFilesAsync("mallory", "sign/gone", ("targets/projects/hammer/1.1.0/hammer-1.1.0.txt", null));
        await transcript.CiRefusesAsync("PG1135", "a file of a release is taken away", "sign/gone");
        Forge(story, "sign/said", Releasers, releasers => releasers with
        {
            Files = TargetFiles.From(releasers.Files.Select(file => KeyValuePair.Create(file.Key, file.Value with { Custom = file.Value.Custom.Without("playground") }))),
        });
        await transcript.CiRefusesAsync("PG1135", "nothing is said of releases any more", "sign/said");

        var administrators = Read(story, Top).Delegations!.Keys.Where(key => key.Value.UnknownFields.Names.Contains("x-playground-keyowner", StringComparer.Ordinal)).ToDictionary();
        Forge(story, "sign/taken", Claimed, claimed => claimed with
        {
            Delegations = claimed.Delegations! with { Roles = [.. claimed.Delegations.Roles!.Select(role => role with { KeyIds = [.. administrators.Keys.Order()] })], Keys = administrators },
        });
        await transcript.CiRefusesAsync("PG1136", "an administrator puts themselves in the place of an owner", "sign/taken");
        Forge(story, "sign/let-go", Claimed, claimed => claimed with { Delegations = claimed.Delegations! with { Roles = [] } });
        await transcript.CiRefusesAsync("PG1136", "an administrator vouches for a project no longer", "sign/let-go");

        await story.DoAsync("alice", "project", "block", "hammer@1.0.0", "--reason", "Too short.", "--event", "block");
        await story.DoAsync("alice", "release", "remove", "hammer", "1.1.0", "--reason", "A court says so.", "--event", "block");
        await story.MergeAsync("sign/block");
        Forge(story, "sign/last", Top, targets => targets with
        {
            Delegations = targets.Delegations! with { Roles = [.. targets.Delegations.Roles!.Skip(1), targets.Delegations.Roles![0]] },
        });
        await transcript.CiRefusesAsync("PG1137", "what is blocked is asked for last", "sign/last");
        Forge(story, "sign/silent", Top, targets => targets with { UnknownFields = targets.UnknownFields.Without("x-playground-blocked") });
        await transcript.CiRefusesAsync("PG1137", "something is blocked without a reason, and what was taken away is so no longer", "sign/silent");
        await story.PushFilesAsync("mallory", "sign/back", ("targets/projects/hammer/1.1.0/hammer-1.1.0.zip", "back again\n"));
        await transcript.CiRefusesAsync("PG1128", "something comes back under a version that was taken away", "sign/back");
        transcript.Verify();
    }

    /// <summary>Mallory writes another version of a role by hand, which nobody has signed.</summary>
    private static void Forge(Community story, string name, string path, Func<Targets, Targets> edit)
    {
        Targets known = Read(story, path);
        Begin(story, name, (path, Metadata.Of(edit(known) with { Version = known.Version + 1 }).ToBytes()));
    }

    private static Targets Read(Community story, string path) => Metadata.Parse<Targets>(Encoding.UTF8.GetBytes(story.Forge.ReadFile("main", path)!)).Signed;

    private static void Begin(Community story, string name, params (string Path, byte[]? Content)[] files)
    {
        GitClone mallory = story["mallory"];
        mallory.Fetch();
        mallory.Git("switch", "--quiet", "--force-create", name, "origin/main");
        mallory.Commit("Trust me", files);
        mallory.Push(name);
    }

    /// <summary>A role's file under the name of another project, with nothing signed.</summary>
    private static (string Path, byte[]? Content) Rename(Community story, string path, string to)
    {
        Targets role = Read(story, path) with { Version = 1, Files = TargetFiles.Empty };
        string text = Encoding.UTF8.GetString(Metadata.Of(role).ToBytes()).Replace("hammer", to, StringComparison.Ordinal);
        return (path.Replace("/ha/hammer", $"/{to[..2]}/{to}", StringComparison.Ordinal), Metadata.Of(Metadata.Parse<Targets>(Encoding.UTF8.GetBytes(text)).Signed).ToBytes());
    }
}
