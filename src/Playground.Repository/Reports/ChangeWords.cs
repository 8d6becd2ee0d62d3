using Playground.Repository.Editing;

namespace Playground.Repository.Reports;

/// <summary>A change in words.</summary>
/// <param name="Kind">What it tells of; never <see cref="ChangeKind.Heading"/>.</param>
/// <param name="Text">In words.</param>
public sealed record ChangeWords(ChangeKind Kind, string Text);
