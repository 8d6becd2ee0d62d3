namespace Playground.Repository.Reports;

/// <summary>Somebody who is invited and has not accepted yet.</summary>
/// <param name="Person">Who, such as <c>@carol</c>.</param>
/// <param name="Roles">To sign what.</param>
public sealed record InvitationResult(string Person, IReadOnlyList<string> Roles);
