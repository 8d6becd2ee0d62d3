namespace Playground.Demo.Scenes;

/// <summary>The repository takes in projects; two teams begin one each, and no administrator is asked.</summary>
internal sealed class TwoProjects : Scene
{
    internal override string Title => "Two teams begin projects, and ask no administrator";

    internal override async Task PlayAsync(Stage stage, CancellationToken stop)
    {
        stage.Terminal.Say("""
            So far @alice and @bob decided everything. A community has projects, which decide for themselves. @alice opens the repository to them, once;
            she and @bob, who sign targets, are its administrators.
            """);
        await stage.Alice.TypesAsync("playground project enable --yes", 0, ["'sign/projects' is complete"], stop);
        await EventInCi.AcceptAsync(stage, "sign/projects", stop);
        await stage.Publisher.TypesAsync("playground-ci online-sign", stop);

        stage.Terminal.Say("Two teams have waited for it. One is a single person whom nobody here knows. That is all right: she can speak for her own project only.");
        stage.Asides.Begin(stage.Mallory, async mallory =>
        {
            await Newcomer.ArriveAsync(stage, mallory, stop);
            await mallory.TypesAsync(
                $"playground project create weather {Newcomer.Introduction(stage, "mallory")} --yes", 0, ["'sign/project-weather' is complete"], stop);
        });
        stage.Terminal.Say("@carol is the other. She invites @dave to it: its releases shall need both of them.");
        await stage.Carol.TypesAsync(
            "playground project create greeter --releasers-signers @carol @dave --releasers-threshold 2 --yes", 0, ["@dave accepts: playground sign"], stop);
        await Newcomer.ArriveAsync(stage, stage.Dave, stop);
        await stage.Dave.TypesAsync($"playground sign project-greeter {Newcomer.Introduction(stage, "dave")} --yes", 0, ["@dave accepts 'greeter"], stop);
        stage.Terminal.Say("His key is in the project now, and its owner has the last word: that is @carol, and nobody else.");
        await stage.Carol.TypesAsync("playground sign project-greeter --yes", 0, ["@carol signs 'greeter'"], stop);
        await EventInCi.AcceptAsync(stage, "sign/project-greeter", stop);
        await stage.Asides.EndAsync(stage.Mallory);
        await EventInCi.AcceptAsync(stage, "sign/project-weather", stop);
        stage.Terminal.Say("Administrators have signed neither. The CI vouches for new projects with its online key.");
        await stage.Publisher.TypesAsync("playground-ci online-sign", stop);
    }
}
