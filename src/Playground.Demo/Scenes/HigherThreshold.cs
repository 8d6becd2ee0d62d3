namespace Playground.Demo.Scenes;

/// <summary>Packages need two people from now on.</summary>
internal sealed class HigherThreshold : Scene
{
    internal override string Title => "From now on two people sign packages";

    internal override async Task PlayAsync(Stage stage, CancellationToken stop)
    {
        stage.Terminal.Say("One stolen key shall not be enough to publish a package. @alice raises the threshold: 2 of the 3 must sign.");
        await stage.Alice.TypesAsync("playground delegate two-people packages --threshold 2 --yes", 0, ["1 -> 2 signatures"], stop);
        await stage.Carol.TypesAsync("playground sign two-people --yes", 0, ["@carol signs 'packages'"], stop);
        await EventInCi.AcceptAsync(stage, "sign/two-people", stop);
    }
}
