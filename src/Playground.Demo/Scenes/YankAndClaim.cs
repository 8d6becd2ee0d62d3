namespace Playground.Demo.Scenes;

/// <summary>A project takes a release back, and administrators vouch for the project.</summary>
internal sealed class YankAndClaim : Scene
{
    internal override string Title => "A release is yanked, and a project claimed";

    internal override async Task PlayAsync(Stage stage, CancellationToken stop)
    {
        stage.Terminal.Say("@alice has come to know @carol's team. She claims the project: from now on administrators vouch for its owners with their own keys, and the CI's key has no say in it.");
        stage.Asides.Begin(stage.Alice, alice => alice.TypesAsync("playground project claim greeter --yes", 0, ["'sign/claim' is complete"], stop));
        stage.Terminal.Say("The greeting has a typing error. One event mends it and takes the bad release back; @dave approves both with one signature.");
        await ReleasedScript.MendedGreeter.ReleaseAsync(stage, stage.Carol, "echo Hello", "", "needs 1 more of @dave", stop);
        await stage.Carol.TypesAsync(
            "playground release yank greeter 1.0.0 --reason \"Says Helo\" --event greeter-1.0.1 --yes", 0, ["'greeter.releases' needs 1 more of @dave"], stop);
        await stage.Dave.TypesAsync("playground sign greeter-1.0.1 --yes", 0, ["Says Helo", "@dave signs 'greeter.releases'"], stop);
        await EventInCi.AcceptAsync(stage, "sign/greeter-1.0.1", stop);
        await stage.Asides.EndAsync(stage.Alice);
        await EventInCi.AcceptAsync(stage, "sign/claim", stop);
    }
}
