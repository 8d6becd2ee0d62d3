namespace Playground.Demo.Scenes;

/// <summary>A name that may be taken for another is refused.</summary>
internal sealed class LookAlikeName : Scene
{
    internal override string Title => "A look-alike name is refused";

    internal override Task PlayAsync(Stage stage, CancellationToken stop)
    {
        stage.Terminal.Say("Mallory wants the downloads of those who mistype. Her tool and the CI keep the same rule, so hers says it first, and pushes nothing.");
        stage.Asides.Begin(stage.Mallory, async mallory =>
        {
            await mallory.TypesAsync("playground project create gr3eter --yes", 4, ["PG1134: "], stop);
            Outcome branches = await mallory.TypesAsync("git ls-remote origin \"sign/project-*\"", stop);
            if (branches.Answer.Length > 0)
            {
                throw new StoryBrokenException("The look-alike was refused, and was pushed all the same.");
            }
        });
        return Task.CompletedTask;
    }
}
