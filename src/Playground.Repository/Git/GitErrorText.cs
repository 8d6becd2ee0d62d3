using System.Text;

namespace Playground.Repository.Git;

/// <summary>The end of what a process says on standard error.</summary>
internal static class GitErrorText
{
    private const int MaxLength = 16 * 1024;

    /// <summary>Reads all of it, and keeps the end.</summary>
    internal static async Task<string> ReadAsync(Stream stream)
    {
        byte[] buffer = new byte[2 * MaxLength];
        int length = 0;
        while (await stream.ReadAsync(buffer.AsMemory(length)).ConfigureAwait(false) is > 0 and int read)
        {
            length += read;
            if (length <= MaxLength) continue;
            buffer.AsSpan(length - MaxLength, MaxLength).CopyTo(buffer);
            length = MaxLength;
        }

        return Encoding.UTF8.GetString(buffer, 0, length);
    }
}
