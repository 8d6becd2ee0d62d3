namespace Playground.Ci.Events;

/// <summary>A file that is there as a whole or not at all.</summary>
internal static class WrittenFile
{
    internal static async Task WriteAsync(string path, byte[] content, CancellationToken cancellationToken)
    {
        string temporary = Path.Combine(Path.GetDirectoryName(path)!, $".{Path.GetRandomFileName()}.tmp");
        try
        {
            await File.WriteAllBytesAsync(temporary, content, cancellationToken);
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
