namespace Playground.Tuf.Model;

/// <summary>Metadata that says whose signatures other roles need: root for the top-level roles, targets for those it delegates to.</summary>
public interface IDelegator
{
    /// <summary>The keys by keyid. A keyid a role names may be absent here; it then never counts.</summary>
    IReadOnlyDictionary<KeyId, Key> Keys { get; }

    /// <summary>Whose signatures <paramref name="role"/> needs, or null where this metadata does not delegate to it.</summary>
    Role? FindRole(RoleName role);
}
