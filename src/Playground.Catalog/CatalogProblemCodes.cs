namespace Playground.Catalog;

/// <summary>
/// Every code the catalog can answer with. <c>docs/errors.md</c> says of each what it means and what to do.
/// </summary>
public static class CatalogProblemCodes
{
    /// <summary>A text cannot name a project.</summary>
    public const string BadProjectName = "PG1501";

    /// <summary>A text is not a version.</summary>
    public const string BadReleaseVersion = "PG1502";

    /// <summary>A text does not say which versions are wanted.</summary>
    public const string BadVersionQuery = "PG1503";

    /// <summary>A target path is not that of a file of a release.</summary>
    public const string NotAReleasePath = "PG1504";

    /// <summary>What signed metadata says of a release cannot be understood.</summary>
    public const string BadReleaseData = "PG1505";

    /// <summary>A file of the index of projects cannot be understood, or is too long.</summary>
    public const string BadIndex = "PG1506";
}
