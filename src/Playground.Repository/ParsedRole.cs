using Playground.Repository.Git;
using Playground.Tuf.Model;

namespace Playground.Repository;

/// <summary>A metadata file of a commit, read as what its name says it is; or the reason why it is not.</summary>
public sealed class ParsedRole
{
    private ParsedRole(RoleName role, GitFile file, Envelope? envelope, Signed? signed, Problem? problem)
    {
        Role = role;
        File = file;
        Envelope = envelope;
        Signed = signed;
        Problem = problem;
    }

    /// <summary>The role the file is named after.</summary>
    public RoleName Role { get; }

    /// <summary>Where the file is, and its object.</summary>
    public GitFile File { get; }

    /// <summary>Signatures and signed bytes, or null where the file is no metadata.</summary>
    public Envelope? Envelope { get; }

    /// <summary>The signed part, or null.</summary>
    public Signed? Signed { get; }

    /// <summary>What is wrong with the file, or null.</summary>
    public Problem? Problem { get; }

    /// <summary>Reads a file as the metadata of a role.</summary>
    internal static ParsedRole Read(RoleName role, GitFile file, ReadOnlyMemory<byte> content)
    {
        try
        {
            Envelope envelope = Envelope.Read(content);
            Signed signed = role == RoleName.Root ? envelope.ReadSigned<Root>()
                : role == RoleName.Timestamp ? envelope.ReadSigned<Timestamp>()
                : role == RoleName.Snapshot ? envelope.ReadSigned<Snapshot>()
                : envelope.ReadSigned<Targets>();
            return new ParsedRole(role, file, envelope, signed, null);
        }
        catch (TufException e)
        {
            return Unreadable(role, file, e.Problem);
        }
    }

    /// <summary>A file that cannot be read: too large, or not a file.</summary>
    internal static ParsedRole Unreadable(RoleName role, GitFile file, Problem problem) => new(role, file, null, null, problem);
}
