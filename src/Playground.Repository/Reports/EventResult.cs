using System.Text.Json;
using Playground.Repository.Events;
using Playground.Repository.Git;

namespace Playground.Repository.Reports;

/// <summary>
/// What judging an event found out, as data: the verdict, and what else a report tells. It goes from the job that reads a proposal to the job that may write,
/// so what is read back is taken for hostile: bounded, nothing unknown, and nothing that contradicts itself. Texts in it are as the proposal
/// has them, and are escaped where they are shown. Its JSON is described in docs/schemas/event-result.schema.json.
/// </summary>
public sealed record EventResult
{
    /// <summary>The one format there is.</summary>
    public const int KnownFormat = 1;

    /// <summary>How long the JSON may be, in bytes.</summary>
    public const int MaxLength = 16 * 1024 * 1024;

    /// <summary><see cref="KnownFormat"/>.</summary>
    public required int Format { get; init; }

    /// <summary>The name of the event, such as <c>sign/add-carol</c>.</summary>
    public required string Event { get; init; }

    /// <summary>The known good commit, or null where there is none.</summary>
    public required CommitId? Base { get; init; }

    /// <summary>The proposed commit that was judged.</summary>
    public required CommitId Head { get; init; }

    /// <summary>The time for which it was judged.</summary>
    public required DateTimeOffset Judged { get; init; }

    /// <summary>Whether the event may be merged.</summary>
    public required bool Verified { get; init; }

    /// <summary>The roles that differ from known good, lack signatures or have invitations open.</summary>
    public required IReadOnlyList<RoleResult> Roles { get; init; }

    /// <summary>What is wrong with the event as a whole.</summary>
    public required IReadOnlyList<VerdictProblem> Problems { get; init; }

    /// <summary>Roles that the event takes away.</summary>
    public required IReadOnlyList<string> Removed { get; init; }

    /// <summary>Who is invited and has not accepted yet.</summary>
    public required IReadOnlyList<InvitationResult> Invitations { get; init; }

    /// <summary>Of those who have something to sign or to accept, the people who sign something in the known good commit: nobody's invention.</summary>
    public required IReadOnlyList<string> Known { get; init; }

    /// <summary>Projects that begin, are claimed, or get other owners.</summary>
    public required IReadOnlyList<ProjectResult> Projects { get; init; }

    /// <summary>Releases that come, grow, change or go.</summary>
    public required IReadOnlyList<ReleaseResult> Releases { get; init; }

    /// <summary>Who delegates to the roles above, up to root.</summary>
    public required IReadOnlyList<DelegationResult> Delegations { get; init; }

    /// <summary>How much more there is than fits into a result.</summary>
    public required LeftOut LeftOut { get; init; }

    /// <summary>Says what came of judging an event.</summary>
    public static EventResult Of(SigningEvent change, EventVerdict verdict)
    {
        ArgumentNullException.ThrowIfNull(change);
        ArgumentNullException.ThrowIfNull(verdict);
        return new ResultBuilder(change, verdict).Build();
    }

    /// <summary>The JSON: the same bytes for the same result, ASCII only, never longer than <see cref="MaxLength"/> for what <see cref="Of"/> gave.</summary>
    public byte[] ToBytes() => EventResultJson.Encode(this);

    /// <summary>Reads a result, all of it or nothing.</summary>
    /// <exception cref="TufException">
    /// It is too long, not of this format, has a member that is unknown, missing or out of bounds, or contradicts itself:
    /// <see cref="RepositoryProblemCodes.BadEventResult"/>.
    /// </exception>
    public static EventResult Parse(ReadOnlySpan<byte> json)
    {
        if (json.Length > MaxLength)
        {
            throw Bad($"it has {json.Length} bytes, and {MaxLength} are the most");
        }

        try
        {
            EventResult result = JsonSerializer.Deserialize(json, EventResultJson.Default.EventResult) ?? throw new JsonException("it is null");
            EventResultCheck.Require(result);
            return result;
        }
        catch (Exception e) when (e is JsonException or TufException { Code: not RepositoryProblemCodes.BadEventResult })
        {
            throw Bad(e.Message, e);
        }
    }

    internal static TufException Bad(string why, Exception? innerException = null) => new(
        RepositoryProblemCodes.BadEventResult,
        $"The result of judging an event cannot be used: {Printable.Of(why)}. Nothing was reported. Judge the event again, with the same version of the tool.",
        innerException: innerException);
}
