using System.Security.Cryptography;
using System.Text;
using Playground.Tuf.Keys;
using Playground.Tuf.Model;

namespace Playground.Testing;

/// <content>Who signs what: keys, thresholds and delegations, as the next version of the delegator will say it.</content>
public sealed partial class TestRepository
{
    private static readonly string[] TopLevel = ["root", "timestamp", "snapshot", "targets"];

    private readonly Dictionary<string, List<ISigner>> _signers = new(StringComparer.Ordinal);
    private readonly string _name;
    private int _keys;

    /// <summary>Who will sign the next version of a role. Change the list to publish with missing, further or wrong signatures.</summary>
    public IList<ISigner> SignersOf(string role) => _signers.TryGetValue(role, out List<ISigner>? signers) ? signers : _signers[role] = [];

    /// <summary>A key of this repository that nobody has yet; always the same ones in the same order.</summary>
    public Ed25519Signer NewSigner() => Ed25519Signer.FromSeed(SHA256.HashData(Encoding.UTF8.GetBytes($"{_name} {_keys++}")));

    /// <summary>Gives a role a key: its delegator names it from its next version on, and it signs the role's next version.</summary>
    /// <param name="role">The role.</param>
    /// <param name="signer">The key, or null for a new one.</param>
    /// <param name="by">The delegator; null for the only one there is.</param>
    public ISigner AddKey(string role, ISigner? signer = null, string? by = null)
    {
        ISigner added = signer ?? NewSigner();
        by ??= DelegatorOf(role);
        SetKeys(by, KeysOf(by).Append(new(added.KeyId, added.PublicKey)));
        EditRole(by, role, known => known with { KeyIds = [.. known.KeyIds, added.KeyId] });
        if (!SignersOf(role).Contains(added))
        {
            SignersOf(role).Add(added);
        }

        return added;
    }

    /// <summary>Takes a key from a role; it no longer signs it.</summary>
    public void RemoveKey(string role, ISigner signer, string? by = null)
    {
        by ??= DelegatorOf(role);
        EditRole(by, role, known => known with { KeyIds = [.. known.KeyIds.Where(id => id != signer.KeyId)] });
        SignersOf(role).Remove(signer);
    }

    /// <summary>Takes all keys from a role and gives it as many new ones as its threshold asks for.</summary>
    public void RotateKeys(string role, string? by = null)
    {
        by ??= DelegatorOf(role);
        EditRole(by, role, known => known with { KeyIds = [] });
        SignersOf(role).Clear();
        for (long i = 0; i < RoleOf(by, role).Threshold; i++)
        {
            AddKey(role, by: by);
        }
    }

    /// <summary>Sets how many keys must sign a role.</summary>
    public void SetThreshold(string role, long threshold, string? by = null) =>
        EditRole(by ?? DelegatorOf(role), role, known => known with { Threshold = threshold });

    /// <summary>Delegates some paths to a role, after those already delegated to. It gets a new key; version 1 of it is still to be published.</summary>
    /// <param name="by">The delegator.</param>
    /// <param name="role">The role; it may be delegated to by others already.</param>
    /// <param name="terminating">Whether the search for a path that matches ends with this role.</param>
    /// <param name="paths">Patterns of the paths.</param>
    public void Delegate(string by, string role, bool terminating = false, params IReadOnlyList<string> paths) =>
        Delegate(by, new DelegatedRole
        {
            Name = RoleName.Parse(role),
            KeyIds = [],
            Threshold = 1,
            Terminating = terminating,
            Paths = [.. paths.Select(PathPattern.Parse)],
        });

    /// <summary>Delegates to a role in words of your own; it gets a new key.</summary>
    public void Delegate(string by, DelegatedRole delegated)
    {
        Delegations delegations = this[by].Delegations ?? new Delegations { Keys = NoKeys, Roles = [] };
        this[by] = this[by] with { Delegations = delegations with { Roles = [.. delegations.Roles ?? [], delegated] } };
        _next.TryAdd(delegated.Name.Value, new Targets { Expires = Expires });
        AddKey(delegated.Name.Value, by: by);
    }

    /// <summary>Delegates everything to bins (TAP 15) that share one new key; version 1 of each is still to be published.</summary>
    public IReadOnlyList<string> DelegateToBins(string by, int bitLength, string prefix = "bin")
    {
        Ed25519Signer signer = NewSigner();
        var bins = new SuccinctRoles { KeyIds = [signer.KeyId], Threshold = 1, BitLength = bitLength, NamePrefix = prefix };
        this[by] = this[by] with
        {
            Delegations = new Delegations { Keys = new Dictionary<KeyId, Key> { [signer.KeyId] = signer.PublicKey }, SuccinctRoles = bins },
        };
        List<string> names = [.. bins.AllNames().Select(name => name.Value)];
        foreach (string name in names)
        {
            _next.TryAdd(name, new Targets { Expires = Expires });
            SignersOf(name).Add(signer);
        }

        return names;
    }

    private static Dictionary<KeyId, Key> NoKeys => [];

    private static Dictionary<RoleName, Role> NoRoles =>
        TopLevel.ToDictionary(RoleName.Parse, _ => new Role { KeyIds = [], Threshold = 1 });

    private string DelegatorOf(string role) => TopLevel.Contains(role)
        ? "root"
        : _next.Single(known => known.Value is Targets { Delegations: { } delegations } && delegations.FindRole(RoleName.Parse(role)) is not null).Key;

    private IReadOnlyDictionary<KeyId, Key> KeysOf(string by) => by == "root" ? Root.Keys : this[by].Delegations!.Keys;

    private Role RoleOf(string by, string role) =>
        (by == "root" ? Root.FindRole(RoleName.Parse(role)) : this[by].Delegations!.FindRole(RoleName.Parse(role)))!;

    private void SetKeys(string by, IEnumerable<KeyValuePair<KeyId, Key>> keys)
    {
        Dictionary<KeyId, Key> distinct = keys.DistinctBy(key => key.Key).ToDictionary();
        if (by == "root")
        {
            Root = Root with { Keys = distinct };
        }
        else
        {
            this[by] = this[by] with { Delegations = this[by].Delegations! with { Keys = distinct } };
        }
    }

    private void EditRole(string by, string role, Func<Role, Role> edit)
    {
        RoleName name = RoleName.Parse(role);
        if (by == "root")
        {
            Root = Root with { Roles = Root.Roles.ToDictionary(known => known.Key, known => known.Key == name ? edit(known.Value) : known.Value) };
            return;
        }

        Delegations delegations = this[by].Delegations!;
        this[by] = this[by] with
        {
            Delegations = delegations.SuccinctRoles is { } bins
                ? delegations with { SuccinctRoles = (SuccinctRoles)edit(bins) }
                : delegations with { Roles = [.. delegations.Roles!.Select(known => known.Name == name ? (DelegatedRole)edit(known) : known)] },
        };
    }
}
