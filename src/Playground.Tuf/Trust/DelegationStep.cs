using Playground.Tuf.Model;

namespace Playground.Tuf.Trust;

/// <summary>A role to ask for a target, and who delegates to it.</summary>
/// <param name="Role">The role to ask.</param>
/// <param name="Delegator">The name of the role that delegates to it.</param>
/// <param name="Source">The trusted metadata of the delegator: its keys and threshold are what the role is verified against.</param>
public sealed record DelegationStep(RoleName Role, RoleName Delegator, IDelegator Source)
{
    /// <summary>From root to the top-level targets role.</summary>
    public static DelegationStep ToTargets(Root root) => new(RoleName.Targets, RoleName.Root, root);
}
