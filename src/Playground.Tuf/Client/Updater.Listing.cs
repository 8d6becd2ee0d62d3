using System.Runtime.CompilerServices;
using Playground.Tuf.Model;
using Playground.Tuf.Trust;

namespace Playground.Tuf.Client;

/// <content>Listing what a repository offers.</content>
public sealed partial class Updater
{
    /// <summary>
    /// Every target that <see cref="FindTargetAsync"/> would find, each once. Loads all roles: on a repository of many bins that is much.
    /// A target that a role lists without being asked for it, because its delegator does not delegate that path to it or another role comes
    /// first, is not among them. <see cref="UpdaterOptions.MaxDelegations"/> bounds the roles here too.
    /// </summary>
    /// <exception cref="TufException">A role was refused or could not be fetched: what else there is, is then unknown.</exception>
    public async IAsyncEnumerable<FoundTarget> ListTargetsAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (_trusted is null)
        {
            await RefreshAsync(cancellationToken).ConfigureAwait(false);
        }

        TrustedMetadata trusted = _trusted!;
        var next = new Stack<DelegationStep>([DelegationStep.ToTargets(trusted.Root)]);
        var visited = new HashSet<RoleName>();
        while (next.TryPop(out DelegationStep? step))
        {
            if (!visited.Add(step.Role))
            {
                continue;
            }

            if (visited.Count > _options.MaxDelegations)
            {
                throw new TufException(ProblemCodes.TooManyDelegations, $"After {_options.MaxDelegations} roles there were still others to list.");
            }

            Targets targets = await LoadTargetsAsync(trusted, step, cancellationToken).ConfigureAwait(false);
            foreach (TargetPath path in targets.Files.Keys)
            {
                if (await FindTargetAsync(path, cancellationToken).ConfigureAwait(false) is { } found && found.Role == step.Role)
                {
                    yield return found;
                }
            }

            PushDelegations(next, step, targets.Delegations);
        }
    }

    private static void PushDelegations(Stack<DelegationStep> next, DelegationStep step, Delegations? delegations)
    {
        IEnumerable<RoleName> names = delegations is null ? []
            : delegations.SuccinctRoles is { } bins ? bins.AllNames()
            : (delegations.Roles ?? []).Select(role => role.Name);
        foreach (RoleName name in names.Reverse())
        {
            next.Push(new DelegationStep(name, step.Role, delegations!));
        }
    }
}
