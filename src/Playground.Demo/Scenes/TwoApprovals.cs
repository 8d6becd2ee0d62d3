namespace Playground.Demo.Scenes;

/// <summary>Both projects release; one of them needs two approvals for it.</summary>
internal sealed class TwoApprovals : Scene
{
    internal override string Title => "A release that two must approve, and one that nobody looks at";

    internal override async Task PlayAsync(Stage stage, CancellationToken stop)
    {
        stage.Terminal.Say("Mallory's project needs hers alone.");
        stage.Asides.Begin(stage.Mallory, mallory => ReleasedScript.Weather.ReleaseAsync(
            stage, mallory, "echo Sunny   # and what it does besides, Mallory does not tell", "", "'sign/weather-1.0.0' is complete", stop));
        stage.Terminal.Say("The other needs two.");
        await ReleasedScript.Greeter.ReleaseAsync(stage, stage.Carol, "echo Helo", " --description \"Says hello\"", "needs 1 more of @dave", stop);
        stage.Terminal.Say("One approval of two is not enough, whoever merges.");
        await EventInCi.RefuseAsync(stage, "sign/greeter-1.0.0", "1 of 2", stop);
        await stage.Dave.TypesAsync("playground sign greeter-1.0.0 --yes", 0, ["@dave signs 'greeter.releases'"], stop);
        await EventInCi.AcceptAsync(stage, "sign/greeter-1.0.0", stop);
        await stage.Asides.EndAsync(stage.Mallory);
        await EventInCi.AcceptAsync(stage, "sign/weather-1.0.0", stop);
        EventInCi.Publish(stage, stop);
        stage.Terminal.Say("You look for a project by a word, and get it by its name.");
        stage.Asides.Begin(stage.Downloader, async you =>
        {
            await you.TypesAsync("playget search hello", 0, ["greeter"], stop);
            await you.TypesAsync("playget get greeter", stop);
            ReleasedScript.Greeter.RequireDownloaded(stage);
        }, after: stage.Publisher);
    }
}
