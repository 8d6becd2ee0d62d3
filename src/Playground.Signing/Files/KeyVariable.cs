using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Playground.Signing.Files;

/// <summary>The forms in which a private key's PEM gets into an environment variable.</summary>
internal static class KeyVariable
{
    private const string Begin = "-----BEGIN ";

    /// <summary>The PEM text, whatever form it came in; null where there is none.</summary>
    internal static SecretText? ToPem(ReadOnlySpan<char> value) => value.Length > 2 * PrivateKeyText.MaxLength ? null
        : value.Contains(Begin, StringComparison.Ordinal) ? WithLineEnds(value)
        : FromBase64(value);

    /// <summary>Some CI systems keep secrets in one line, with line ends as backslash and letter. PEM itself has no backslashes.</summary>
    private static SecretText WithLineEnds(ReadOnlySpan<char> value)
    {
        char[] text = GC.AllocateUninitializedArray<char>(value.Length, pinned: true);
        try
        {
            int length = 0;
            for (int i = 0; i < value.Length; i++)
            {
                bool isLineEnd = value[i] == '\\' && i + 1 < value.Length && value[i + 1] is 'n' or 'r';
                text[length++] = isLineEnd ? '\n' : value[i];
                i += isLineEnd ? 1 : 0;
            }

            return new SecretText(text.AsSpan(0, length));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(text.AsSpan()));
        }
    }

    private static SecretText? FromBase64(ReadOnlySpan<char> value)
    {
        byte[] bytes = GC.AllocateUninitializedArray<byte>(Base64.GetMaxDecodedFromUtf8Length(value.Length), pinned: true);
        try
        {
            // White space in it, such as the line ends of base64(1), is passed over.
            if (!Convert.TryFromBase64Chars(value, bytes, out int length) || bytes.AsSpan(0, length).IndexOf(Encoding.ASCII.GetBytes(Begin)) < 0)
                return null;
            return SecretText.FromUtf8(bytes.AsSpan(0, length));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }
}
