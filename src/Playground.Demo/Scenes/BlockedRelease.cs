namespace Playground.Demo.Scenes;

/// <summary>Administrators stop a release for every client.</summary>
internal sealed class BlockedRelease : Scene
{
    internal override string Title => "Administrators block a release";

    internal override async Task PlayAsync(Stage stage, CancellationToken stop)
    {
        stage.Terminal.Say("What weather does besides has been found out. Its own team will not take it back; so administrators stop it, for everybody.");
        await stage.Alice.TypesAsync(
            "playground project block weather@1.0.0 --reason \"Reads your keys\" --yes", 0, ["'sign/block-weather' is complete"], stop);
        await EventInCi.AcceptAsync(stage, "sign/block-weather", stop);
        EventInCi.Publish(stage, stop);
        stage.Asides.Begin(stage.Downloader, async you =>
        {
            await you.TypesAsync("playget get weather@1.0.0", 4, ["PG1603: ", "blocked by the repository's administrators"], stop);
            ReleasedScript.Weather.RequireAbsent(stage);

            you.Terminal.Say("The newest greeter is the mended one. The yanked one is given to those only who ask for exactly that version, with a warning.");
            await you.TypesAsync("playget get greeter", 0, [ReleasedScript.MendedGreeter.Name], stop);
            ReleasedScript.MendedGreeter.RequireDownloaded(stage);
            File.Delete(you.PathOf(ReleasedScript.Greeter.Name));
            await you.TypesAsync("playget get greeter@1.0.0", 0, ["Warning: greeter 1.0.0 was yanked: Says Helo"], stop);
            ReleasedScript.Greeter.RequireDownloaded(stage);
            await you.TypesAsync("playget info greeter", 0, ["known to the repository's administrators", "1.0.0  yanked: Says Helo"], stop);
        }, after: stage.Publisher);
    }
}
