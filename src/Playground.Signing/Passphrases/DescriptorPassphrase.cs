using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;
using Playground.Tuf;

namespace Playground.Signing.Passphrases;

/// <summary>
/// The passphrase is the next line, in UTF-8, of a file descriptor that whoever started the process has opened. Each key that asks gets a
/// line of its own. Waits until the line or the end comes; that wait cannot be cancelled.
/// </summary>
/// <param name="descriptor">Its number, such as 3 for <c>3&lt;pass.txt</c>. The descriptor is left open.</param>
public sealed class DescriptorPassphrase(int descriptor) : IPassphraseSource
{
    /// <summary>The longest line that is read, in bytes.</summary>
    public const int MaxLength = 4096;

    /// <inheritdoc/>
    public ValueTask<SecretText?> AskAsync(PassphraseRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(request.Attempt > 1 ? null : ReadLine(request));
    }

    private SecretText ReadLine(PassphraseRequest request)
    {
        byte[] line = GC.AllocateUninitializedArray<byte>(MaxLength + 1, pinned: true);
        try
        {
            using SafeFileHandle handle = new(descriptor, ownsHandle: false);
            using FileStream stream = new(handle, FileAccess.Read, bufferSize: 0);

            // Byte by byte, so that the next line stays where it is for the next key.
            int length = 0;
            while (stream.Read(line, length, 1) == 1 && line[length] != '\n')
            {
                if (++length > MaxLength)
                    throw Failed(request, $"its first line is longer than {MaxLength} bytes");
            }

            if (length > 0 && line[length - 1] == '\r')
                length--;
            return length > 0 ? SecretText.FromUtf8(line.AsSpan(0, length)) : throw Failed(request, "it has ended, or its line is empty");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw Failed(request, "it is not open for reading", e);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(line);
        }
    }

    private TufException Failed(PassphraseRequest request, string why, Exception? inner = null) => new(
        SigningProblemCodes.PassphraseNotReadable,
        $"The passphrase for {request.Key} could not be read from file descriptor {descriptor}: {why}; nothing was signed. Open it when starting the command, such as: {descriptor}< FILE",
        innerException: inner);
}
