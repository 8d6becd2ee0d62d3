using Playground.Tuf.Json;
using Playground.Tuf.Keys;

namespace Playground.Tuf.Model;

/// <summary>
/// A metadata file (specification 4.2): a signed part and signatures over it. Immutable; an edit is
/// <c>Metadata.Of(metadata.Signed with { ... })</c>, which has no signatures, and signing gives a copy that has one more.
/// </summary>
/// <typeparam name="T">The role: <see cref="Root"/>, <see cref="Timestamp"/>, <see cref="Snapshot"/> or <see cref="Targets"/>.</typeparam>
public sealed class Metadata<T>
    where T : Signed, ISigned<T>
{
    private ReadOnlyMemory<byte> _payload;
    private byte[]? _signedJson;

    internal Metadata(T signed, IReadOnlyList<Signature> signatures, JsonFields unknown, ReadOnlyMemory<byte> payload)
    {
        Signed = signed;
        Signatures = signatures;
        UnknownFields = unknown;
        _payload = payload;
    }

    /// <summary>The signed part.</summary>
    public T Signed { get; }

    /// <summary>The signatures, no keyid twice; some may be still to be given.</summary>
    public IReadOnlyList<Signature> Signatures { get; }

    /// <summary>Fields beside <c>signed</c> and <c>signatures</c>.</summary>
    public JsonFields UnknownFields { get; }

    /// <summary>What is signed: the canonical form of what was received, or of what was made here.</summary>
    public ReadOnlyMemory<byte> Payload => _payload.IsEmpty ? _payload = CanonicalJson.Encode(SignedJson) : _payload;

    /// <summary>The signed part as it is written, made once for what is signed and for the file.</summary>
    private byte[] SignedJson => _signedJson ??= Signed.ToJson();

    /// <summary>Signs and adds the signature in place of an earlier or pending one of the same key, else at the end.</summary>
    /// <exception cref="TufException">The key cannot be used: <see cref="ProblemCodes.UnusableKey"/>.</exception>
    public async ValueTask<Metadata<T>> SignAsync(ISigner signer, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(signer);
        byte[] value = await signer.SignAsync(Payload, cancellationToken).ConfigureAwait(false);
        return WithSignature(new Signature(signer.KeyId, value));
    }

    /// <summary>Adds a signature in place of one with the same keyid, else at the end.</summary>
    public Metadata<T> WithSignature(Signature signature)
    {
        ArgumentNullException.ThrowIfNull(signature);
        List<Signature> signatures = [.. Signatures];
        int known = signatures.FindIndex(other => other.KeyId == signature.KeyId);
        if (known < 0)
        {
            signatures.Add(signature);
        }
        else
        {
            signatures[known] = signature;
        }

        return new Metadata<T>(Signed, signatures, UnknownFields, _payload) { _signedJson = _signedJson };
    }

    /// <summary>The file: always the same bytes for the same content (see <see cref="IndentedJson"/>).</summary>
    public byte[] ToBytes() => IndentedJson.Format(JsonOutput.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartArray("signatures"u8);
        foreach (Signature signature in Signatures)
        {
            signature.WriteTo(writer);
        }

        writer.WriteEndArray();
        writer.WritePropertyName("signed"u8);
        writer.WriteRawValue(SignedJson, skipInputValidation: true);
        UnknownFields.WriteTo(writer);
        writer.WriteEndObject();
    }));
}

/// <summary>Makes and reads metadata files.</summary>
public static class Metadata
{
    /// <summary>Metadata made here, without signatures yet.</summary>
    /// <typeparam name="T">The role's type.</typeparam>
    public static Metadata<T> Of<T>(T signed)
        where T : Signed, ISigned<T>
    {
        ArgumentNullException.ThrowIfNull(signed);
        return new Metadata<T>(signed, [], JsonFields.Empty, default);
    }

    /// <summary>Metadata made here and signed by everyone given.</summary>
    /// <typeparam name="T">The role's type.</typeparam>
    /// <exception cref="TufException">A key cannot be used: <see cref="ProblemCodes.UnusableKey"/>.</exception>
    public static async ValueTask<Metadata<T>> SignAsync<T>(T signed, IEnumerable<ISigner> signers, CancellationToken cancellationToken = default)
        where T : Signed, ISigned<T>
    {
        ArgumentNullException.ThrowIfNull(signers);
        Metadata<T> metadata = Of(signed);
        foreach (ISigner signer in signers)
        {
            metadata = await metadata.SignAsync(signer, cancellationToken).ConfigureAwait(false);
        }

        return metadata;
    }

    /// <summary>
    /// Reads a metadata file without trusting it: whether its signatures are good is for <see cref="Trust.TrustedMetadata"/> to say.
    /// The bytes are kept, not copied.
    /// </summary>
    /// <typeparam name="T">The type it has to be of.</typeparam>
    /// <exception cref="TufException">The file is not such metadata: codes 00xx and 01xx of <see cref="ProblemCodes"/>.</exception>
    public static Metadata<T> Parse<T>(ReadOnlyMemory<byte> file)
        where T : Signed, ISigned<T>
    {
        Envelope envelope = Envelope.Read(file);
        return new Metadata<T>(envelope.ReadSigned<T>(), envelope.Signatures, envelope.UnknownFields, envelope.Payload);
    }

    /// <summary>Reads a metadata file, or says what is wrong with it.</summary>
    /// <typeparam name="T">The type it has to be of.</typeparam>
    public static Metadata<T>? TryParse<T>(ReadOnlyMemory<byte> file, out Problem? problem)
        where T : Signed, ISigned<T>
    {
        try
        {
            problem = null;
            return Parse<T>(file);
        }
        catch (TufException e)
        {
            problem = e.Problem;
            return null;
        }
    }
}
