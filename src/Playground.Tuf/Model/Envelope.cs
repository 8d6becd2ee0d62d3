using System.Text.Json;
using Playground.Tuf.Json;

namespace Playground.Tuf.Model;

/// <summary>
/// A metadata file as it was received (specification 4.2): its signatures, and the bytes they are over. What is signed has not been looked
/// into yet, so that it need not be before its signatures are known to be good.
/// </summary>
public sealed class Envelope
{
    private Envelope(ReadOnlyMemory<byte> signedJson, int signedOffset, ReadOnlyMemory<byte> payload, IReadOnlyList<Signature> signatures, JsonFields unknown)
    {
        SignedJson = signedJson;
        SignedOffset = signedOffset;
        Payload = payload;
        Signatures = signatures;
        UnknownFields = unknown;
    }

    /// <summary>The signed part as it was received.</summary>
    public ReadOnlyMemory<byte> SignedJson { get; }

    /// <summary>Where <see cref="SignedJson"/> begins in the file, in bytes.</summary>
    internal int SignedOffset { get; }

    /// <summary>The canonical form of the signed part: what is signed.</summary>
    public ReadOnlyMemory<byte> Payload { get; }

    /// <summary>The signatures, no keyid twice.</summary>
    public IReadOnlyList<Signature> Signatures { get; }

    /// <summary>Fields beside <c>signed</c> and <c>signatures</c>.</summary>
    public JsonFields UnknownFields { get; }

    /// <summary>A signed part that was made here, without signatures yet.</summary>
    /// <param name="signed">The signed part.</param>
    /// <param name="unknown">Fields beside it, such as those of the file it comes from.</param>
    public static Envelope Of(Signed signed, JsonFields? unknown = null)
    {
        ArgumentNullException.ThrowIfNull(signed);
        byte[] json = signed.ToJson();
        return new Envelope(json, 0, CanonicalJson.Encode(json), [], unknown ?? JsonFields.Empty);
    }

    /// <summary>The very same signed part with other signatures: what was received is passed on as it is, also what is not understood.</summary>
    /// <exception cref="ArgumentException">A keyid stands twice.</exception>
    public Envelope WithSignatures(IReadOnlyList<Signature> signatures)
    {
        ArgumentNullException.ThrowIfNull(signatures);
        return signatures.DistinctBy(signature => signature.KeyId).Count() == signatures.Count
            ? new Envelope(SignedJson, SignedOffset, Payload, [.. signatures], UnknownFields)
            : throw new ArgumentException("A keyid stands twice.", nameof(signatures));
    }

    /// <summary>The file: always the same bytes for the same content (see <see cref="IndentedJson"/>).</summary>
    public byte[] ToBytes() => IndentedJson.Format(JsonOutput.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WritePropertyName("signed"u8);
        writer.WriteRawValue(SignedJson.Span, skipInputValidation: true);
        writer.WriteStartArray("signatures"u8);
        foreach (Signature signature in Signatures)
        {
            signature.WriteTo(writer);
        }

        writer.WriteEndArray();
        UnknownFields.WriteTo(writer);
        writer.WriteEndObject();
    }));

    /// <summary>Reads a metadata file. The bytes are kept, not copied: they must not change afterwards.</summary>
    /// <exception cref="TufException">The file is not metadata: codes 0001 to 0004, 0101, 0102, 0106, 0111, 0119 of <see cref="ProblemCodes"/>.</exception>
    public static Envelope Read(ReadOnlyMemory<byte> file)
    {
        ReadOnlyMemory<byte>? signed = null;
        int signedOffset = 0;
        ReadOnlyMemory<byte> payload = default;
        ReadOnlyMemory<byte>? signatures = null;
        JsonFieldsBuilder unknown = default;
        var names = new HashSet<string>();
        var scanner = new JsonScanner(file.Span);
        if (scanner.Peek() != (byte)'{')
        {
            RefuseOther(scanner);
        }

        scanner.Take();
        while (scanner.Peek() != (byte)'}')
        {
            if (names.Count > 0)
            {
                scanner.Expect((byte)',');
            }

            string name = ReadName(ref scanner);
            if (!names.Add(name))
            {
                throw new TufException(ProblemCodes.DuplicateName, "An object has the same name twice.", JsonPath.Member("$", name));
            }

            scanner.Expect((byte)':');
            scanner.Peek();
            int start = scanner.Position;
            ReadOnlyMemory<byte> canonical = SortedJson.Canonicalize(ref scanner, name == "signed" ? file.Length - start : 256, depth: 1);
            ReadOnlyMemory<byte> value = file[start..scanner.Position];
            switch (name)
            {
                case "signed": (signed, signedOffset, payload) = (value, start, canonical); break;
                case "signatures": signatures = value; break;
                default: unknown.Add(name, value.ToArray()); break;
            }
        }

        scanner.Take();
        scanner.ExpectEnd();
        return new Envelope(
            signed ?? throw Missing("signed"), signedOffset, payload, ReadSignatures(signatures ?? throw Missing("signatures")), unknown.ToFields());
    }

    /// <summary>Reads the signed part as what it is expected to be.</summary>
    /// <typeparam name="T">The expected type.</typeparam>
    /// <exception cref="TufException">It is not: codes 01xx of <see cref="ProblemCodes"/>.</exception>
    public T ReadSigned<T>()
        where T : Signed, ISigned<T>
    {
        var cursor = new JsonCursor(SignedJson, "$.signed");
        return T.Read(ref cursor);
    }

    /// <summary>A document that is no object: not metadata where it is JSON, else not JSON.</summary>
    private static void RefuseOther(JsonScanner scanner)
    {
        SortedJson.Canonicalize(ref scanner, 16, depth: 0);
        scanner.ExpectEnd();
        throw new TufException(ProblemCodes.WrongType, "A metadata file is an object.", "$");
    }

    private static string ReadName(ref JsonScanner scanner)
    {
        scanner.Peek();
        int quote = scanner.Position;
        scanner.TakeString(out _);
        try
        {
            return JsonText.StringAt(scanner.Json, quote);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new TufException(ProblemCodes.NotJson, "A name has an escape that means nothing.", "$", e);
        }
    }

    private static TufException Missing(string field) => new(ProblemCodes.MissingField, $"The required field '{field}' is missing.", JsonPath.Member("$", field));

    private static List<Signature> ReadSignatures(ReadOnlyMemory<byte> json)
    {
        var cursor = new JsonCursor(json, "$.signatures");
        var signatures = new List<Signature>();
        var seen = new HashSet<KeyId>();
        cursor.BeginArray();
        while (cursor.NextElement())
        {
            Signature signature = Signature.Read(ref cursor);
            if (!seen.Add(signature.KeyId))
            {
                throw cursor.Error(ProblemCodes.DuplicateKeyId, "Two signatures have the same keyid.");
            }

            signatures.Add(signature);
        }

        return signatures;
    }
}
