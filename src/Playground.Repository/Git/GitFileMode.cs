namespace Playground.Repository.Git;

/// <summary>What an entry of a tree is; the values are git's own.</summary>
public enum GitFileMode
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>A folder (040000).</summary>
    Folder = 0x4000,

    /// <summary>A file (100644).</summary>
    File = 0x81A4,

    /// <summary>A file that may be run (100755).</summary>
    Executable = 0x81ED,

    /// <summary>A symbolic link (120000); its content is where it points.</summary>
    Symlink = 0xA000,

    /// <summary>A commit of another repository (160000); its object is not in this one.</summary>
    Submodule = 0xE000,
}

/// <summary>Questions about <see cref="GitFileMode"/>.</summary>
public static class GitFileModes
{
    /// <summary>Whether it is a file whose content is what readers get: not a link, submodule or folder.</summary>
    public static bool IsFile(this GitFileMode mode) => mode is GitFileMode.File or GitFileMode.Executable;
}
