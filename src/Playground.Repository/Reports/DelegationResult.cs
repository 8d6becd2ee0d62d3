namespace Playground.Repository.Reports;

/// <summary>What becomes of a role.</summary>
public enum RoleState
{
    /// <summary>It stays as it is.</summary>
    Same,

    /// <summary>Its metadata differs.</summary>
    Changed,

    /// <summary>It comes.</summary>
    New,

    /// <summary>It goes.</summary>
    Removed,
}

/// <summary>One role's trust in another.</summary>
/// <param name="Delegator">Who delegates.</param>
/// <param name="Role">To whom.</param>
/// <param name="Threshold">How many people must sign the role.</param>
/// <param name="People">How many may.</param>
/// <param name="State">What becomes of the role.</param>
public sealed record DelegationResult(string Delegator, string Role, long Threshold, int People, RoleState State);
