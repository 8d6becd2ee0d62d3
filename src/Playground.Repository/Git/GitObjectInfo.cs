namespace Playground.Repository.Git;

/// <summary>The types of objects in a git repository.</summary>
public enum GitObjectType
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A commit.</summary>
    Commit,

    /// <summary>A folder's list of entries.</summary>
    Tree,

    /// <summary>A file's content.</summary>
    Blob,

    /// <summary>An annotated tag.</summary>
    Tag,
}

/// <summary>What an object is, without its content.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Size">Its length in bytes.</param>
public readonly record struct GitObjectInfo(GitObjectType Type, long Size);
