namespace Playground.Tuf;

/// <summary>
/// What went wrong, as data: a stable code, a sentence for people, and, where the trouble lies inside a metadata file, its JSON path.
/// </summary>
/// <param name="Code">A code of <see cref="ProblemCodes"/>: <c>PG</c> and four digits.</param>
/// <param name="Message">One sentence that says what happened.</param>
/// <param name="JsonPath">Where in the metadata, such as <c>$.signed.roles.root.threshold</c>, or null.</param>
public sealed record Problem(string Code, string Message, string? JsonPath = null)
{
    /// <summary>Code, message and place in one line.</summary>
    public override string ToString() => JsonPath is null ? $"{Code}: {Message}" : $"{Code}: {Message} (at {JsonPath})";
}
