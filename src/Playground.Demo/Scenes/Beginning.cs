namespace Playground.Demo.Scenes;

/// <summary>The repository begins: a root that needs two of two.</summary>
internal sealed class Beginning : Scene
{
    private const string Event = "sign/init";

    internal override string Title => "A repository begins: its root needs both of them";

    internal override async Task PlayAsync(Stage stage, CancellationToken stop)
    {
        stage.Terminal.Say("""
            Root says who is trusted for what. @alice proposes one that needs 2 of 2 signatures, hers and @bob's, and invites @bob by naming him.
            Every question the tool would ask at a terminal has a flag, and --yes answers the rest.
            """);
        await stage.Alice.TypesAsync(
            "playground init --name Demo --root-signers @alice @bob --root-threshold 2 --targets-threshold 1 --online-key file:../keys/online.pem --user @alice --key file:../keys/alice.pem --yes",
            0, ["needs 2 signatures"], stop);
        stage.Terminal.Say("That made a branch, sign/init: a signing event. On every push to it the CI says what it thinks. Here: not yet, @bob is missing.");
        await EventInCi.RefuseAsync(stage, Event, "`@bob` is invited", stop);
        stage.Terminal.Say("@bob takes the invitation. He sees the change in words before he signs it.");
        await stage.Bob.TypesAsync($"playground sign {Event} --user @bob --key {(stage.HasAgent ? "ssh-agent:" : "file:../keys/bob.pem")} --yes", 0, ["@bob accepts 'root'"], stop);
        stage.Terminal.Say("His key is part of root now, so root is another text than the one @alice signed. She signs it as it is.");
        await stage.Alice.TypesAsync("playground sign init --yes", 0, ["@alice signs"], stop);
        stage.Terminal.Say("The CI says yes, and somebody presses the merge button.");
        await EventInCi.AcceptAsync(stage, Event, stop);
    }
}
