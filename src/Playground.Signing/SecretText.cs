using System.Security.Cryptography;
using System.Text;

namespace Playground.Signing;

/// <summary>Text that must not stay behind in memory: a passphrase, a private key's PEM. Held where the collector makes no copies, wiped when disposed.</summary>
public sealed class SecretText : IDisposable
{
    private readonly char[] _chars;
    private bool _disposed;

    /// <summary>Copies a text; the caller wipes its own.</summary>
    public SecretText(ReadOnlySpan<char> text)
        : this(text.Length) => text.CopyTo(_chars);

    private SecretText(int length) => _chars = GC.AllocateUninitializedArray<char>(length, pinned: true);

    /// <summary>The characters: not to be kept, and not to be made a string of.</summary>
    /// <exception cref="ObjectDisposedException">The text was wiped.</exception>
    public ReadOnlySpan<char> Chars
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _chars;
        }
    }

    /// <summary>Decodes UTF-8, without a byte order mark; the caller wipes its bytes.</summary>
    public static SecretText FromUtf8(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<byte> mark = [0xef, 0xbb, 0xbf];
        bytes = bytes.StartsWith(mark) ? bytes[mark.Length..] : bytes;
        SecretText text = new(Encoding.UTF8.GetCharCount(bytes));
        Encoding.UTF8.GetChars(bytes, text._chars);
        return text;
    }

    /// <summary>Wipes the text.</summary>
    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(System.Runtime.InteropServices.MemoryMarshal.AsBytes(_chars.AsSpan()));
        _disposed = true;
    }

    /// <summary>Never the text itself.</summary>
    public override string ToString() => "(secret)";
}
