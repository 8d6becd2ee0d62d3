using Playground.Demo.Scenes;

namespace Playground.Demo;

/// <summary>The chapters, in order.</summary>
internal static class Story
{
    private static readonly Scene[] Scenes =
    [
        new PeopleAndForge(), new Beginning(), new FirstPublication(), new RealArtifacts(), new Invitation(), new HigherThreshold(), new SecondVersion(),
        new TwoProjects(), new LookAlikeName(), new TwoApprovals(), new YankAndClaim(), new BlockedRelease(),
        new FlippedByte(), new RolledBackTimestamp(), new WrongKey(),
    ];

    /// <summary>Tells all of it.</summary>
    internal static async Task TellAsync(Stage stage, CancellationToken stop)
    {
        foreach (Scene scene in Scenes)
        {
            stop.ThrowIfCancellationRequested();
            stage.Terminal.Chapter(scene.Title);
            await scene.PlayAsync(stage, stop);
        }

        await stage.Asides.EndAsync();
    }
}
