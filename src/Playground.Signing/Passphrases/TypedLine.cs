using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Playground.Signing.Passphrases;

/// <summary>A line being typed unseen: keys go in, a secret comes out. Wiped when disposed.</summary>
internal sealed class TypedLine : IDisposable
{
    internal const int MaxLength = 1024;

    private readonly char[] _typed = GC.AllocateUninitializedArray<char>(MaxLength, pinned: true);
    private int _length;

    internal enum Outcome
    {
        /// <summary>The line goes on.</summary>
        More,

        /// <summary>Enter was pressed.</summary>
        Done,

        /// <summary>Escape was pressed, or Ctrl-D on an empty line.</summary>
        GivenUp,
    }

    /// <summary>Takes a key. Characters beyond <see cref="MaxLength"/> are left out; so are keys that stand for no character.</summary>
    internal Outcome Take(ConsoleKeyInfo key)
    {
        switch (key.KeyChar)
        {
            case '\r' or '\n':
                return Outcome.Done;
            case '\e' or '\u0004' when key.KeyChar == '\e' || _length == 0:
                return Outcome.GivenUp;
            case '\b' or '\u007f':
                _length -= _length > 1 && char.IsLowSurrogate(_typed[_length - 1]) ? 2 : Math.Min(_length, 1);
                break;
            case '\u0015': // Ctrl-U
                _length = 0;
                break;
            case char c when !char.IsControl(c) && _length < MaxLength:
                _typed[_length++] = c;
                break;
        }

        return key.Key == ConsoleKey.Enter ? Outcome.Done : Outcome.More;
    }

    internal SecretText ToSecret() => new(_typed.AsSpan(0, _length));

    public void Dispose() => CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(_typed.AsSpan()));
}
