namespace Playground.Demo.Scenes;

/// <summary>Online signing, publishing, and a test from outside.</summary>
internal sealed class FirstPublication : Scene
{
    internal override string Title => "The CI signs and publishes";

    internal override Task PlayAsync(Stage stage, CancellationToken stop)
    {
        stage.Terminal.Say("""
            After a merge the CI signs what changes often: snapshot, the list of all versions, and timestamp, which says what is newest.
            That is all its key can do. It cannot bring in a file that people did not sign.
            """);
        EventInCi.Publish(stage, stop);
        stage.Terminal.Say($"The folder www is static files; any web server will do. This one is on this machine only, at {stage.Url}");
        stage.Asides.Begin(stage.Publisher, async publisher =>
        {
            await publisher.TypesAsync("git switch --quiet main", stop);
            await publisher.TypesAsync($"playground-ci smoke-test --url {stage.Url}", stop);
        });
        return Task.CompletedTask;
    }
}
