namespace Playground.Demo.Scenes;

/// <summary>Attack 2: the server shows the past.</summary>
internal sealed class RolledBackTimestamp : Scene
{
    private const string Kept = "yesterday.timestamp.json";

    internal override string Title => "Second attack: the past, shown again";

    /// <summary>What an attacker writes down to show it again.</summary>
    internal static void Keep(Stage stage) => File.Copy(TimestampOf(stage), stage.PathOf(Kept));

    internal override Task PlayAsync(Stage stage, CancellationToken stop)
    {
        stage.Asides.Begin(stage.Downloader, you => PlayAsync(stage, you, stop));
        return Task.CompletedTask;
    }

    private static async Task PlayAsync(Stage stage, Actor you, CancellationToken stop)
    {
        you.Terminal.Say($"""
            The server shows an older timestamp, so that nobody learns of version {Built.NextVersion}, which may be the one that closes a hole.
            It is no forgery: the CI signed it, and it has not expired.
            """);
        string today = await File.ReadAllTextAsync(TimestampOf(stage), stop);
        File.Copy(stage.PathOf(Kept), TimestampOf(stage), overwrite: true);
        await you.TypesAsync("playget list", 4, ["PG0304: "], stop);
        you.Terminal.Say("Refused: your client has seen a newer one. With the newest back in its place:");
        await File.WriteAllTextAsync(TimestampOf(stage), today, stop);
        await you.TypesAsync("playget list", 0, [Packing.FileOf("Playground.Tuf", Built.NextVersion)], stop);
    }

    private static string TimestampOf(Stage stage) => Path.Combine(stage.Public, "metadata", "timestamp.json");
}
