using Playground.Tuf.Model;

namespace Playground.Repository.Rules;

/// <summary>What a rule found wrong.</summary>
/// <param name="Role">The role it concerns, or null: the event as a whole.</param>
/// <param name="Message">What is wrong and why it matters, in a sentence; safe to print on one line.</param>
/// <param name="Fix">The command that mends it, safe to paste into a shell. <see cref="FixCommand.Event"/> stands for the event's name.</param>
public sealed record Finding(RoleName? Role, string Message, string Fix);
