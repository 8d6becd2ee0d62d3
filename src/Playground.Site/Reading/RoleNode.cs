using Playground.Site.Digests;
using Playground.Tuf.Model;
using Playground.Tuf.Trust;

namespace Playground.Site.Reading;

/// <summary>A role of the repository: what is known of it, and how to read it where more is needed.</summary>
internal sealed class RoleNode(RoleName role, RoleNode? parent, RoleDigest digest)
{
    internal RoleName Role => role;

    /// <summary>The role that delegates to it first; null of those that root delegates to.</summary>
    internal RoleNode? Parent => parent;

    internal RoleDigest Digest { get; set; } = digest;

    /// <summary>The file, once it was read.</summary>
    internal VerifiedFile? File { get; set; }

    /// <summary>Versions of the past, newest first, once they were read.</summary>
    internal IReadOnlyList<VerifiedFile>? Earlier { get; set; }

    internal bool IsRefused => Digest.Refused is not null;

    /// <summary>The delegations that the file has.</summary>
    internal Delegations? Delegations => (File?.Signed as Targets)?.Delegations;

    internal DelegationStep Step(Root root) => parent is null
        ? DelegationStep.ToTargets(root)
        : new DelegationStep(role, parent.Role, parent.Delegations ?? throw new InvalidOperationException("A delegator is read before those it delegates to."));
}
