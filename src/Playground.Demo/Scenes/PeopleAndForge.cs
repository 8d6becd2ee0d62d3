namespace Playground.Demo.Scenes;

/// <summary>A forge, clones, keys.</summary>
internal sealed class PeopleAndForge : Scene
{
    internal override string Title => "A forge, two people and a CI";

    internal override async Task PlayAsync(Stage stage, CancellationToken stop)
    {
        stage.Terminal.Say("""
            The tools are built first: playground for maintainers, playground-ci for the CI, playget for those who download.
            And there has to be something to publish: two libraries of this very solution are packed as NuGet packages, one of them also as a later version.
            """);
        await stage.Downloader.In(Built.Solution).TypesAsync(Built.CommandInto(stage.PathOf(Built.Packages)), stop);
        stage.Terminal.Say("""
            A forge is a place where git repositories live, such as GitHub. A bare repository in a folder is the smallest one.
            The people here are @alice and @bob. Each has a clone. So has the CI, twice: ci looks at what anybody proposes and holds no secret, publisher
            sees only what was merged and holds the online key. Nobody waits for the others without need: some of what you see one after the other
            happens at the same time.
            """);
        await stage.Forge.TypesAsync("git init --quiet --bare", stop);
        foreach (Actor who in (Actor[])[stage.Alice, stage.Bob, stage.Ci, stage.Publisher])
        {
            await stage.CloneAsync(who, stop);
        }

        stage.Terminal.Say("""
            Each person signs with a key of their own, which nobody else ever sees, and the CI has the online key.
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
