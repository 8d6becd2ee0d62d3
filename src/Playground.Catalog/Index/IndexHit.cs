using Playground.Catalog.Names;

namespace Playground.Catalog.Index;

/// <summary>A project that was found in the index.</summary>
/// <param name="Project">The project.</param>
/// <param name="Entry">What the index says of it.</param>
public sealed record IndexHit(ProjectName Project, IndexEntry Entry);
