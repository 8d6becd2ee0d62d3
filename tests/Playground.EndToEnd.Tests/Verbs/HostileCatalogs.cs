using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Playground.EndToEnd.Tests.Attackers;
using Playground.EndToEnd.Tests.Stage;
using Playground.Tuf.Keys;
using Playground.Tuf.Model;
using Xunit;

namespace Playground.EndToEnd.Tests.Verbs;

/// <summary>What is well signed and makes no sense: by a releaser, and by the online key.</summary>
public sealed class HostileCatalogs(Begun begun)
{
    [Fact]
    public async Task What_is_signed_of_releases_or_in_the_index_and_cannot_be_understood_is_refused_with_its_code()
    {
        await using Community story = await begun.CopyWithProjectsAsync();
        var transcript = new Transcript(story);
        using (var attacker = new Attacker(story))
        {
            ISigner online = attacker.Stolen("online");
            attacker.Edit(
                "kettle.releases",
                releasers => releasers with { Files = TargetFiles.From(releasers.Files.Select(file => KeyValuePair.Create(file.Key, file.Value with { Custom = file.Value.Custom.With("playground", JsonElement.Parse("\"nonsense\"")) }))) },
                attacker.Stolen("dave"));
            byte[] index = Encoding.UTF8.GetBytes("{\"format\":1,\"projects\":{\"hammer\":7}}");
            string hash = Convert.ToHexStringLower(SHA256.HashData(index));
            await File.WriteAllBytesAsync(Path.Combine(story.Tools.Public, "targets", "index", $"{hash}.h.json"), index, TestContext.Current.CancellationToken);
            attacker.Edit(
                "index",
                known => known with { Files = known.Files.With(TargetPath.Parse("index/h.json"), new TargetFile { Length = index.Length, Hashes = Hashes.From([new("sha256", hash)]) }) },
                online);
            attacker.PublishSnapshot(online);
        }

        await transcript.PlaygetRefusesAsync(4, "PG1505", "here", "get", Projects.Kettle);
        await transcript.PlaygetRefusesAsync(4, "PG1506", "here", "search", Projects.Hammer);
        Assert.Empty(Directory.EnumerateFiles(story.Tools.Sandbox.PathOf("here")));
        Assert.Equal("./hammer.txt\n", (await story.PlaygetInAsync("here", "get", Projects.Hammer)).Succeeded().Answer);
        transcript.Verify();
    }
}
