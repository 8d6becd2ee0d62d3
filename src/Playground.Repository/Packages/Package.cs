using Playground.Catalog.Versions;

namespace Playground.Repository.Packages;

/// <summary>What a package says of itself, from inside. All of it is a stranger's text.</summary>
public sealed record Package
{
    /// <summary>What it is: <c>nuget</c>, <c>npm</c>, <c>wheel</c>, <c>sdist</c> or <c>deb</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Its name, as it spells it: <c>@scope/name</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Its version, as it spells it: <c>1.0rc1</c>, <c>1:1.2.3-4+b1</c>.</summary>
    public required string Version { get; init; }

    /// <summary>The versions of a release that it may be part of; the usual one first. None where its version cannot be spelled as one.</summary>
    public required IReadOnlyList<ReleaseVersion> ReleaseVersions { get; init; }

    /// <summary>Its package URL.</summary>
    public required string Purl { get; init; }

    /// <summary>For what it was built, or null.</summary>
    public string? Platform { get; init; }

    /// <summary>What it is, in a line, or null.</summary>
    public string? Description { get; init; }

    /// <summary>Its licence, or null.</summary>
    public string? Licence { get; init; }

    /// <summary>The address of its sources, or null.</summary>
    public string? Repository { get; init; }

    /// <summary>Words to find it by, or null.</summary>
    public IReadOnlyList<string>? Tags { get; init; }
}
