namespace Playground.Demo.Scenes;

/// <summary>Attack 3: a pull request, signed by the wrong key.</summary>
internal sealed class WrongKey : Scene
{
    private const string Event = "sign/urgent-fix";

    internal override string Title => "Third attack: a pull request signed by the wrong key";

    internal override async Task PlayAsync(Stage stage, CancellationToken stop)
    {
        stage.Terminal.Say("Mallory, who may push branches as everybody here, puts a package of her own into one, and the CI describes it as it does for everybody.");
        await stage.Mallory.TypesAsync("git fetch --quiet --prune origin", stop);
        await stage.Mallory.TypesAsync($"git switch --quiet --create {Event} origin/main", stop);
        await File.WriteAllTextAsync(stage.Mallory.PathOf("targets/packages/Playground.Tuf.9.9.9.nupkg"), "Trust me.\n", stop);
        await Packing.PushAsync(stage.Mallory, Event, "Urgent fix", stop);
        await EventInCi.UpdateTargetsAsync(stage, Event, stop);

        stage.Terminal.Say("What is missing is two signatures. She says that she is @alice, and signs with her own key.");
        await stage.Mallory.TypesAsync("playground sign urgent-fix --user @alice --key file:../keys/mallory.pem --yes", 2, ["PG1409: "], stop);
        stage.Terminal.Say("""
            The tool does not do it, but nobody has to use the tool. A script of hers signs for everybody, with a key of hers,
            and writes the signatures where theirs belong.
            """);
        await stage.Mallory.TypesAsync("git pull --quiet origin " + Event, stop);
        MallorysScript.Sign(stage.Mallory.PathOf("metadata/packages.json"));
        await stage.Mallory.TypesAsync("git diff --stat", 0, ["packages.json"], stop);
        await stage.Mallory.TypesAsync("git commit --quiet --all --message \"Signed by alice and bob\"", stop);
        await stage.Mallory.TypesAsync($"git push --quiet origin {Event}", stop);
        await EventInCi.RefuseAsync(stage, Event, "PG1131", stop);
        stage.Terminal.Say("Refused: the signatures are not by the keys they say they are. And @bob's tool does not trust the CI, it looks for itself:");
        await stage.Bob.TypesAsync("playground sign urgent-fix --yes", 4, ["PG1131: "], stop);
    }
}
