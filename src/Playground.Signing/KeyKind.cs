using System.Diagnostics.CodeAnalysis;
using Playground.Tuf;
using Playground.Tuf.Keys;

namespace Playground.Signing;

/// <summary>A kind of key that can be made here, by the name people type.</summary>
public sealed class KeyKind
{
    private readonly Func<InMemorySigner> _generate;

    private KeyKind(string name, Func<InMemorySigner> generate)
    {
        Name = name;
        _generate = generate;
    }

    /// <summary>Ed25519 (RFC 8032): the default.</summary>
    public static KeyKind Ed25519 { get; } = new("ed25519", Ed25519Signer.Generate);

    /// <summary>ECDSA on P-256 with SHA-256.</summary>
    public static KeyKind EcdsaP256 { get; } = new("ecdsa-p256", EcdsaSigner.GenerateP256);

    /// <summary>ECDSA on P-384 with SHA-384.</summary>
    public static KeyKind EcdsaP384 { get; } = new("ecdsa-p384", EcdsaSigner.GenerateP384);

    /// <summary>RSASSA-PSS with 3072 bits.</summary>
    public static KeyKind Rsa3072 { get; } = new("rsa-3072", () => RsaSigner.Generate(3072));

    /// <summary>Every kind, the default first.</summary>
    public static IReadOnlyList<KeyKind> All { get; } = [Ed25519, EcdsaP256, EcdsaP384, Rsa3072];

    /// <summary>The name, such as <c>ed25519</c>.</summary>
    public string Name { get; }

    /// <summary>Finds a kind by its name.</summary>
    /// <exception cref="TufException">There is none: <see cref="SigningProblemCodes.KeyNotUsable"/>.</exception>
    public static KeyKind Parse(string text) => TryParse(text, out KeyKind? kind)
        ? kind
        : throw new TufException(
            SigningProblemCodes.KeyNotUsable,
            $"Keys of kind '{Printable.Of(text ?? "")}' cannot be made; no file was written. Choose one of: {string.Join(", ", All)}");

    /// <summary>Finds a kind by its name, or says that there is none.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out KeyKind? kind)
    {
        kind = All.FirstOrDefault(known => known.Name == text);
        return kind is not null;
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>Makes a new key in memory.</summary>
    internal InMemorySigner Generate() => _generate();
}
