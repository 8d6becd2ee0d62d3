using System.Security.Cryptography;
using System.Text;
using Playground.Tuf;
using Playground.Tuf.Model;

namespace Playground.Signing.Agent;

/// <summary>A key that an agent says it holds.</summary>
public sealed class SshAgentIdentity
{
    private SshAgentIdentity(ReadOnlyMemory<byte> blob, string comment, SshPublicKey key)
    {
        Blob = blob;
        Comment = comment;
        Type = key.Type;
        PublicKey = key.Key;
        UnusableBecause = key.UnusableBecause;
        Fingerprint = "SHA256:" + Convert.ToBase64String(SHA256.HashData(blob.Span)).TrimEnd('=');
    }

    /// <summary>What its owner called it, often <c>name@host</c>: text from outside, to be shown through <see cref="Printable.Of"/>.</summary>
    public string Comment { get; }

    /// <summary>What <c>ssh-add -l</c> shows: <c>SHA256:</c> and the hash of the public key, in base64 without padding.</summary>
    public string Fingerprint { get; }

    /// <summary>SSH's own name for the kind of key, such as <c>ssh-ed25519</c>.</summary>
    public string Type { get; }

    /// <summary>The public half as metadata holds it; null when the key cannot sign TUF metadata.</summary>
    public Key? PublicKey { get; }

    /// <summary>Why it cannot sign TUF metadata, in words; null when it can.</summary>
    public string? UnusableBecause { get; }

    /// <summary>What opens exactly this key.</summary>
    public SignerUri Uri => SignerUri.Of(SshAgentScheme.SchemeName, Fingerprint);

    /// <summary>The public key as SSH writes it (RFC 4253, section 6.6).</summary>
    internal ReadOnlyMemory<byte> Blob { get; }

    /// <summary>Kind, fingerprint and comment, safe to show.</summary>
    public override string ToString() => $"{Printable.Of(Type)} {Fingerprint} ({Printable.Of(Comment)})";

    internal static SshAgentIdentity Of(byte[] blob, ReadOnlySpan<byte> comment) =>
        new(blob, Encoding.UTF8.GetString(comment), SshPublicKey.Read(blob));
}
