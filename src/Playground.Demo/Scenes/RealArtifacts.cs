namespace Playground.Demo.Scenes;

/// <summary>A role for packages, and this solution's own packages in it, published and downloaded.</summary>
internal sealed class RealArtifacts : Scene
{
    private const string Event = "sign/first-release";

    internal override string Title => "Real packages, added by plain git";

    internal override async Task PlayAsync(Stage stage, CancellationToken stop)
    {
        (string tuf, string signing) = (Packing.FileOf("Playground.Tuf", Built.Version), Packing.FileOf("Playground.Signing", Built.Version));
        stage.Terminal.Say("Files below packages/ get a role of their own. @alice delegates it: she and @bob may sign it, one of them is enough.");
        await stage.Alice.TypesAsync("playground delegate packages packages --signers @alice @bob --threshold 1 --path \"packages/*\" --yes", 0, ["packages/*"], stop);
        await EventInCi.AcceptAsync(stage, "sign/packages", stop);
        stage.Terminal.Say("She puts two packages into her clone. Files are added by git alone, in a branch whose name begins with sign/. No tool is needed; a forge's web page would do as well.");
        await Packing.BranchAsync(stage.Alice, Event, stop);
        Packing.Put(stage, stage.Alice, Built.Version, "Playground.Tuf", "Playground.Signing");
        await Packing.PushAsync(stage.Alice, Event, "First release", stop);
        stage.Terminal.Say("The CI describes the files in the role's metadata: lengths and hashes. Its own word counts for nothing; @bob looks at what changed and signs it.");
        await EventInCi.UpdateTargetsAsync(stage, Event, stop);
        await stage.Bob.TypesAsync("playground sign first-release --yes", 0, [tuf, "@bob signs 'packages'"], stop);
        await EventInCi.AcceptAsync(stage, Event, stop);
        EventInCi.Publish(stage, stop);

        stage.Terminal.Say("You download. You need one thing to begin with, from somebody you trust: the SHA-256 of the first root. @alice tells you.");
        stage.RootSha256 = (await stage.Alice.TypesAsync("playground status", stop)).After("SHA-256 ");
        stage.Asides.Begin(stage.Downloader, async you =>
        {
            await you.TypesAsync($"playget trust add demo {stage.Url} --sha256 {stage.RootSha256}", stop);
            await you.TypesAsync("playget list", 0, ["packages/" + signing, "packages/" + tuf], stop);
            await you.TypesAsync($"playget get packages/{tuf}", stop);
            Packing.RequireSame(you, stage.Alice, "Playground.Tuf", Built.Version);
        }, after: stage.Publisher);
    }
}
