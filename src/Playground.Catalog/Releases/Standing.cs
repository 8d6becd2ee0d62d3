namespace Playground.Catalog.Releases;

/// <summary>A release that is not to be chosen any more: it stays downloadable by its exact version.</summary>
/// <param name="Reason">Why, in the maintainers' words.</param>
/// <param name="Since">Since when.</param>
public sealed record Yank(string Reason, DateTimeOffset Since);

/// <summary>A release that people should move away from.</summary>
/// <param name="Reason">Why, in the maintainers' words, or null.</param>
/// <param name="UseInstead">What to use instead: a project, perhaps with a version; or null.</param>
/// <param name="Since">Since when.</param>
public sealed record Deprecation(string? Reason, string? UseInstead, DateTimeOffset Since);
