using Playground.Tuf.Model;

namespace Playground.Repository;

/// <summary>One role's trust in another, in one commit.</summary>
/// <param name="Delegator">Who delegates.</param>
/// <param name="Source">The delegator's metadata: holds the keys.</param>
/// <param name="Role">To whom: the name.</param>
/// <param name="Keys">Whose signatures it needs.</param>
public sealed record Delegation(RoleName Delegator, IDelegator Source, RoleName Role, Role Keys)
{
    /// <summary>The people who may sign, by their keys; keys that belong to nobody are left out.</summary>
    public IEnumerable<(Signer Owner, KeyId KeyId, Key Key)> Owners()
    {
        foreach (KeyId id in Keys.KeyIds)
        {
            if (Source.Keys.TryGetValue(id, out Key? key) && CustomFields.OwnerOf(key) is { } owner)
            {
                yield return (owner, id, key);
            }
        }
    }

    /// <summary>Whether the CI signs the role: all of its keys are online keys.</summary>
    public bool IsOnline => Keys.KeyIds.Count > 0
        && Keys.KeyIds.All(id => Source.Keys.TryGetValue(id, out Key? key) && CustomFields.OnlineUriOf(key) is not null);

    /// <summary>Whether it is what a project's own metadata says of its owners, and nobody else vouches for that yet. See <see cref="Projects.OwnersEntry"/>.</summary>
    public bool IsOwn { get; init; }
}
