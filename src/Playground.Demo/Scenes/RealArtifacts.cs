namespace Playground.Demo.Scenes;

/// <summary>A role for packages, and this solution's own packages in it, published and downloaded.</summary>
internal sealed class RealArtifacts : Scene
{
    internal override string Title => "Real packages, added by plain git";

    internal override async Task PlayAsync(Stage stage, CancellationToken stop)
    {
        stage.Terminal.Say("Files below packages/ get a role of their own. @alice delegates it: she and @bob may sign it, one of them is enough.");
        await stage.Alice.TypesAsync("playground delegate packages packages --signers @alice @bob --threshold 1 --path \"packages/*\" --yes", 0, ["packages/*"], stop);
        await EventInCi.AcceptAsync(stage, "sign/packages", stop);
        stage.Terminal.Say("Now something to publish: two libraries of this very solution, packed as NuGet packages.");
        await Packing.PackAsync(stage, "Playground.Tuf", "1.0.0", stop);
        await Packing.PackAsync(stage, "Playground.Signing", "1.0.0", stop);
        stage.Terminal.Say("Files are added by git alone, in a branch sign/…. No tool is needed, and a pull request from a web page would do as well.");
        await Packing.PushAsync(stage, stage.Alice, "sign/release-1.0", "1.0.0", ["Playground.Tuf", "Playground.Signing"], stop);
        stage.Terminal.Say("The CI describes the files in the role's metadata: lengths and hashes. Its own word counts for nothing, so its verdict is no.");
        await EventInCi.UpdateTargetsAsync(stage, "sign/release-1.0", stop);
        await EventInCi.RefuseAsync(stage, "sign/release-1.0", "`@bob`", stop);
        stage.Terminal.Say("@bob looks at what changed and signs it.");
        await stage.Bob.TypesAsync("playground sign release-1.0 --yes", 0, ["Playground.Tuf.1.0.0.nupkg", "@bob signs 'packages'"], stop);
        await EventInCi.AcceptAsync(stage, "sign/release-1.0", stop);
        await EventInCi.PublishAsync(stage, stop);

        stage.Terminal.Say("You download. You need one thing to begin with, from somebody you trust: the SHA-256 of the first root. @alice tells you.");
        string sha256 = (await stage.Alice.TypesAsync("playground status", stop)).After("SHA-256 ");
        await stage.Downloader.TypesAsync($"playget trust add demo {stage.Url} --sha256 {sha256}", stop);
        await stage.Downloader.TypesAsync("playget list", 0, ["packages/Playground.Signing.1.0.0.nupkg", "packages/Playground.Tuf.1.0.0.nupkg"], stop);
        await stage.Downloader.TypesAsync("playget get packages/Playground.Tuf.1.0.0.nupkg", stop);
        Packing.RequireSame(stage, "Playground.Tuf", "1.0.0");
    }
}
