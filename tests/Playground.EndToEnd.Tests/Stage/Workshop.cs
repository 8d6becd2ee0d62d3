using System.Text;
using Playground.Testing;

namespace Playground.EndToEnd.Tests.Stage;

/// <summary>
/// A community of projects whose people all sign with keys in an ssh-agent. @erin owns and releases <see cref="Hammer"/>, which has releases 1.0.0 and 1.1.0 of
/// two files; nobody has vouched for it yet. @alice and @bob are the administrators, one of whom is enough. @dave and @carol have no part in anything yet.
/// </summary>
internal static class Workshop
{
    internal const string Hammer = "hammer";

    private static readonly string[] Makers = ["dave", "erin", "mallory"];

    internal static async Task BeginAsync(Community story)
    {
        AddKeys(story);
        await story.DoAsync("alice", "project", "enable", "--expiry-days", "60", "--signing-days", "20");
        await story.MergeAsync("sign/projects");
        await story.DoAsync("erin", "project", "create", Hammer);
        await story.MergeAsync("sign/project-hammer");
        foreach (string version in (string[])["1.0.0", "1.1.0"])
        {
            await story.DoAsync(
                "erin", "release", "add", Hammer, version, story.Write($"hammer-{version}.txt", $"hammer {version}\n"), story.Write("README.md", "# Hammer\n"),
                "--description", "Drives nails in.", "--licence", "MIT", "--tag", "nails", "--event", "first");
        }

        await story.MergeAsync("sign/first");
    }

    /// <summary>The keys of those who are not administrators, in the agent of this community.</summary>
    internal static void AddKeys(Community story)
    {
        foreach (string maker in Makers)
        {
            story.AddKey(maker);
        }
    }

    /// <summary>Writes a file that is to be released; the answer is its path.</summary>
    internal static string Write(this Community story, string name, string content) => story.Write(name, Encoding.UTF8.GetBytes(content));

    internal static string Write(this Community story, string name, byte[] content)
    {
        string path = story.Tools.Sandbox.PathOf($"built/{name}");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        return path;
    }

    /// <summary>A person looks at something with <c>playground</c>; what it answers.</summary>
    internal static async Task<string> LookAsync(this Community story, string person, params string[] arguments) =>
        (await story.Tools.PlaygroundAsync(person, [.. arguments, "--user", $"@{person}", "--yes"])).Succeeded().Answer;

    /// <summary>Somebody runs playget, in a folder of their own, and knows the community by its first root.</summary>
    internal static async Task<ToolRun> PlaygetInAsync(this Community story, string folder, params string[] arguments)
    {
        if (!Directory.Exists(story.Tools.Sandbox.PathOf("playget")))
        {
            (await story.RunPlaygetAsync("trust", "add", "story", story.Url.AbsoluteUri, "--root", Path.Combine(story.Tools.Public, "metadata", "1.root.json"))).Succeeded();
        }

        return await story.Tools.RunAsync("playget", Directory.CreateDirectory(story.Tools.Sandbox.PathOf(folder)).FullName, arguments);
    }
}
