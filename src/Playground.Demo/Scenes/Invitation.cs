namespace Playground.Demo.Scenes;

/// <summary>@carol is invited and admitted.</summary>
internal sealed class Invitation : Scene
{
    internal override string Title => "@carol is invited, and admitted";

    internal override async Task PlayAsync(Stage stage, CancellationToken stop)
    {
        stage.Terminal.Say("@carol shall sign packages too. Nobody needs to ask her for a key: she brings it when she accepts.");
        await stage.Alice.TypesAsync("playground delegate add-carol packages --signers @alice @bob @carol --threshold 1 --yes", 0, ["@carol"], stop);
        stage.Terminal.Say("@carol clones, makes a key, and takes the root's SHA-256 from @alice, as you did: from now on her clone believes no other root than what follows from it.");
        await stage.CloneAsync(stage.Carol, stop);
        await stage.Carol.TypesAsync("playground key new --file ../keys/carol.pem --no-passphrase", stop);
        await stage.Carol.TypesAsync(
            $"playground sign add-carol --user @carol --key file:../keys/carol.pem --trust-root {stage.RootSha256} --yes", 0, ["@carol accepts 'packages'"], stop);
        stage.Terminal.Say("Whose key counts is said by the delegating role, targets, so its signers have the last word.");
        await stage.Alice.TypesAsync("playground sign add-carol --yes", 0, ["@alice signs 'targets'"], stop);
        await EventInCi.AcceptAsync(stage, "sign/add-carol", stop);
    }
}
