namespace Playground.Demo;

/// <summary>What everybody does who comes to a repository: a clone, and a key.</summary>
internal static class Newcomer
{
    /// <summary>What the first command in a clone says of a person: who they are, which key is theirs, and which root they were told of.</summary>
    internal static string Introduction(Stage stage, string name) => $"--user @{name} --key file:../keys/{name}.pem --trust-root {stage.RootSha256}";

    /// <summary>Clones, and makes a key.</summary>
    internal static async Task ArriveAsync(Stage stage, Actor who, CancellationToken stop)
    {
        await stage.CloneAsync(who, stop);
        await who.TypesAsync($"playground key new --file ../keys/{who.Name}.pem --no-passphrase", stop);
    }
}
