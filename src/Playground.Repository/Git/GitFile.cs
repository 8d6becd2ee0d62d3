namespace Playground.Repository.Git;

/// <summary>Something in a commit's tree.</summary>
/// <param name="Path">Where.</param>
/// <param name="Mode">What it is.</param>
/// <param name="Id">Its object; of a submodule, a commit that is elsewhere.</param>
/// <param name="Size">Length in bytes of a file or link, where that was asked for.</param>
public sealed record GitFile(GitPath Path, GitFileMode Mode, ObjectId Id, long? Size = null);
