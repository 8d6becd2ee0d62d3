using System.Security.Cryptography;
using Playground.Tuf;

namespace Playground.Signing.Files;

/// <summary>The text of a key file, read once, bounded, and wiped by whoever asked.</summary>
internal static class KeyFileText
{
    private const UnixFileMode OthersMode =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <summary>Reads a file, warning when others than its owner could have read or changed it.</summary>
    /// <param name="path">The file; a pipe will do.</param>
    /// <param name="place">What to call it, safe to show.</param>
    /// <param name="warn">Takes the warning.</param>
    internal static SecretText Read(string path, string place, Action<Problem> warn)
    {
        byte[] bytes = GC.AllocateUninitializedArray<byte>(PrivateKeyText.MaxLength + 1, pinned: true);
        try
        {
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            WarnIfExposed(stream, path, place, warn);
            int length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return length <= PrivateKeyText.MaxLength
                ? SecretText.FromUtf8(bytes.AsSpan(0, length))
                : throw new TufException(
                    SigningProblemCodes.KeyNotUsable,
                    $"{place} is longer than any private key; nothing was signed. Name the file that holds the key itself");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new TufException(
                SigningProblemCodes.KeyNotFound,
                $"{place} does not exist; nothing was signed. See which keys are here with: playground key list",
                innerException: e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new TufException(
                SigningProblemCodes.KeyNotReadable,
                $"{place} could not be read ({Printable.Of(e.Message)}); nothing was signed. See that it is a file and that you may read it: ls -l",
                innerException: e);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    private static void WarnIfExposed(FileStream stream, string path, string place, Action<Problem> warn)
    {
        if (OperatingSystem.IsWindows() || (File.GetUnixFileMode(stream.SafeFileHandle) & OthersMode) == UnixFileMode.None)
            return;
        warn(new Problem(
            SigningProblemCodes.KeyFileExposed,
            $"Others than its owner can read or change {place}; it is used all the same. Close it with: chmod 600 '{Printable.Of(path)}'"));
    }
}
