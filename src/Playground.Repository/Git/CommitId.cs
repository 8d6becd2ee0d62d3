using System.Diagnostics.CodeAnalysis;

namespace Playground.Repository.Git;

/// <summary>The <see cref="ObjectId"/> of a commit.</summary>
/// <param name="Id">The object.</param>
public readonly record struct CommitId(ObjectId Id) : IComparable<CommitId>
{
    /// <summary>The digits.</summary>
    public string Value => Id.Value;

    /// <summary>The first ten digits, for people.</summary>
    public string Short => Value[..10];

    /// <summary>Reads a full commit id.</summary>
    /// <exception cref="TufException">The text is not one: <see cref="GitProblemCodes.BadObjectId"/>.</exception>
    public static CommitId Parse(string text) => new(ObjectId.Parse(text));

    /// <summary>Reads a full commit id, or says that the text is none.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out CommitId commit)
    {
        bool good = ObjectId.TryParse(text, out ObjectId id);
        commit = new CommitId(id);
        return good;
    }

    /// <inheritdoc/>
    public int CompareTo(CommitId other) => Id.CompareTo(other.Id);

    /// <inheritdoc/>
    public override string ToString() => Id.ToString();
}
