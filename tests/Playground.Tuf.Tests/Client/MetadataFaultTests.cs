using Playground.Testing;
using Playground.Tuf.Client;
using Playground.Tuf.Model;
using Xunit;

namespace Playground.Tuf.Tests.Client;

/// <summary>
/// Trouble on the way to one file of an update: the update is refused with a code, nothing of the bad answer is stored, and once the trouble is
/// over the same update succeeds.
/// </summary>
public sealed class MetadataFaultTests
{
    private static readonly string[] Roles = ["root", "timestamp", "snapshot", "targets", "packages"];

    private static readonly Dictionary<string, (HttpFault Fault, string Code)> Faults = new(StringComparer.Ordinal)
    {
        ["cut off"] = (HttpFault.CutOff(20), ProblemCodes.FetchInterrupted),
        ["reset in the body"] = (HttpFault.ResetInBody(20), ProblemCodes.FetchInterrupted),
        ["reset"] = (HttpFault.Reset, ProblemCodes.FetchInterrupted),
        ["closed"] = (HttpFault.Close, ProblemCodes.FetchInterrupted),
        ["endless"] = (HttpFault.Endless, ProblemCodes.FetchTooLong),
        ["endless chunks"] = (HttpFault.EndlessChunked, ProblemCodes.FetchTooLong),
        ["more announced than sent"] = (HttpFault.WrongLength(7), ProblemCodes.FetchInterrupted),
        ["less announced than sent"] = (HttpFault.WrongLength(-7), ProblemCodes.NotJson),
        ["empty"] = (HttpFault.EmptyBody, ProblemCodes.NotJson),
        ["an error always"] = (HttpFault.Status(500), ProblemCodes.FetchFailed),
        ["a refusal to serve"] = (HttpFault.Status(451), ProblemCodes.FetchFailed),
        ["no HTTP"] = (HttpFault.Garbage, ProblemCodes.FetchFailed),
        ["redirected in circles"] = (HttpFault.Redirect("/loop"), ProblemCodes.FetchBadRedirect),
        ["redirected to another file"] = (HttpFault.Redirect("/other"), ProblemCodes.NotJson),
        ["not there"] = (HttpFault.Status(404), ProblemCodes.FetchNotFound),
        ["forbidden"] = (HttpFault.Status(403), ProblemCodes.FetchForbidden),
    };

    public static TheoryData<string, string> EveryFaultOfEveryRole()
    {
        var cases = new TheoryData<string, string>();
        foreach (string role in Roles)
        {
            foreach ((string name, (_, string code)) in Faults)
            {
                // Of a root these say that there is no newer one.
                if (role != "root" || code is not (ProblemCodes.FetchNotFound or ProblemCodes.FetchForbidden))
                {
                    cases.Add(role, name);
                }
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(EveryFaultOfEveryRole))]
    public async Task A_bad_answer_is_refused_and_forgotten(string role, string name)
    {
        await using var scenario = await UpdatedAsync();
        IReadOnlyDictionary<string, byte[]> before = scenario.Stored();
        PublishAll(scenario.Repository);
        (HttpFault fault, string code) = Faults[name];
        scenario.Server.Inject("/loop", HttpFault.Redirect("/loop"));
        scenario.Server.Files["/other"] = "<html>Please log in</html>"u8.ToArray();
        scenario.Server.Inject(scenario.Repository.PathOf(role), fault);

        TufException refused = await Assert.ThrowsAsync<TufException>(() => UpdateAsync(scenario));
        Assert.Equal(code, refused.Code);
        AssertStoredUpTo(role, scenario, before);

        scenario.Server.Heal();
        await UpdateAsync(scenario);
        Assert.All(Roles, known => Assert.Equal(scenario.Repository.FileOf(known), scenario.Stored()[known + ".json"]));
    }

    [Theory]
    [InlineData(404)]
    [InlineData(403)]
    [InlineData(410)]
    public async Task No_newer_root_is_no_trouble(int status)
    {
        await using var scenario = await UpdatedAsync();
        scenario.Server.Inject("/metadata/2.root.json", HttpFault.Status(status));
        scenario.Repository.PublishThrough("packages", "targets");

        await UpdateAsync(scenario);
        Assert.Equal(scenario.Repository.FileOf("targets"), scenario.Stored()["targets.json"]);
    }

    [Theory]
    [InlineData("cut off")]
    [InlineData("reset")]
    [InlineData("an error always")]
    public async Task Trouble_that_passes_is_not_noticed(string name)
    {
        await using var scenario = await UpdatedAsync();
        PublishAll(scenario.Repository);
        Assert.All(Roles, role => scenario.Server.InjectFirst(1, scenario.Repository.PathOf(role), Faults[name].Fault));

        await UpdateAsync(scenario);
        Assert.All(Roles, known => Assert.Equal(scenario.Repository.FileOf(known), scenario.Stored()[known + ".json"]));
    }

    [Theory]
    [InlineData("root")]
    [InlineData("timestamp")]
    [InlineData("snapshot")]
    [InlineData("targets")]
    [InlineData("packages")]
    public async Task A_server_that_falls_silent_is_left(string role)
    {
        await using var scenario = await UpdatedAsync();
        IReadOnlyDictionary<string, byte[]> before = scenario.Stored();
        PublishAll(scenario.Repository);
        scenario.Server.Inject(scenario.Repository.PathOf(role), HttpFault.Stall);
        using var impatient = new HttpFetcher(new HttpFetcherOptions { ResponseTimeout = TimeSpan.FromSeconds(1), MaxTries = 1 });

        TufException refused = await Assert.ThrowsAsync<TufException>(() => UpdateAsync(scenario, impatient));
        Assert.Equal(ProblemCodes.FetchTimeout, refused.Code);
        AssertStoredUpTo(role, scenario, before);

        scenario.Server.Heal();
        await UpdateAsync(scenario);
    }

    [Fact]
    public async Task A_redirect_is_followed()
    {
        await using var scenario = await UpdatedAsync();
        PublishAll(scenario.Repository);
        foreach (string role in Roles)
        {
            string path = scenario.Repository.PathOf(role);
            scenario.Server.Files["/moved" + path] = scenario.Repository.FileOf(role);
            scenario.Server.Inject(path, HttpFault.Redirect("/moved" + path));
        }

        await UpdateAsync(scenario);
        Assert.All(Roles, known => Assert.Equal(scenario.Repository.FileOf(known), scenario.Stored()[known + ".json"]));
    }

    private static async Task<Scenario> UpdatedAsync()
    {
        var scenario = new Scenario();
        scenario.Repository.Delegate("targets", "packages", paths: "pkg/*");
        scenario.Repository.PublishThrough("packages", "targets");
        await UpdateAsync(scenario);
        return scenario;
    }

    private static void PublishAll(TestRepository repository) => repository.Publish("root", "packages", "targets", "snapshot", "timestamp");

    private static async Task UpdateAsync(Scenario scenario, IFetcher? fetcher = null)
    {
        Updater client = scenario.Client(options => options with { Fetcher = fetcher ?? options.Fetcher });
        await client.RefreshAsync(scenario.Cancel);
        Assert.Null(await client.FindTargetAsync(TargetPath.Parse("pkg/missing"), scenario.Cancel));
    }

    /// <summary>What comes before a role is new, the role and what comes after it is as it was, and there is nothing else.</summary>
    private static void AssertStoredUpTo(string role, Scenario scenario, IReadOnlyDictionary<string, byte[]> before)
    {
        IReadOnlyDictionary<string, byte[]> after = scenario.Stored();
        bool isNew = true;
        foreach (string known in Roles)
        {
            isNew &= known != role;
            Assert.Equal(isNew ? scenario.Repository.FileOf(known) : before[known + ".json"], after[known + ".json"]);
        }

        IEnumerable<string> expected = role == "root" ? before.Keys : [.. before.Keys, "root_history/2.root.json"];
        Assert.Equal(expected.Order(StringComparer.Ordinal), after.Keys.Order(StringComparer.Ordinal));
    }
}
