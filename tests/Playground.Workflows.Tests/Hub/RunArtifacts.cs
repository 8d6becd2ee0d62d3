using Playground.Testing;

namespace Playground.Workflows.Tests.Hub;

/// <summary>What the jobs of one run uploaded for one another.</summary>
internal sealed class RunArtifacts : IDisposable
{
    private readonly TemporaryFolder _folder = new();

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
