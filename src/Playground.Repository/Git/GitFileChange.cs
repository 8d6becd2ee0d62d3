namespace Playground.Repository.Git;

/// <summary>How a path differs between two commits.</summary>
public enum GitChangeKind
{
    /// <summary>It was not there before.</summary>
    Added,

    /// <summary>Its content or mode is another.</summary>
    Modified,

    /// <summary>It is gone.</summary>
    Removed,
}

/// <summary>One difference between two commits. Renames are a removal and an addition.</summary>
/// <param name="Path">Where.</param>
/// <param name="Before">What was there, or null.</param>
/// <param name="After">What is there now, or null.</param>
public sealed record GitFileChange(GitPath Path, GitFile? Before, GitFile? After)
{
    /// <summary>In one word.</summary>
    public GitChangeKind Kind => Before is null ? GitChangeKind.Added : After is null ? GitChangeKind.Removed : GitChangeKind.Modified;
}
