namespace Playground.Demo.Scenes;

/// <summary>Attack 3: a pull request, signed by the wrong key.</summary>
internal sealed class WrongKey : Scene
{
    private const string Event = "sign/urgent-fix";

    internal override string Title => "Third attack: a pull request signed by the wrong key";

    internal override async Task PlayAsync(Stage stage, CancellationToken stop)
    {
        stage.Terminal.Say("Mallory may push branches: she stole a password. She proposes a package of her own, and the CI describes it as it does for everybody.");
        await stage.CloneAsync("mallory", stop);
        await stage.Mallory.TypesAsync($"git switch --quiet --create {Event} origin/main", stop);
        await File.WriteAllTextAsync(stage.Mallory.PathOf("targets/packages/Playground.Tuf.1.1.1.nupkg"), "Trust me.\n", stop);
        await stage.Mallory.TypesAsync("git add targets", stop);
        await stage.Mallory.TypesAsync("git commit --quiet --message \"Urgent fix\"", stop);
        await stage.Mallory.TypesAsync($"git push --quiet origin {Event}", stop);
        await EventInCi.UpdateTargetsAsync(stage, Event, stop);

        stage.Terminal.Say("What is missing is two signatures. She says that she is @alice, with a key of her own.");
        await stage.Mallory.TypesAsync("playground key new --file ../keys/mallory.pem --no-passphrase", stop);
        await stage.Mallory.TypesAsync("playground sign urgent-fix --user @alice --key file:../keys/mallory.pem --yes", 2, ["PG1409: "], stop);
        stage.Terminal.Say("""
            The tool does not do it, but nobody has to use the tool. A script of hers signs for @alice and for @bob, with her key,
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
