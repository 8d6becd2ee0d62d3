using Playground.Testing;
using Xunit;

namespace Playground.Maintainer.Tests;

/// <summary>Every command of docs/maintainer.md is run as it stands there; <c>--yes</c> is added, because nobody is here to be asked.</summary>
[Collection(nameof(HealthyCollection))]
public sealed class ManualTests(Healthy healthy) : IDisposable
{
    private readonly ManualCommands _manual = ManualCommands.Open("docs/maintainer.md");
    private readonly ToolStage _stage = healthy.Copy();

    public void Dispose() => _stage.Dispose();

    [Fact]
    public async Task Every_command_of_the_manual_does_what_it_says()
    {
        await KeysAsync();
        await TrustAsync();
        await InvitationAsync();
        await SigningAsync();
        await FilesAsync();
        await BeginProjectAsync();
        await ReleasesAsync();
        await ProjectAsync();
        await AdministratorsAsync();
        await RolesAsync();
        await NewKeyAsync();
        _manual.RequireAllTaken();
    }

    private async Task KeysAsync()
    {
        string uri = (await TypeAsync("alice", "playground key new", " --no-passphrase")).Answer.Trim();
        Assert.Contains(uri, (await TypeAsync("alice", "playground key list")).Answer, StringComparison.Ordinal);
        Assert.StartsWith("kind\ted25519", (await TypeAsync("alice", "playground key show", "", ("URI", uri))).Answer, StringComparison.Ordinal);
        await TypeAsync("alice", "git config playground.user");
        await TypeAsync("alice", "git config playground.key", "", ("URI", _stage.KeyOf("alice")));
    }

    private async Task TrustAsync()
    {
        ToolRun hash = await _stage.TypeAsync("bob", "git fetch --quiet && git show origin/main:metadata/root_history/1.root.json | sha256sum");
        await TypeAsync("bob", "playground status --trust-root", "", ("SHA256", hash.Succeeded().Answer[..64]));
        Assert.Contains("is trusted, SHA-256 ", (await TypeAsync("bob", "playground status")).Answer, StringComparison.Ordinal);
    }

    private async Task InvitationAsync()
    {
        await TypeAsync("alice", "playground delegate tools tools", " --yes");
        await _stage.MergeAsync("sign/tools");
        await TypeAsync("alice", "playground delegate add-carol", " --yes");
        string key = await _stage.MakeKeyAsync("carol");
        _stage["carol"].Git("config", "playground.user", "@carol");
        _stage["carol"].Git("config", "playground.key", key);
        Assert.StartsWith("* sign/add-carol", (await TypeAsync("carol", "playground events", " --yes")).Answer, StringComparison.Ordinal);
        Assert.Contains("@carol accepts 'tools'", (await TypeAsync("carol", "playground sign add-carol", " --yes")).Talk, StringComparison.Ordinal);
        await SureAsync("bob", "sign", "add-carol");
        await _stage.MergeAsync("sign/add-carol");
    }

    private async Task SigningAsync()
    {
        await TypeAsync("alice", "playground delegate two", " --yes");
        await SureAsync("carol", "sign", "two");
        await _stage.MergeAsync("sign/two");
        await TypeAsync("alice", "playground delegate longer", " --yes");
        ToolRun review = await _stage.TypeAsync("bob", _manual.Take("playground review longer"));
        Assert.Equal(1, review.ExitCode);
        Assert.Contains("sign/longer: 'tools' has 1 of 2 signatures", review.Answer, StringComparison.Ordinal);
        await TypeAsync("bob", "playground sign longer", " --yes");
        string fork = _stage.Sandbox.NewBare("fork.git").Path;
        await TypeAsync("carol", "git remote add", "", ("FORK", fork));
        ToolRun forked = await TypeAsync("carol", "playground sign longer --push-remote", " --pull-remote origin --yes");
        Assert.Contains("Pushed to 'sign/longer' of 'fork'", forked.Talk, StringComparison.Ordinal);
        await _stage.MergeAsync("sign/longer");
    }

    private async Task FilesAsync()
    {
        _stage["alice"].Write("news", "News.\n");
        Directory.CreateDirectory(_stage["alice"].PathOf("targets"));
        await TypeAsync("alice", "git fetch origin");
        await TypeAsync("alice", "git switch --create");
        await TypeAsync("alice", "cp", "", ("FILE", "news"));
        await TypeAsync("alice", "git add");
        await TypeAsync("alice", "git commit");
        await TypeAsync("alice", "git push");
        _stage["ci"].Fetch();
        (await _stage.CiAsync("update-targets", "--event", "sign/news")).Succeeded();
        ToolRun signed = await TypeAsync("bob", "playground sign", " --yes");
        Assert.Contains("@bob signs 'targets'", signed.Talk, StringComparison.Ordinal);
        await _stage.MergeAsync("sign/news");
        Assert.Contains("targets/news.txt", _stage.Sandbox.Forge.ListFiles("main"));
    }

    private async Task BeginProjectAsync()
    {
        await TypeAsync("alice", "playground project enable", " --yes");
        await _stage.MergeAsync("sign/projects");
        (await _stage.CiAsync("online-sign")).Succeeded();
        await TypeAsync("alice", "playground project create greeter", " --yes");
        await _stage.MergeAsync("sign/project-greeter");
        (await _stage.CiAsync("online-sign")).Succeeded();
    }

    private async Task ProjectAsync()
    {
        await TypeAsync("alice", "playground project invite greeter @bob", " --event team --yes");
        await TypeAsync("alice", "playground project threshold greeter 2", " --event team --yes");
        await SureAsync("bob", "sign", "team");
        await _stage.MergeAsync("sign/team");
        await TypeAsync("alice", "playground release yank", " --event standing --yes");
        await TypeAsync("alice", "playground release deprecate", " --event standing --yes");
        _stage["ci"].Fetch();
        Assert.Equal(1, (await _stage.CiAsync("status", "--head", "origin/sign/standing", "--event", "sign/standing")).ExitCode);
        await SureAsync("bob", "sign", "standing");
        await _stage.MergeAsync("sign/standing");
        string show = (await _stage.PlaygroundAsync("alice", "project", "show", "greeter")).Succeeded().Answer;
        Assert.Contains("1.2.0  yanked: Says Helo", show, StringComparison.Ordinal);
        Assert.Contains("1.3.0  deprecated:", show, StringComparison.Ordinal);

        await TypeAsync("alice", "playground release unyank", " --event end --yes");
        await TypeAsync("alice", "playground project archive", " --event end --yes");
        await SureAsync("bob", "sign", "end");
        await _stage.MergeAsync("sign/end");
        await TypeAsync("alice", "playground project transfer greeter @carol", " --yes");
        await SureAsync("carol", "sign", "greeter-transfer", "--push-remote", "origin");
        await SureAsync("alice", "sign", "greeter-transfer");
        await _stage.MergeAsync("sign/greeter-transfer");
        (await _stage.CiAsync("online-sign")).Succeeded();
        await TypeAsync("carol", "playground project remove greeter @bob", " --push-remote origin --yes");
        await SureAsync("alice", "sign", "greeter-remove-bob");
        await _stage.MergeAsync("sign/greeter-remove-bob");
    }

    private async Task AdministratorsAsync()
    {
        Assert.Equal("greeter\tnew\t1.3.0\n", (await TypeAsync("alice", "playground project list")).Answer);
        await TypeAsync("alice", "playground project claim", " --event administrators --yes");
        await TypeAsync("alice", "playground project block greeter@1.2.0", " --event administrators --yes");
        await _stage.MergeAsync("sign/administrators");
        Assert.StartsWith("projects/greeter/1.2.0/*\t", (await TypeAsync("alice", "playground project block --list")).Answer, StringComparison.Ordinal);
        Assert.StartsWith("greeter\tclaimed\t", (await _stage.PlaygroundAsync("alice", "project", "list")).Succeeded().Answer, StringComparison.Ordinal);
        await TypeAsync("alice", "playground project unblock", " --yes");
        await _stage.MergeAsync("sign/unblock-greeter");
    }

    private async Task ReleasesAsync()
    {
        _stage.Put("greeter.1.2.0.nupkg", TestPackage.NuGet("Greeter", "1.2.0"));
        _stage.Put("greeter_1.2.0-1_all.deb", TestPackage.Deb("Package: greeter\nVersion: 1.2.0-1\nArchitecture: all\n"));
        _stage.Put("README.md", "# Greeter\n"u8.ToArray());
        _stage.Put("greeter-linux", "#!/bin/sh\necho hello\n"u8.ToArray());
        await TypeAsync("alice", "playground release add greeter 1.2.0", " --yes");
        await _stage.MergeAsync("sign/greeter-1.2.0");
        await TypeAsync("alice", "playground release add greeter 1.3.0", " --yes");
        await _stage.MergeAsync("sign/greeter-1.3.0");
        Assert.Contains("  pkg:nuget/Greeter@1.2.0\n  sha256  ", (await TypeAsync("alice", "playground release show greeter 1.2.0")).Answer, StringComparison.Ordinal);
        await SureAsync("alice", "release", "add", "greeter", "1.4.0", "greeter-linux");
        await TypeAsync("alice", "playground release remove greeter 1.4.0", " --yes");
        Assert.DoesNotContain(_stage.Sandbox.Forge.ListFiles("sign/greeter-1.4.0"), file => file.Contains("1.4.0", StringComparison.Ordinal));
        await TypeAsync("alice", "playground release add greeter 1.4.0", " --yes");
        _stage["ci"].Fetch();
        Assert.Contains("https://downloads.example.org/greeter-linux", _stage.Sandbox.Forge.ReadFile("sign/greeter-1.4.0", "targets/projects/greeter/1.4.0/greeter-linux.pointer.json"), StringComparison.Ordinal);
        Assert.Null(_stage.Sandbox.Forge.ReadFile("sign/greeter-1.4.0", "targets/projects/greeter/1.4.0/greeter-linux"));
        (await _stage.CiAsync("status", "--head", "origin/sign/greeter-1.4.0", "--event", "sign/greeter-1.4.0")).Succeeded();
        string show = (await TypeAsync("alice", "playground project show greeter")).Answer;
        Assert.Contains("greeter_1.2.0-1_all.deb", show, StringComparison.Ordinal);
        Assert.Contains("greeter-linux", show, StringComparison.Ordinal);
    }

    private async Task RolesAsync()
    {
        await TypeAsync("alice", "playground delegate bob-leaves", " --yes");
        await SureAsync("carol", "sign", "bob-leaves", "--push-remote", "origin");
        await _stage.MergeAsync("sign/bob-leaves");
        await TypeAsync("alice", "playground delegate no-tools", " --yes");
        await _stage.MergeAsync("sign/no-tools");
        await TypeAsync("alice", "playground delegate new-online", " --yes", ("URI", await _stage.MakeKeyAsync("online-new")));
        ToolRun review = await _stage.TypeAsync("alice", _manual.Take("playground review", ("NAME", "new-online")));
        Assert.Contains("'root' has 1 of 2 signatures", review.Answer, StringComparison.Ordinal);
        ToolRun update = await TypeAsync("alice", "playground update", " --yes", ("NAME", "new-online"));
        Assert.Contains("is in 'sign/new-online' already", update.Talk, StringComparison.Ordinal);
    }

    private async Task NewKeyAsync()
    {
        ToolRun replace = await TypeAsync("alice", "playground key replace", " --event new-key --yes", ("URI", await _stage.MakeKeyAsync("alice-new")));
        Assert.Contains("@alice signs 'root' with the old key", replace.Talk, StringComparison.Ordinal);
        await SureAsync("bob", "sign", "new-key");
        await SureAsync("carol", "sign", "new-key", "--push-remote", "origin");
        await _stage.MergeAsync("sign/new-key");
    }

    private async Task<ToolRun> TypeAsync(string person, string beginning, string more = "", params (string Word, string Value)[] standIns) =>
        (await _stage.TypeAsync(person, _manual.Take(beginning, standIns) + more)).Succeeded();

    private async Task SureAsync(string person, params string[] arguments) => (await _stage.SureAsync(person, arguments)).Succeeded();
}
