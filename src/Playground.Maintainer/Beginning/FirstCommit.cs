using Playground.CommandLine;
using Playground.Maintainer.Trust;
using Playground.Repository;
using Playground.Repository.Git;

namespace Playground.Maintainer.Beginning;

/// <summary>Main's first commit, where a remote is empty: <c>playground.yml</c>, which holds what is not security, and workflows if they are wanted.</summary>
internal static class FirstCommit
{
    internal static async Task RequireAsync(MaintainerDesk desk, TrustedMain main, string? name, string? url, ActionSource? gitHub, CancellationToken stop)
    {
        if (main.Tip is not null)
        {
            if (gitHub is { } source)
            {
                throw ToolException.Usage(
                    $"'{desk.Main}' is there already, and a signing event must not change workflows; nothing was changed. Write them with: playground workflows {source.Repository}@{source.Commit}, and commit them to '{desk.Main}'.");
            }

            return;
        }

        List<GitEdit> files = [GitEdit.Write(Layout.Settings, Text(name ?? Path.GetFileName(desk.Git.WorkTree) ?? "repository", url))];
        if (gitHub is { } actions)
        {
            files.AddRange(GitHubWorkflows.From(actions).Select(file => GitEdit.Write(file.Path, file.Content)));
        }

        await desk.Git.PublishAsync(
            desk.Pull,
            desk.Main,
            async (tip, token) => tip is not null ? null : await desk.Git.CommitAsync(
                [], files, "Begin", await desk.Settings.IdentityAsync(token), desk.Now, cancellationToken: token),
            stop);
        Tool.Say($"'{desk.Pull}' was empty: '{desk.Main}' begins with {string.Join(", ", files.Select(file => file.Path.Value))}.");
    }

    private static byte[] Text(string name, string? url) => System.Text.Encoding.UTF8.GetBytes(
        "# What is not security: nothing in here can weaken a check.\n"
        + $"name: {Quote(name)}\n"
        + (url is null ? "" : $"url: {Quote(url)}\n"));

    /// <summary>A text in YAML's double quotes (YAML 1.2, 7.3.1), whose escapes are those of JSON.</summary>
    private static string Quote(string text) => $"\"{System.Text.Json.JsonEncodedText.Encode(text)}\"";
}
