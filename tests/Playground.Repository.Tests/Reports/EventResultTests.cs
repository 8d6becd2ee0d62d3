using System.Text;
using System.Text.Json.Nodes;
using Playground.Repository.Events;
using Playground.Repository.Reports;
using Playground.Repository.Tests.Events;

namespace Playground.Repository.Tests.Reports;

/// <summary>The result of judging, as it goes from the job that reads a proposal to the job that may write.</summary>
public sealed class EventResultTests
{
    [Fact]
    public async Task A_result_is_the_verdict_and_more()
    {
        EventResult result = await BusyAsync();

        Assert.Equal(["root", "targets", "alpha"], result.Roles.Select(role => role.Role));
        Assert.Equal((2, 1L, false), ((int)result.Roles[0].Version!, result.Roles[0].VersionBefore, result.Verified));
        Assert.Equal(["@alice"], result.Roles[0].Signed);
        Assert.Equal(["@carol"], result.Roles[0].Missing);
        Assert.Equal(["@bob"], result.Roles[0].Previous!.Missing);
        ArtifactResult two = Assert.Single(result.Roles[2].Changes);
        Assert.Equal(("alpha/two.txt", 13, TestEvents.Describe("alpha/two.txt").Hashes.Sha256), (two.Path, two.Length, two.Sha256));
        Assert.Equal("@frank", Assert.Single(result.Invitations).Person);
        Assert.Equal(["@bob", "@carol"], result.Known);
        Assert.Contains(result.Delegations, edge => edge is { Delegator: "targets", Role: "alpha", State: RoleState.Changed, People: 1 });
        Assert.Equal("PG1128", Assert.Single(result.Roles[1].Problems).Code);
    }

    [Fact]
    public async Task The_same_result_is_read_back_from_the_same_bytes()
    {
        byte[] bytes = (await BusyAsync()).ToBytes();

        Assert.Equal(Encoding.UTF8.GetString(bytes), Encoding.UTF8.GetString(EventResult.Parse(bytes).ToBytes()));
        Assert.DoesNotContain(bytes, b => b > 0x7e);
    }

    [Theory]
    [InlineData("format", "2")]
    [InlineData("format", "\"1\"")]
    [InlineData("event", "null")]
    [InlineData("head", "\"HEAD\"")]
    [InlineData("base", "\"../../main\"")]
    [InlineData("judged", "\"now\"")]
    [InlineData("verified", "true")]
    [InlineData("verified", "\"false\"")]
    [InlineData("roles", "null")]
    [InlineData("roles", "[null]")]
    [InlineData("known", "[null]")]
    [InlineData("problems", "[{\"code\":\"<b>\",\"message\":\"\",\"fix\":\"\"}]")]
    [InlineData("problems", "[{\"code\":\"PG1101\",\"message\":\"\"}]")]
    [InlineData("invitations", "[{\"person\":\"frank\",\"roles\":[]}]")]
    [InlineData("leftOut", "{}")]
    [InlineData("further", "1")]
    public async Task What_is_not_just_a_result_is_refused(string member, string value)
    {
        JsonObject json = JsonNode.Parse((await BusyAsync()).ToBytes())!.AsObject();
        json[member] = JsonNode.Parse(value);

        Refused(Encoding.UTF8.GetBytes(json.ToJsonString()));
    }

    [Theory]
    [InlineData("verified", "true")]
    [InlineData("threshold", "1")]
    [InlineData("version", "-1")]
    [InlineData("signed", "[7]")]
    [InlineData("further", "1")]
    [InlineData("changes", "[{\"path\":\"a\",\"change\":\"Added\",\"length\":1}]")]
    [InlineData("changes", "[{\"path\":\"a\",\"change\":\"removed\",\"length\":1}]")]
    [InlineData("changes", "[{\"path\":\"a\",\"change\":\"added\",\"length\":1,\"sha256\":\"00\"}]")]
    [InlineData("words", "[{\"kind\":\"heading\",\"text\":\"\"}]")]
    public async Task A_role_that_contradicts_itself_is_refused(string member, string value)
    {
        JsonObject json = JsonNode.Parse((await BusyAsync()).ToBytes())!.AsObject();
        JsonObject root = json["roles"]![0]!.AsObject();
        root["previous"] = null;
        root.Remove("previous");
        root[member] = JsonNode.Parse(value);

        Refused(Encoding.UTF8.GetBytes(json.ToJsonString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"format\":1,\"format\":1}")]
    public void What_is_no_result_at_all_is_refused(string json) => Refused(Encoding.UTF8.GetBytes(json));

    [Fact]
    public async Task A_member_twice_or_missing_is_refused()
    {
        string json = Encoding.UTF8.GetString((await BusyAsync()).ToBytes());

        Refused(Encoding.UTF8.GetBytes(json.Replace("\"verified\": false", "\"verified\": false, \"verified\": false", StringComparison.Ordinal)));
        foreach (string member in JsonNode.Parse(json)!.AsObject().Select(entry => entry.Key).ToList())
        {
            JsonObject without = JsonNode.Parse(json)!.AsObject();
            without.Remove(member);
            Refused(Encoding.UTF8.GetBytes(without.ToJsonString()));
        }
    }

    [Fact]
    public void What_is_too_long_is_not_even_read() => Refused(new byte[EventResult.MaxLength + 1]);

    [Fact]
    public async Task However_much_was_proposed_the_result_fits_and_says_what_it_lacks()
    {
        await using TestEvents events = TestEvents.Healthy();
        events.Edit("alpha", targets => targets with
        {
            Files = Tuf.Model.TargetFiles.From(Enumerable.Range(0, 30_000).Select(i => KeyValuePair.Create(
                Tuf.Model.TargetPath.Parse($"alpha/{new string('\u202e', 300)}{i}"), TestEvents.Describe("x")))),
        });

        SigningEvent change = await events.ReadAsync();
        byte[] bytes = EventResult.Of(change, Judge.Verdict(change, TestEvents.Name, [])).ToBytes();

        Assert.InRange(bytes.Length, 1, EventResult.MaxLength);
        EventResult read = EventResult.Parse(bytes);
        Assert.Equal(30_001, read.LeftOut.Changes + read.Roles[0].Changes.Count);
        Assert.InRange(read.LeftOut.Changes, 10_000, 29_999);
    }

    private static void Refused(byte[] json) =>
        Assert.Equal(RepositoryProblemCodes.BadEventResult, Assert.Throws<TufException>(() => EventResult.Parse(json)).Code);

    internal static async Task<EventResult> BusyAsync()
    {
        await using TestEvents events = TestEvents.Healthy()
            .EditRootRole("root", root => root with { KeyIds = [TestPerson.Alice.KeyId, TestPerson.Carol.KeyId] }, TestPerson.Carol)
            .Unsign<Tuf.Model.Root>("root", TestPerson.Carol, TestPerson.Bob)
            .Invite("frank", "alpha").Add("alpha/two.txt").List("alpha", "alpha/two.txt").Add("new.txt");
        SigningEvent change = await events.ReadAsync();
        return EventResult.Of(change, Judge.Verdict(change, TestEvents.Name));
    }
}
