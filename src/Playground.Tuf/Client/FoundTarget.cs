using Playground.Tuf.Model;

namespace Playground.Tuf.Client;

/// <summary>A target that trusted metadata lists.</summary>
/// <param name="Path">Its path.</param>
/// <param name="File">Its length and hashes, and what else its role says of it.</param>
/// <param name="Role">The role that lists it.</param>
public sealed record FoundTarget(TargetPath Path, TargetFile File, RoleName Role);
