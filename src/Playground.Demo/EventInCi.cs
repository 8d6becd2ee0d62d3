namespace Playground.Demo;

/// <summary>What CI and forge do with every event: judge it, merge it, sign online, publish.</summary>
internal static class EventInCi
{
    /// <summary>CI fetches, as it does after each push, and brings metadata in line with files that were pushed.</summary>
    internal static async Task UpdateTargetsAsync(Stage stage, string name, CancellationToken stop)
    {
        await stage.Ci.TypesAsync("git fetch --quiet --prune origin", stop);
        await stage.Ci.TypesAsync($"playground-ci update-targets --event {name}", stop);
    }

    /// <summary>CI's verdict is no, for the reason given. Nobody waits for it: people go on meanwhile.</summary>
    internal static async Task RefuseAsync(Stage stage, string name, string reason, CancellationToken stop)
    {
        await stage.Ci.TypesAsync("git fetch --quiet --prune origin", stop);
        stage.Asides.Begin(stage.Ci, ci => ci.TypesAsync($"playground-ci status --head origin/{name} --event {name}", 1, [reason], stop));
    }

    /// <summary>CI's verdict is yes, and somebody presses the forge's button.</summary>
    internal static async Task AcceptAsync(Stage stage, string name, CancellationToken stop)
    {
        await stage.Ci.TypesAsync("git fetch --quiet --prune origin", stop);
        await stage.Ci.TypesAsync($"playground-ci status --head origin/{name} --event {name}", stop);
        await stage.Forge.TypesAsync($"git accept {name}", stop);
    }

    /// <summary>CI signs online and publishes, once nobody is downloading any more. People go on meanwhile.</summary>
    internal static void Publish(Stage stage, CancellationToken stop) => stage.Asides.Begin(
        stage.Publisher,
        async publisher =>
        {
            await publisher.TypesAsync("playground-ci online-sign", stop);
            await publisher.TypesAsync("git fetch --quiet --prune origin", stop);
            await publisher.TypesAsync("playground-ci publish --revision origin/publish --out ../www", stop);
        },
        after: stage.Downloader);
}
