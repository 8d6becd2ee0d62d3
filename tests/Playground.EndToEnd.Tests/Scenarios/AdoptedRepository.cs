using System.Text.Json;
using Playground.EndToEnd.Tests.Stage;
using Playground.Testing;
using Xunit;

namespace Playground.EndToEnd.Tests.Scenarios;

/// <summary>The TUF community's own demonstration repository, which another tool has run for years.</summary>
public sealed class AdoptedRepository
{
    private static readonly DateTimeOffset Then = new(2026, 8, 22, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_real_repository_is_verified_and_published_as_it_is_and_a_change_waits_for_its_people()
    {
        string data = Path.Combine(HouseFolder(), "..", "shared", "data", "tuf-demo");
        Assert.SkipUnless(Directory.Exists(data), $"The real repository is not at {data}.");
        Assert.SkipUnless(FakeTime.IsInstalled, "'faketime' is not installed: the real repository has expired by now.");
        using var stage = new ToolStage();
        foreach ((string name, string? value) in FakeTime.At(Then))
        {
            stage.Environment[name] = value;
        }

        GitClone jku = stage["jku"];
        foreach (string file in Directory.EnumerateFiles(data, "*", SearchOption.AllDirectories))
        {
            jku.Write(Path.GetRelativePath(data, file), await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
        }

        jku.Git("add", "--all");
        jku.Commit("What another tool did", Array.Empty<(string Path, string? Content)>());
        jku.Push("main");
        stage["ci"].Fetch();
        ToolRun whole = await stage.CiAsync("status", "--head", "origin/main", "--at", "2026-08-22T12:00:00Z", "--output", "json");
        ToolRun published = (await stage.CiAsync("publish", "--revision", "origin/main", "--out", stage.Public)).Succeeded();

        jku.Branch("sign/new");
        jku.Commit("A file", ("targets/rdimitrov/new.txt", "new\n"));
        jku.Push("sign/new");
        (await stage.CiAsync("update-targets", "--event", "sign/new")).Succeeded();
        stage["ci"].Fetch();
        ToolRun proposed = await stage.CiAsync("status", "--head", "origin/sign/new", "--event", "sign/new", "--output", "json");

        Assert.Equal((0, 1), (whole.ExitCode, proposed.ExitCode));
        ApprovedText.Verify(
            $"as it is: {VerdictLine.Of(JsonElement.Parse(whole.Answer))}\npublished: {published.Talk.TrimEnd()}\n"
            + $"with a file: {VerdictLine.Of(JsonElement.Parse(proposed.Answer))}\n\n{PublishedFolder.Describe(stage.Public, Then)}");
    }

    private static string HouseFolder()
    {
        DirectoryInfo folder = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Playground.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run below the repository's folder.");
        }

        return folder.FullName;
    }
}
