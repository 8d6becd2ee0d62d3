using Playground.Tuf.Model;

namespace Playground.Repository.Editing;

/// <summary>A role that was changed: edited, put back to the known good file, or signed.</summary>
internal sealed class RoleDraft
{
    private readonly Lazy<Envelope> _envelope;

    private RoleDraft(Signed signed, Func<Envelope> envelope, ParsedRole? restored)
    {
        Signed = signed;
        Restored = restored;
        _envelope = new Lazy<Envelope>(envelope);
    }

    /// <summary>The signed part.</summary>
    internal Signed Signed { get; }

    /// <summary>The file; when edited, without signatures.</summary>
    internal Envelope Envelope => _envelope.Value;

    /// <summary>The known good file that it is again, or null.</summary>
    internal ParsedRole? Restored { get; }

    internal static RoleDraft Edit(Signed signed, Envelope? before) => new(signed, () => Envelope.Of(signed, before?.UnknownFields), null);

    internal static RoleDraft Restore(ParsedRole known) => new(known.Signed!, () => known.Envelope!, known);

    internal static RoleDraft Sign(Signed signed, Envelope envelope) => new(signed, () => envelope, null);
}
