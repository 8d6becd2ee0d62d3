using Playground.CommandLine;
using Playground.Maintainer.Trust;
using Playground.Repository;
using Playground.Repository.Editing;
using Playground.Repository.Events;
using Playground.Repository.Git;
using Playground.Tuf.Model;
using Playground.Tuf.Trust;

namespace Playground.Maintainer.Events;

/// <summary>A signing event, read and judged.</summary>
/// <param name="Name">Its branch.</param>
/// <param name="Change">What it proposes.</param>
/// <param name="Verdict">What CI would say.</param>
internal sealed record ProposedEvent(BranchName Name, SigningEvent Change, EventVerdict Verdict)
{
    /// <summary>Everything that is wrong with it, signatures that are missing aside.</summary>
    internal IEnumerable<VerdictProblem> Problems => Verdict.Problems.Concat(Verdict.Roles.SelectMany(role => role.Problems));

    /// <summary>Edits it.</summary>
    internal RepositoryEditor Edit(DateTimeOffset now) => new(Change.KnownGood, Change.Proposed, now);

    /// <summary>What a person is to do about it: invitations to accept, roles to sign.</summary>
    internal bool WaitsFor(Signer signer)
    {
        RepositoryEditor editor = Edit(Change.Time);
        return editor.InvitationsOf(signer).Count > 0 || editor.RolesToSign(signer).Count > 0;
    }

    /// <summary>Refuses an event that breaks rules, or whose beginning main has left behind.</summary>
    /// <exception cref="ToolException">With the codes of the rules.</exception>
    internal void RequireSound(TrustedMain main)
    {
        if (Staleness(main) is { } stale)
        {
            throw new ToolException(ExitCode.Refused, stale, MaintainerProblemCodes.EventStale);
        }

        Refuse(Name, Problems);
    }

    /// <summary>Refuses to go on where there are problems.</summary>
    internal static void Refuse(BranchName name, IEnumerable<VerdictProblem> problems)
    {
        List<VerdictProblem> all = [.. problems];
        if (all.Count > 0)
        {
            throw new ToolException(
                ExitCode.Refused,
                $"'{name}' breaks rules that CI would refuse it for; nothing was signed or changed.\n" + string.Concat(all.Select(problem => $"  {problem.Code}: {problem.Message}\n    Fix: {problem.Fix}\n")).TrimEnd(),
                MaintainerProblemCodes.EventRefused);
        }
    }

    /// <summary>
    /// Why the event no longer says what it changes: main has other files than those it began with. What was trusted then may be shown as known good
    /// by somebody who kept an old commit.
    /// </summary>
    internal string? Staleness(TrustedMain main)
    {
        foreach (GitFileChange file in Change.Changes.Where(file => Layout.RoleOf(file.Path) is not null))
        {
            if (main.Files.GetValueOrDefault(file.Path)?.Id != file.Before?.Id)
            {
                return $"Main has changed '{file.Path}' since '{Name}' began, so what the event changes cannot be told. Nothing was signed or changed. Bring main into it with: playground update {Name}";
            }
        }

        // Bins are not read with main: those that the event changes are verified here.
        foreach (ParsedRole known in Change.KnownGood?.RolesRead.Where(role => Layout.IsBin(role.File.Path)) ?? [])
        {
            RoleName role = known.Role;
            if (Change.KnownGood!.FindDelegation(role) is { IsOnline: false } delegation
                && (known.Envelope is not { } file || !SignatureVerdict.Count(delegation.Source, delegation.Keys, file).IsMet))
            {
                return $"'{role}' on main is not signed as '{delegation.Delegator}' asks. Nothing was signed or changed.";
            }
        }

        return null;
    }

    /// <summary>In one line: who is waited for, or what is wrong.</summary>
    internal string State()
    {
        if (Verdict.IsVerified)
        {
            return "verified, to be merged";
        }

        int problems = Problems.Count();
        IEnumerable<string> invited = Change.Proposed.Invitations.Invited.Select(signer => $"{signer} to accept");
        IEnumerable<string> missing = Verdict.Roles.Where(role => !role.Signatures.IsMet || role.Previous is { IsMet: false })
            .Select(role => $"'{role.Role}' has {role.Signatures.Signed.Count} of {role.Signatures.Threshold} signatures");
        return string.Join("; ", (problems > 0 ? [$"breaks {problems} rules"] : Array.Empty<string>()).Concat(invited).Concat(missing));
    }
}
