using Playground.Repository.Git;
using Playground.Tuf.Model;

namespace Playground.Repository.Events;

/// <summary>What verification answers about one role of a signing event; given by <see cref="Judge"/>.</summary>
public sealed record RoleVerdict
{
    /// <summary>Which role.</summary>
    public required RoleName Role { get; init; }

    /// <summary>The proposed version, or null where the metadata cannot be read.</summary>
    public required long? Version { get; init; }

    /// <summary>The signatures that the proposed delegation asks for. Where several roles delegate to this one, the first that is not satisfied.</summary>
    public required SignatureCount Signatures { get; init; }

    /// <summary>Of a new root: the signatures that the known good root asks for (specification 5.3); else null.</summary>
    public SignatureCount? Previous { get; init; }

    /// <summary>Who is invited to roles that this one delegates to and has not given a key yet; in order.</summary>
    public required IReadOnlyList<Signer> Invites { get; init; }

    /// <summary>The target files that differ from known good, in order of their paths.</summary>
    public required IReadOnlyList<TargetChange> Changes { get; init; }

    /// <summary>What is wrong with the role.</summary>
    public required IReadOnlyList<VerdictProblem> Problems { get; init; }

    /// <summary>Whether enough people signed, nobody is waited for, and nothing is wrong.</summary>
    public bool IsVerified => Version is not null && Signatures.IsMet && (Previous is null or { IsMet: true }) && Invites.Count == 0 && Problems.Count == 0;
}

/// <summary>A target file that an event adds, modifies or removes.</summary>
/// <param name="Path">Which one.</param>
/// <param name="Change">How it differs from known good.</param>
public sealed record TargetChange(TargetPath Path, GitChangeKind Change);

/// <summary>Something wrong with an event.</summary>
/// <param name="Code">A code of <see cref="RepositoryProblemCodes"/>.</param>
/// <param name="Message">What is wrong, in a sentence; safe to print.</param>
/// <param name="Fix">The command that mends it, safe to paste into a shell.</param>
public sealed record VerdictProblem(string Code, string Message, string Fix);
