using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Playground.Tuf;
using Playground.Tuf.Keys;

namespace Playground.Signing.Files;

/// <summary>Writes a key under a temporary name next door, reads it back, and gives it its name only if nothing has that name.</summary>
internal static class NewKeyFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    internal static void Write(string path, InMemorySigner signer, SecretText? passphrase)
    {
        string full = Path.GetFullPath(path);
        string folder = Path.GetDirectoryName(full) ?? throw new IOException("It names a folder.");
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
        string temporary = Path.Combine(folder, $".{Path.GetRandomFileName()}.tmp");
        try
        {
            WriteText(temporary, signer, passphrase);
            ReadBack(temporary, signer, passphrase);

            // On Unix this is link(2) and unlink(2): unlike a rename it fails where the name is taken.
            File.Move(temporary, full, overwrite: false);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private static void WriteText(string path, InMemorySigner signer, SecretText? passphrase)
    {
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        using FileStream stream = new(path, options);
        if (passphrase is { Chars.IsEmpty: false })
            stream.Write(Encoding.ASCII.GetBytes(signer.ExportEncryptedPkcs8Pem(passphrase.Chars)));
        else
            WritePlain(stream, signer);
        stream.Write(Encoding.ASCII.GetBytes(SubjectPublicKey.ToPem(signer.PublicKey)));
        stream.Flush(flushToDisk: true);
    }

    private static void WritePlain(FileStream stream, InMemorySigner signer)
    {
        const string Label = "PRIVATE KEY";
        byte[] der = signer.ExportPkcs8();
        int length = PemEncoding.GetEncodedSize(Label.Length, der.Length);
        char[] text = GC.AllocateUninitializedArray<char>(length, pinned: true);
        byte[] bytes = GC.AllocateUninitializedArray<byte>(length + 1, pinned: true);
        try
        {
            PemEncoding.TryWrite(Label, der, text, out _);
            Encoding.ASCII.GetBytes(text, bytes);
            bytes[length] = (byte)'\n';
            stream.Write(bytes);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(der);
            CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(text.AsSpan()));
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    private static void ReadBack(string path, InMemorySigner signer, SecretText? passphrase)
    {
        using SecretText pem = KeyFileText.Read(path, Printable.Of(path), _ => { });
        using InMemorySigner? read = PrivateKeyText.TryOpen(Printable.Of(path), pem, passphrase);
        byte[] probe = Encoding.ASCII.GetBytes("playground key new");
        bool good = read is not null
            && SubjectPublicKey.FindInPem(pem.Chars) == signer.PublicKey
            && signer.PublicKey.Verify(probe, read.Sign(probe));
        if (!good)
            throw new IOException("What was written did not read back.");
    }
}
