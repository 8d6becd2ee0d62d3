using System.Diagnostics.CodeAnalysis;
using Playground.Tuf;

namespace Playground.Signing;

/// <summary>
/// Where a private key lives: a scheme and, after the colon, whatever that scheme understands, such as <c>file:~/keys/alice.pem</c>,
/// <c>env:ONLINE_KEY</c>, <c>ssh-agent:SHA256:…</c>. Says nothing about whether such a scheme is known: <see cref="SignerSchemes"/> does.
/// </summary>
public readonly record struct SignerUri
{
    /// <summary>The longest URI that is read, in characters.</summary>
    public const int MaxLength = 4096;

    private const int MaxSchemeLength = 32;

    private readonly string? _scheme;
    private readonly string? _rest;

    private SignerUri(string scheme, string rest)
    {
        _scheme = scheme;
        _rest = rest;
    }

    /// <summary>What stands before the colon, in lower case (RFC 3986, section 3.1).</summary>
    public string Scheme => _scheme ?? throw new InvalidOperationException("A default SignerUri names no place.");

    /// <summary>What follows the colon, as it was written; may be empty.</summary>
    public string Rest => _rest ?? throw new InvalidOperationException("A default SignerUri names no place.");

    /// <summary>What follows the colon, with percent-encoding undone (RFC 3986, section 2.1); stray percent signs stay.</summary>
    public string DecodedRest => Uri.UnescapeDataString(Rest);

    /// <summary>The exact text, to be stored and parsed again.</summary>
    public string Value => $"{Scheme}:{Rest}";

    /// <summary>Puts a URI together.</summary>
    /// <exception cref="TufException">The parts make no URI: <see cref="SigningProblemCodes.BadSignerUri"/>.</exception>
    public static SignerUri Of(string scheme, string rest) => Parse($"{scheme}:{rest}");

    /// <summary>Reads a URI.</summary>
    /// <exception cref="TufException">
    /// The text is none: <see cref="SigningProblemCodes.BadSignerUri"/>. The message does not repeat the text, which may be a key itself.
    /// </exception>
    public static SignerUri Parse(string text) => TryParse(text, out SignerUri uri)
        ? uri
        : throw new TufException(
            SigningProblemCodes.BadSignerUri,
            "What was given does not say where a key is; nothing was signed. Write it as SCHEME:PLACE, such as file:alice.pem, env:ONLINE_KEY or ssh-agent:");

    /// <summary>Reads a URI, or says that the text is none.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out SignerUri uri)
    {
        uri = default;
        if (text is null or { Length: > MaxLength } || text.Any(char.IsControl))
            return false;
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon is < 1 or > MaxSchemeLength || !IsScheme(text.AsSpan(0, colon)))
            return false;
        uri = new SignerUri(text[..colon].ToLowerInvariant(), text[(colon + 1)..]);
        return true;
    }

    /// <summary>The text made safe to show; <see cref="Value"/> is the one to store.</summary>
    public override string ToString() => _scheme is null ? "" : Printable.Of(Value);

    private static bool IsScheme(ReadOnlySpan<char> text)
    {
        foreach (char c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('+' or '-' or '.'))
                return false;
        }

        return char.IsAsciiLetter(text[0]);
    }
}
