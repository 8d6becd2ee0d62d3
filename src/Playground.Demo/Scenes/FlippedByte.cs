namespace Playground.Demo.Scenes;

/// <summary>Attack 1: a byte of a file on the server is another.</summary>
internal sealed class FlippedByte : Scene
{
    private static readonly string Name = Packing.FileOf("Playground.Signing", Built.Version);

    internal override string Title => "First attack: a flipped byte on the server";

    internal override Task PlayAsync(Stage stage, CancellationToken stop)
    {
        stage.Asides.Begin(stage.Downloader, you => PlayAsync(stage, you, stop));
        return Task.CompletedTask;
    }

    private static async Task PlayAsync(Stage stage, Actor you, CancellationToken stop)
    {
        string file = Directory.EnumerateFiles(Path.Combine(stage.Public, "targets"), "*." + Name, SearchOption.AllDirectories).Single();
        you.Terminal.Say($"Somebody has taken over the web server, and changes one bit in the middle of {Path.GetRelativePath(stage.Folder, file)}");
        byte[] good = await File.ReadAllBytesAsync(file, stop);
        byte[] bad = [.. good];
        bad[bad.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(file, bad, stop);
        await you.TypesAsync($"playget get packages/{Name}", 4, ["PG0424: "], stop);
        if (File.Exists(you.PathOf(Name)))
        {
            throw new StoryBrokenException($"{Name} was refused, and is there all the same.");
        }

        you.Terminal.Say("Refused, and nothing of it was kept: @bob signed other hashes. With the bit back in its place:");
        await File.WriteAllBytesAsync(file, good, stop);
        await you.TypesAsync($"playget get packages/{Name}", stop);
        Packing.RequireSame(you, stage.Alice, "Playground.Signing", Built.Version);
    }
}
