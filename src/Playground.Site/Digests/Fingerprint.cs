using System.Security.Cryptography;
using System.Text;
using Playground.Tuf.Model;

namespace Playground.Site.Digests;

/// <summary>A short name for much data: 128 bits of SHA-256. What has the same name is the same.</summary>
internal sealed class Fingerprint : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    internal static string Of(params ReadOnlySpan<string?> parts)
    {
        using var fingerprint = new Fingerprint();
        foreach (string? part in parts)
        {
            fingerprint.Add(part);
        }

        return fingerprint.ToString();
    }

    /// <summary>Of what a delegator asks of a role.</summary>
    internal static string Of(Role role, IReadOnlyDictionary<KeyId, Key> keys)
    {
        using var fingerprint = new Fingerprint();
        fingerprint.Add(role.Threshold.ToString());
        foreach (KeyId id in role.KeyIds)
        {
            fingerprint.Add(id.Value);
            if (keys.TryGetValue(id, out Key? key))
            {
                fingerprint.Add(key.KeyType).Add(key.Scheme).Add(key.Public);
                foreach (string name in key.UnknownFields.Names)
                {
                    fingerprint.Add(name).Add(key.UnknownFields.TryGet(name, out var value) ? value.GetRawText() : null);
                }
            }
        }

        switch (role)
        {
            case DelegatedRole delegated:
                fingerprint.Add(delegated.Terminating ? "terminating" : "");
                foreach (string path in (delegated.Paths?.Select(path => path.Value) ?? []).Concat(delegated.PathHashPrefixes ?? []))
                {
                    fingerprint.Add(path);
                }

                break;
            case SuccinctRoles bins:
                fingerprint.Add(bins.NamePrefix).Add(bins.BitLength.ToString());
                break;
        }

        return fingerprint.ToString();
    }

    internal Fingerprint Add(string? part)
    {
        // With its length, so that parts cannot run together.
        byte[] bytes = Encoding.UTF8.GetBytes(part ?? "");
        _hash.AppendData(BitConverter.GetBytes(part is null ? -1 : bytes.Length));
        _hash.AppendData(bytes);
        return this;
    }

    public override string ToString() => Convert.ToHexStringLower(_hash.GetCurrentHash().AsSpan(0, 16));

    public void Dispose() => _hash.Dispose();
}
