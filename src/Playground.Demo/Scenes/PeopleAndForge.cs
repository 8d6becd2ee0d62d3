namespace Playground.Demo.Scenes;

/// <summary>A forge, clones, keys.</summary>
internal sealed class PeopleAndForge : Scene
{
    internal override string Title => "A forge, two people and a CI";

    internal override async Task PlayAsync(Stage stage, CancellationToken stop)
    {
        stage.Terminal.Say("The tools are built first: playground for maintainers, playground-ci for the CI, playget for those who download.");
        await stage.Builder("you").TypesAsync(Built.Command, stop);
        stage.Terminal.Say("""
            A forge is a place where git repositories live, such as GitHub. A bare repository in a folder is the smallest one.
            The people here are @alice and @bob. Each has a clone, and so has the CI. They do not wait for each other where they need not: some of
            what you see one after the other happens at the same time.
            """);
        await stage.Forge.TypesAsync("git init --quiet --bare", stop);
        foreach (string name in (string[])["alice", "bob", "ci"])
        {
            await stage.CloneAsync(name, stop);
        }

        stage.Terminal.Say("""
            Each person signs with a key of their own, which nobody else ever sees, and the CI has one too, the online key.
            (Here the files have no passphrase, because nobody is here to type it. Yours should have one.)
            """);
        await stage.Alice.TypesAsync("playground key new --file ../keys/alice.pem --no-passphrase", stop);
        await stage.Alice.TypesAsync("playground key new --file ../keys/online.pem --no-passphrase", stop);
        if (stage.HasAgent)
        {
            stage.Terminal.Say("@bob keeps his key in an ssh-agent. It signs for him; the tools never see the key itself.");
            await stage.Bob.TypesAsync("ssh-keygen -q -t ed25519 -C bob -N \"\" -f ../keys/bob", stop);
            await stage.Bob.TypesAsync("ssh-add -q ../keys/bob", stop);
        }
        else
        {
            await stage.Bob.TypesAsync("playground key new --file ../keys/bob.pem --no-passphrase", stop);
        }
    }
}
