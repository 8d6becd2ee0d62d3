using Playground.Tuf.Model;

namespace Playground.Site.Reading;

/// <summary>A metadata file whose signatures were found good and enough.</summary>
/// <param name="Role">Its role.</param>
/// <param name="Bytes">The file.</param>
/// <param name="Signed">What it says.</param>
/// <param name="Vouchers">Who asked for which signatures; of a root itself, and the root before it.</param>
public sealed record VerifiedFile(RoleName Role, ReadOnlyMemory<byte> Bytes, Signed Signed, IReadOnlyList<Voucher> Vouchers)
{
    /// <summary>The version of the metadata.</summary>
    public long Version => Signed.Version;
}

/// <summary>A delegator's demand for signatures, and how it was met.</summary>
/// <param name="Delegator">The role that delegates.</param>
/// <param name="DelegatorVersion">Which version of it.</param>
/// <param name="Threshold">How many must sign.</param>
/// <param name="Holders">Those who may.</param>
public sealed record Voucher(RoleName Delegator, long DelegatorVersion, long Threshold, IReadOnlyList<KeyHolder> Holders);

/// <summary>Somebody who may sign.</summary>
/// <param name="KeyId">The key.</param>
/// <param name="Key">The key itself, or null where the delegator holds none.</param>
/// <param name="HasSigned">Whether a good signature of it is there.</param>
public sealed record KeyHolder(KeyId KeyId, Key? Key, bool HasSigned)
{
    private static readonly string[] OwnerFields = ["x-playground-keyowner", "x-tuf-on-ci-keyowner"];
    private static readonly string[] OnlineFields = ["x-playground-online-uri", "x-tuf-on-ci-online-uri"];

    /// <summary>Whose key it is said to be, such as <c>@alice</c>, or null. Text from outside: escape it where it is shown.</summary>
    public string? Owner => Said(OwnerFields);

    /// <summary>Whether the key is said to be one that a machine signs with.</summary>
    public bool IsOnline => Said(OnlineFields) is not null;

    private string? Said(string[] fields) => fields.Select(field => Key?.UnknownFields.GetString(field)).FirstOrDefault(text => !string.IsNullOrEmpty(text));
}
