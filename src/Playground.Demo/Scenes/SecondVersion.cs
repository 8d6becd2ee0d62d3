namespace Playground.Demo.Scenes;

/// <summary>A second version of the files.</summary>
internal sealed class SecondVersion : Scene
{
    internal override string Title => "A second version";

    internal override async Task PlayAsync(Stage stage, CancellationToken stop)
    {
        stage.Terminal.Say("The library is built and packed again, as version 1.1.0. This time @carol proposes it.");
        await Packing.PackAsync(stage, "Playground.Tuf", "1.1.0", stop);
        await Packing.PushAsync(stage, stage.Carol, "sign/release-1.1", "1.1.0", ["Playground.Tuf"], stop);
        await EventInCi.UpdateTargetsAsync(stage, "sign/release-1.1", stop);
        await stage.Carol.TypesAsync("playground sign release-1.1 --yes", 0, ["@carol signs 'packages'"], stop);
        stage.Terminal.Say("Her signature alone is not enough any more.");
        await EventInCi.RefuseAsync(stage, "sign/release-1.1", "`@bob`", stop);
        await stage.Bob.TypesAsync("playground sign release-1.1 --yes", 0, ["@bob signs 'packages'"], stop);
        await EventInCi.AcceptAsync(stage, "sign/release-1.1", stop);

        // What the server hands out today is what an attacker will show again tomorrow.
        RolledBackTimestamp.Keep(stage);
        await EventInCi.PublishAsync(stage, stop);
        stage.Terminal.Say("You download it; and you can ask of any file on your disk whether it is one that was signed.");
        await stage.Downloader.TypesAsync("playget get packages/Playground.Tuf.1.1.0.nupkg", stop);
        Packing.RequireSame(stage, "Playground.Tuf", "1.1.0");
        await stage.Downloader.TypesAsync("playget verify Playground.Tuf.1.0.0.nupkg", 0, ["signed by packages"], stop);
    }
}
