using System.Security.Cryptography;
using System.Text;
using Playground.Tuf.Keys;
using Playground.Tuf.Model;

namespace Playground.Repository.Tests.Events;

/// <summary>Somebody with a key in memory; the same name always has the same key.</summary>
public sealed class TestPerson
{
    private TestPerson(string name, Func<Key, Key> mark)
    {
        Name = name;
        byte[] seed = SHA256.HashData(Encoding.UTF8.GetBytes(name));
        Key = mark(Ed25519Signer.FromSeed(seed).PublicKey);
        KeyId = Key.ComputeId();
        Signer = Ed25519Signer.FromSeed(seed, Key, KeyId);
    }

    public static TestPerson Alice { get; } = Named("alice");

    public static TestPerson Bob { get; } = Named("bob");

    public static TestPerson Carol { get; } = Named("carol");

    public static TestPerson Dave { get; } = Named("dave");

    public static TestPerson Erin { get; } = Named("erin");

    public static TestPerson Mallory { get; } = Named("mallory");

    /// <summary>The CI, and the key it signs online roles with.</summary>
    public static TestPerson Ci { get; } = Online("ci");

    public static IReadOnlyList<TestPerson> All { get; } = [Alice, Bob, Carol, Dave, Erin, Mallory, Ci];

    public string Name { get; }

    public Key Key { get; }

    public KeyId KeyId { get; }

    public ISigner Signer { get; }

    /// <summary>A key whose owner is somebody of that name; a second one of the same person has a number.</summary>
    public static TestPerson Named(string name, int number = 1) =>
        new(number == 1 ? name : $"{name} {number}", key => CustomFields.New.WithOwner(key, Repository.Signer.Parse(name)));

    /// <summary>A key that the CI signs with.</summary>
    public static TestPerson Online(string name) => new(name, key => CustomFields.New.WithOnlineUri(key, "env:ONLINE_KEY"));

    /// <summary>A key that says neither whose it is nor where it lives.</summary>
    public static TestPerson WithoutOwner(string name) => new(name, key => key);

    /// <summary>The keys of several people, as a delegator holds them.</summary>
    public static Dictionary<KeyId, Key> KeysOf(params IEnumerable<TestPerson> people) => people.ToDictionary(person => person.KeyId, person => person.Key);
}
