namespace Playground.Demo;

/// <summary>What lies in the folder beside the story's own work, so that a reader can play on: git's settings, the tools by name, variables.</summary>
internal static class StageFiles
{
    /// <summary>The button of a forge: a merge commit of an event, and its branch is gone. Where main has moved meanwhile, it is made anew.</summary>
    private const string GitConfig = """
        [init]
            defaultBranch = main
        [user]
            name = Somebody
            email = somebody@example.org
        [advice]
            detachedHead = false
        [alias]
            accept = "!f() { for attempt in 1 2 3; do main=$(git rev-parse main) && tree=$(git merge-tree --write-tree $main \"$1\") && commit=$(git commit-tree -p $main -p \"$1\" -m \"Merge $1\" $tree) && git update-ref refs/heads/main $commit $main && { git branch --quiet -D \"$1\" && git log -1 --format='%h %s' $commit; return; }; done; return 1; }; f"

        """;

    internal static async Task WriteAsync(string folder, CancellationToken stop)
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "gitconfig"), GitConfig, stop);
        await File.WriteAllTextAsync(
            Path.Combine(folder, "env.sh"),
            $"""
            # Read by a shell to play on in this folder: . ./env.sh
            export PATH='{folder}/bin':"$PATH" GIT_CONFIG_GLOBAL='{folder}/gitconfig' GIT_CONFIG_NOSYSTEM=1 PLAYGET_HOME='{folder}/you/.playget'

            """,
            stop);
        foreach (string tool in Built.Tools)
        {
            string file = Path.Combine(folder, "bin", tool);
            await File.WriteAllTextAsync(file, $"#!/bin/sh\nexec dotnet exec '{Built.AssemblyOf(tool)}' \"$@\"\n", stop);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(file, (UnixFileMode)Convert.ToInt32("755", 8));
            }
        }
    }
}
