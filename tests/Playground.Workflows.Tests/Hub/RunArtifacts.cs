using System.IO.Compression;
using Playground.Testing;
using Playground.Testing.GitHub;

namespace Playground.Workflows.Tests.Hub;

/// <summary>What the jobs of one run uploaded for one another, and for whoever asks the API for it.</summary>
internal sealed class RunArtifacts(GitHubStandIn gitHub, long run) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>The number of the run.</summary>
    internal long Run => run;

    /// <summary>Leaves a file as an archive that the API hands out.</summary>
    internal void Leave(string name, string file)
    {
        using var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            archive.CreateEntryFromFile(file, Path.GetFileName(file));
        }

        gitHub.Artifacts.Add(new StandInArtifact(gitHub.NextId(), run, name, zip.ToArray()));
    }

    internal void Upload(string name, string from)
    {
        string to = _folder[name];
        if (!Directory.Exists(from) || Directory.GetFileSystemEntries(from).Length == 0 || Directory.Exists(to))
        {
            throw new StepFailedException($"There is nothing to upload as {name}, or it is there already.");
        }

        CopyFolder(from, to);
    }

    internal void Deploy(string name, string to)
    {
        if (!Directory.Exists(_folder[name]))
        {
            throw new StepFailedException($"No job of this run uploaded {name}.");
        }

        if (Directory.Exists(to))
        {
            Directory.Delete(to, recursive: true);
        }

        CopyFolder(_folder[name], to);
    }

    public void Dispose() => _folder.Dispose();

    private static void CopyFolder(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (string file in Directory.EnumerateFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }

        foreach (string folder in Directory.EnumerateDirectories(from))
        {
            CopyFolder(folder, Path.Combine(to, Path.GetFileName(folder)));
        }
    }
}
