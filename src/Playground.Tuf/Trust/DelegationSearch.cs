using Playground.Tuf.Model;

namespace Playground.Tuf.Trust;

/// <summary>
/// In which order roles are asked for a target (specification 5.6.7): depth first, a delegator before those it delegates to and these in
/// its order; a terminating delegation that matches ends the search behind it; no role is asked twice, so cycles end; and no more than a set number of roles.
/// </summary>
/// <param name="root">The trusted root, where every search begins.</param>
/// <param name="path">The target looked for.</param>
/// <param name="maxRoles">How many roles may be asked at most, the top-level targets included.</param>
public sealed class DelegationSearch(Root root, TargetPath path, int maxRoles)
{
    private readonly Stack<DelegationStep> _next = new([DelegationStep.ToTargets(root)]);
    private readonly HashSet<RoleName> _visited = [];
    private RoleName _current;

    /// <summary>The target looked for.</summary>
    public TargetPath Path => path;

    /// <summary>The next role to ask, or null when there is none.</summary>
    /// <exception cref="TufException">As many roles were asked as may be: <see cref="ProblemCodes.TooManyDelegations"/>.</exception>
    public DelegationStep? Next()
    {
        while (_next.TryPop(out DelegationStep? step))
        {
            if (!_visited.Add(step.Role))
            {
                continue;
            }

            if (_visited.Count > maxRoles)
            {
                throw new TufException(ProblemCodes.TooManyDelegations, $"After {maxRoles} roles there were still others to ask for '{path}'.");
            }

            _current = step.Role;
            return step;
        }

        return null;
    }

    /// <summary>Continues below the role just asked, which does not list the target itself.</summary>
    public void Descend(Targets metadata)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        if (metadata.Delegations is not { } delegations)
        {
            return;
        }

        var children = new List<DelegationStep>();
        foreach ((RoleName name, bool terminating) in delegations.RolesFor(path))
        {
            children.Add(new DelegationStep(name, _current, delegations));
            if (terminating)
            {
                _next.Clear();
                break;
            }
        }

        for (int i = children.Count - 1; i >= 0; i--)
        {
            _next.Push(children[i]);
        }
    }
}
