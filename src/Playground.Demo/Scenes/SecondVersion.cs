namespace Playground.Demo.Scenes;

/// <summary>A second version of the files.</summary>
internal sealed class SecondVersion : Scene
{
    private const string Event = "sign/second-release";

    internal override string Title => "A second version";

    internal override async Task PlayAsync(Stage stage, CancellationToken stop)
    {
        stage.Terminal.Say($"The later version of the library, {Built.NextVersion}. This time @carol proposes it.");
        await Packing.BranchAsync(stage.Carol, Event, stop);
        Packing.Put(stage, stage.Carol, Built.NextVersion, "Playground.Tuf");
        await Packing.PushAsync(stage.Carol, Event, $"Release {Built.NextVersion}", stop);
        await EventInCi.UpdateTargetsAsync(stage, Event, stop);
        await stage.Carol.TypesAsync("playground sign second-release --yes", 0, ["@carol signs 'packages'"], stop);
        stage.Terminal.Say("Her signature alone is not enough any more.");
        await EventInCi.RefuseAsync(stage, Event, "`@bob`", stop);
        await stage.Bob.TypesAsync("playground sign second-release --yes", 0, ["@bob signs 'packages'"], stop);
        await EventInCi.AcceptAsync(stage, Event, stop);

        await stage.Asides.EndAsync(stage.Publisher);

        // What the server hands out today is what an attacker will show again tomorrow.
        RolledBackTimestamp.Keep(stage);
        EventInCi.Publish(stage, stop);
        stage.Terminal.Say("You download it; and you can ask of any file on your disk whether it is one that was signed.");
        stage.Asides.Begin(stage.Downloader, async you =>
        {
            await you.TypesAsync($"playget get packages/{Packing.FileOf("Playground.Tuf", Built.NextVersion)}", stop);
            Packing.RequireSame(you, stage.Carol, "Playground.Tuf", Built.NextVersion);
            await you.TypesAsync($"playget verify {Packing.FileOf("Playground.Tuf", Built.Version)}", 0, ["signed by packages"], stop);
        }, after: stage.Publisher);
    }
}
