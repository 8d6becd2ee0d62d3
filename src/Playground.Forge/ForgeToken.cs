namespace Playground.Forge;

/// <summary>A token to act with. It shows itself to nobody: printed, it is three stars.</summary>
public sealed class ForgeToken
{
    private const int LeastHidden = 4;

    private readonly string _text;

    /// <summary>Takes a token.</summary>
    /// <exception cref="ArgumentException">It has characters that no token has, and that would break out of a header.</exception>
    public ForgeToken(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        _text = text.Trim();
        if (_text.Length == 0 || _text.AsSpan().IndexOfAnyExceptInRange('!', '~') >= 0)
        {
            throw new ArgumentException("A token is one word of printable ASCII.", nameof(text));
        }
    }

    /// <summary>What goes into the Authorization header.</summary>
    internal string Reveal() => _text;

    /// <summary>A text with the token taken out, in case a service sends it back.</summary>
    internal string Hide(string text) => _text.Length >= LeastHidden ? text.Replace(_text, "***", StringComparison.Ordinal) : text;

    /// <inheritdoc/>
    public override string ToString() => "***";
}
