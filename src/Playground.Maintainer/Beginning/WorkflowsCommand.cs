using System.CommandLine;
using Playground.CommandLine;
using Playground.Repository.Git;

namespace Playground.Maintainer.Beginning;

/// <summary><c>playground workflows</c>: writes the workflows into the work tree, to begin with or with the actions of another commit.</summary>
internal static class WorkflowsCommand
{
    internal static Command Create()
    {
        var source = new Argument<string>("OWNER/REPOSITORY@COMMIT") { Description = "Where the actions are taken from: a repository on GitHub, and all 40 digits of a commit." };
        var command = new Command("workflows", "Write the eight workflows that a repository on GitHub needs into .github/workflows; they replace those that are there.")
        {
            source, Flags.Repository,
        };
        command.SetAction(async (result, stop) =>
        {
            ActionSource actions = ActionSource.Parse(result.GetRequiredValue(source));
            await using GitRepository git = await GitRepository.OpenAsync(result.GetRequiredValue(Flags.Repository), cancellationToken: stop);
            string folder = git.WorkTree ?? throw ToolException.Usage("A bare repository has no work tree to write into; nothing was changed.");
            foreach ((GitPath path, byte[] content) in GitHubWorkflows.From(actions))
            {
                string file = Path.Combine(folder, path.Value);
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                await File.WriteAllBytesAsync(file + ".new", content, stop);
                File.Move(file + ".new", file, overwrite: true);
                Console.WriteLine(path.Value);
            }

            Tool.Say("Look at them with: git diff, then commit them to main by a pull request of their own; a signing event must not change them.");
            return ExitCode.Done;
        });
        return command;
    }
}
