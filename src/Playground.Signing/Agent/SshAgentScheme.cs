using Playground.Tuf;
using Playground.Tuf.Keys;

namespace Playground.Signing.Agent;

/// <summary>
/// <c>ssh-agent:</c>: the one usable key of the running agent; <c>ssh-agent:SHA256:…</c>: the key with that fingerprint;
/// <c>ssh-agent:COMMENT</c>: the key with that comment, percent-encoded where need be.
/// </summary>
internal sealed class SshAgentScheme : ISignerScheme
{
    internal const string SchemeName = "ssh-agent";

    private const int MaxShown = 10;

    public string Name => SchemeName;

    public string Form => "ssh-agent:[FINGERPRINT or COMMENT]";

    public async ValueTask<ISigner> OpenAsync(SignerUri uri, SigningSurroundings surroundings, CancellationToken cancellationToken)
    {
        SshAgent agent = new(surroundings);
        IReadOnlyList<SshAgentIdentity> identities = await agent.ListAsync(cancellationToken).ConfigureAwait(false);
        SshAgentIdentity identity = Choose(uri, identities);
        return identity.PublicKey is { } key
            ? new SshAgentSigner(agent, identity, key)
            : throw new TufException(
                SigningProblemCodes.AgentKeyNotUsable,
                $"{identity} cannot sign TUF metadata: {identity.UnusableBecause}; nothing was signed. Use another key, or make one with: ssh-keygen -t ed25519");
    }

    public async ValueTask<IReadOnlyList<ListedKey>> ListAsync(SigningSurroundings surroundings, CancellationToken cancellationToken)
    {
        IReadOnlyList<SshAgentIdentity> identities = await new SshAgent(surroundings).ListAsync(cancellationToken).ConfigureAwait(false);
        return [.. identities.Select(identity => new ListedKey(identity.Uri, Printable.Of(identity.Comment), identity.PublicKey)
        {
            UnusableBecause = identity.UnusableBecause,
        })];
    }

    private static SshAgentIdentity Choose(SignerUri uri, IReadOnlyList<SshAgentIdentity> identities)
    {
        List<SshAgentIdentity> chosen = [.. Matching(uri, identities).DistinctBy(identity => identity.Fingerprint)];
        if (chosen.Count == 1)
            return chosen[0];
        throw chosen.Count == 0
            ? new TufException(
                SigningProblemCodes.AgentKeyNotFound,
                $"The ssh-agent holds no key for {uri}; nothing was signed. {Held(identities)}")
            : new TufException(
                SigningProblemCodes.AgentKeyAmbiguous,
                $"More than one key of the ssh-agent fits {uri}; nothing was signed. Choose one: {Choices(chosen)}");
    }

    private static IEnumerable<SshAgentIdentity> Matching(SignerUri uri, IReadOnlyList<SshAgentIdentity> identities)
    {
        string exact = uri.Rest;
        string decoded = uri.DecodedRest;
        if (exact.Length == 0)
            return identities.Any(identity => identity.PublicKey is not null) ? identities.Where(identity => identity.PublicKey is not null) : identities;
        string fingerprint = decoded.TrimEnd('=');
        List<SshAgentIdentity> byFingerprint = [.. identities.Where(identity => identity.Fingerprint == fingerprint)];
        return byFingerprint.Count > 0 ? byFingerprint : ByComment(identities, exact, decoded);
    }

    // A key that cannot sign does not stand in the way of one that can: a certificate mostly has its key's comment.
    private static List<SshAgentIdentity> ByComment(IReadOnlyList<SshAgentIdentity> identities, string exact, string decoded)
    {
        List<SshAgentIdentity> all = [.. identities.Where(identity => identity.Comment == exact || identity.Comment == decoded)];
        List<SshAgentIdentity> usable = [.. all.Where(identity => identity.PublicKey is not null)];
        return usable.Count > 0 ? usable : all;
    }

    private static string Held(IReadOnlyList<SshAgentIdentity> identities) => identities.Count == 0
        ? "It holds none at all, or is locked: give it one with ssh-add, or unlock it with: ssh-add -X"
        : $"Name one that it holds: {Choices(identities)}";

    private static string Choices(IReadOnlyList<SshAgentIdentity> identities) =>
        string.Join(", ", identities.Take(MaxShown).Select(identity => $"{identity.Uri} ({Printable.Of(identity.Comment)})"))
        + (identities.Count > MaxShown ? $" and {identities.Count - MaxShown} more, see: playground key list" : "");
}
