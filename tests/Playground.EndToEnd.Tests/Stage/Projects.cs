namespace Playground.EndToEnd.Tests.Stage;

/// <summary>
/// A community's projects, each with a release 1.0.0 of one file. <see cref="Hammer"/> and <see cref="Compass"/> are claimed, <see cref="Kettle"/> and
/// <see cref="Lantern"/> are new. Of hammer and kettle @erin is the owner and @dave the releaser; compass and lantern are owned and released by both, and
/// both must sign. The administrators' role lives for 60 days.
/// </summary>
internal static class Projects
{
    internal const string Hammer = "hammer";
    internal const string Kettle = "kettle";
    internal const string Compass = "compass";
    internal const string Lantern = "lantern";

    internal static string FileOf(string project, string version = "1.0.0") => $"projects/{project}/{version}/{project}.txt";

    internal static string ContentOf(string project) => $"what the releasers of {project} signed\n";

    /// <summary>Where what was published is kept as it was before anything was claimed.</summary>
    internal static string PastOf(Community community) => community.Tools.Sandbox.PathOf("past");

    internal static async Task BeginAsync(Community community)
    {
        await community.DoAsync("alice", "project", "enable", "--expiry-days", "60", "--signing-days", "20");
        await community.MergeAsync("sign/projects");
        foreach (string project in (string[])[Hammer, Kettle])
        {
            await community.DoAsync("erin", "project", "create", project, "--owners-signers", "@erin", "--releasers-signers", "@dave", "--event", "begin");
        }

        foreach (string project in (string[])[Compass, Lantern])
        {
            await community.DoAsync(
                "erin", "project", "create", project, "--owners-signers", "@erin", "@dave", "--owners-threshold", "2", "--releasers-signers", "@erin", "@dave", "--releasers-threshold", "2", "--event", "begin");
        }

        await community.DoAsync("dave", "sign", "begin");
        await community.DoAsync("erin", "sign", "begin");
        await community.MergeAsync("sign/begin");
        foreach (string project in (string[])[Hammer, Kettle, Compass, Lantern])
        {
            await community.DoAsync("dave", "release", "add", project, "1.0.0", Write(community, project, ContentOf(project)), "--event", "first");
        }

        await community.DoAsync("erin", "sign", "first");
        await community.MergeAsync("sign/first");
        Copy(community.Tools.Public, PastOf(community));
        await community.DoAsync("alice", "project", "claim", Hammer, Compass);
        await community.MergeAsync("sign/claim");
    }

    /// <summary>The file of a project's release, to be released.</summary>
    internal static string Write(Community community, string project, string content)
    {
        string path = community.Tools.Sandbox.PathOf($"built/{project}.txt");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return path;
    }

    /// <summary>A folder with all that is in another.</summary>
    internal static void Copy(string from, string to)
    {
        foreach (string file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
