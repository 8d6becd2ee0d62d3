using System.Text.Json;
using Playground.Testing;
using Xunit;

namespace Playground.Ci.Tests;

/// <summary>Trouble is told before anybody notices.</summary>
[Collection(nameof(HealthyCollection))]
public sealed class HealthTests(Healthy healthy)
{
    [Fact]
    public async Task Nothing_is_due_in_a_healthy_repository_that_is_published()
    {
        using ToolStage stage = healthy.Copy();
        await stage.PublishAsync();

        ToolRun health = await stage.CiAsync("health", "--url", new Uri(stage.Public).AbsoluteUri, "--keys");

        Assert.True(health.ExitCode == 0, health.Answer + health.Talk);
        Assert.StartsWith("## Nothing is due\n", health.Answer, StringComparison.Ordinal);
        Assert.Contains("| good | publication ", health.Answer, StringComparison.Ordinal);
        Assert.Contains("| good | online key ", health.Answer, StringComparison.Ordinal);
        Assert.Equal(4, health.Answer.Split('\n').Count(line => line.StartsWith("| good | role ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Roles_that_nobody_signed_in_time_are_due_and_the_json_says_the_same()
    {
        using ToolStage stage = healthy.Copy();
        await stage.PublishAsync();

        JsonElement[] items = await DueAsync(stage, 355);

        Assert.Equal(["role root", "role targets", "role timestamp", "role snapshot"], items.Where(item => item.GetProperty("state").GetString() == "due").Select(Name).OrderBy(name => name == "role snapshot"));
        JsonElement root = items.Single(item => Name(item) == "role root");
        Assert.InRange(root.GetProperty("days").GetInt32(), 8, 10);
        Assert.Equal("playground-ci create-events", root.GetProperty("fix").GetString());
        Assert.True(items.Single(item => Name(item) == "role timestamp").GetProperty("days").GetInt32() < 0);
    }

    [Fact]
    public async Task A_role_in_its_signing_period_has_time_and_days_are_settable()
    {
        using ToolStage stage = healthy.Copy();
        await stage.PublishAsync();

        Assert.Equal("soon", (await DueAsync(stage, 320)).Single(item => Name(item) == "role root").GetProperty("state").GetString());
        Assert.Equal("due", (await DueAsync(stage, 320, "--expiry-days", "60")).Single(item => Name(item) == "role root").GetProperty("state").GetString());
    }

    [Fact]
    public async Task An_event_that_waits_too_long_is_due_and_says_for_whom()
    {
        using ToolStage stage = healthy.Copy();
        (await stage.SureAsync("alice", "delegate", "longer", "root", "--expiry-days", "400")).Succeeded();

        JsonElement young = (await DueAsync(stage, 1)).Single(item => Name(item) == "event sign/longer");
        JsonElement old = (await DueAsync(stage, 20)).Single(item => Name(item) == "event sign/longer");

        Assert.Equal(("soon", "due"), (young.GetProperty("state").GetString(), old.GetProperty("state").GetString()));
        Assert.Contains("it can be signed by @bob", old.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal("playground sign sign/longer", old.GetProperty("fix").GetString());
        (await stage.SureAsync("bob", "sign", "longer")).Succeeded();
        await stage.MergeAsync("sign/longer");
        Assert.DoesNotContain(await DueAsync(stage, 20), item => Name(item) == "event sign/longer");
    }

    [Fact]
    public async Task A_publication_that_is_behind_is_due_after_two_hours()
    {
        using ToolStage stage = healthy.Copy();
        await stage.PublishAsync();
        (await stage.CiAsync("online-sign", "--force")).Succeeded();
        string url = new Uri(stage.Public).AbsoluteUri;

        JsonElement young = (await DueAsync(stage, 0, "--url", url)).Single(IsPublication);
        JsonElement old = (await DueAsync(stage, 1, "--url", url)).Single(IsPublication);

        Assert.Equal(("soon", "due"), (young.GetProperty("state").GetString(), old.GetProperty("state").GetString()));
        Directory.Delete(stage.Public, recursive: true);
        Assert.Contains("cannot be read (PG04", (await DueAsync(stage, 0, "--url", url)).Single(IsPublication).GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_online_key_that_is_not_at_hand_or_another_one_is_due()
    {
        using ToolStage stage = healthy.Copy();
        stage.Environment["PLAYGROUND_ONLINE_KEY"] = null;
        JsonElement absent = (await DueAsync(stage, 0, "--keys")).Single(item => item.GetProperty("subject").GetString() == "online key");
        await stage.MakeKeyAsync("other");
        stage.Environment["PLAYGROUND_ONLINE_KEY"] = await File.ReadAllTextAsync(stage.Sandbox.PathOf("keys/other.pem"), TestContext.Current.CancellationToken);
        JsonElement other = (await DueAsync(stage, 0, "--keys")).Single(item => item.GetProperty("subject").GetString() == "online key");

        Assert.Equal(("due", "due"), (absent.GetProperty("state").GetString(), other.GetProperty("state").GetString()));
        Assert.Contains("PG0503", absent.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    private static string Name(JsonElement item) => $"{item.GetProperty("subject").GetString()} {item.GetProperty("name").GetString()}";

    private static bool IsPublication(JsonElement item) => item.GetProperty("subject").GetString() == "publication";

    private static async Task<JsonElement[]> DueAsync(ToolStage stage, int days, params string[] more)
    {
        string at = TimeProvider.System.GetUtcNow().AddDays(days).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
        ToolRun health = await stage.CiAsync(["health", "--output", "json", "--at", at, .. more]);
        JsonElement answer = JsonElement.Parse(health.Answer);
        JsonElement[] items = [.. answer.GetProperty("items").EnumerateArray()];
        bool due = items.Any(item => item.GetProperty("state").GetString() == "due");
        Assert.Equal((due ? 1 : 0, !due), (health.ExitCode, answer.GetProperty("healthy").GetBoolean()));
        return items;
    }
}
