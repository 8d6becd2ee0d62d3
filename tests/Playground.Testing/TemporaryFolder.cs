namespace Playground.Testing;

/// <summary>A folder of a test's own, removed with everything in it.</summary>
public sealed class TemporaryFolder : IDisposable
{
    /// <summary>The path of the folder.</summary>
    public string FullPath { get; } = Directory.CreateTempSubdirectory("playground-").FullName;

    /// <summary>The path of something in the folder.</summary>
    public string this[params ReadOnlySpan<string> names] => Path.Combine([FullPath, .. names]);

    /// <summary>Every file in the folder, by its path in it.</summary>
    public IReadOnlyDictionary<string, byte[]> Files() => Directory.EnumerateFiles(FullPath, "*", SearchOption.AllDirectories)
        .ToDictionary(file => Path.GetRelativePath(FullPath, file), File.ReadAllBytes, StringComparer.Ordinal);

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(FullPath, recursive: true);
}
