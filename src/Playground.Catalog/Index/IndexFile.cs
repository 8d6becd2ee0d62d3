namespace Playground.Catalog.Index;

/// <summary>A file of the index as its JSON has it.</summary>
internal sealed record IndexFile
{
    /// <summary>1: what is described in docs/formats.md.</summary>
    public required int Format { get; init; }

    /// <summary>The projects by name.</summary>
    public required Dictionary<string, IndexEntry> Projects { get; init; }
}
