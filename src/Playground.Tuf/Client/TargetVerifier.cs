using System.Security.Cryptography;
using Playground.Tuf.Model;

namespace Playground.Tuf.Client;

/// <summary>Checks the bytes of an artifact, in whatever pieces they come, against what metadata says of it.</summary>
public sealed class TargetVerifier : IDisposable
{
    private readonly TargetFile _file;
    private readonly IncrementalHash? _sha256;
    private readonly IncrementalHash? _sha512;
    private long _length;

    /// <summary>Begins with the first byte of an artifact.</summary>
    public TargetVerifier(TargetFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        _file = file;
        _sha256 = file.Hashes.Sha256 is null ? null : IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        _sha512 = file.Hashes.Sha512 is null ? null : IncrementalHash.CreateHash(HashAlgorithmName.SHA512);
    }

    /// <summary>Takes the next bytes. False once there are more of them than listed.</summary>
    public bool TryAppend(ReadOnlySpan<byte> bytes)
    {
        _length += bytes.Length;
        if (_length > _file.Length)
        {
            return false;
        }

        _sha256?.AppendData(bytes);
        _sha512?.AppendData(bytes);
        return true;
    }

    /// <summary>Whether all bytes have come and every hash that can be checked is right; false where none can. Asked once, at the end.</summary>
    public bool IsComplete() => _length == _file.Length
        && _file.Hashes.IsSupported
        && (_sha256 is null || Convert.ToHexStringLower(_sha256.GetHashAndReset()) == _file.Hashes.Sha256)
        && (_sha512 is null || Convert.ToHexStringLower(_sha512.GetHashAndReset()) == _file.Hashes.Sha512);

    /// <summary>Whether a file on disk is the artifact; false where there is none.</summary>
    public static Task<bool> MatchesAsync(string path, TargetFile file, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        try
        {
            return Task.FromResult(File.Exists(path) && Matches(path, file, cancellationToken));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Task.FromResult(false);
        }
        catch (OperationCanceledException)
        {
            return Task.FromCanceled<bool>(cancellationToken);
        }
    }

    /// <summary>Reads on this thread: what a disk has is soon there, and handing over to another thread takes longer.</summary>
    private static bool Matches(string path, TargetFile file, CancellationToken cancellationToken)
    {
        using var content = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 0, FileOptions.SequentialScan);
        if (content.Length != file.Length)
        {
            return false;
        }

        using var verifier = new TargetVerifier(file);
        byte[] buffer = new byte[(int)Math.Min(81920, file.Length + 1)];
        while (content.Read(buffer) is > 0 and int read)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!verifier.TryAppend(buffer.AsSpan(0, read)))
            {
                return false;
            }
        }

        return verifier.IsComplete();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _sha256?.Dispose();
        _sha512?.Dispose();
    }
}
