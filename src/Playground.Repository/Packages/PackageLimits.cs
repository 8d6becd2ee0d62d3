namespace Playground.Repository.Packages;

/// <summary>How much of a package is read before it is given up. All in bytes, but for the entries.</summary>
internal sealed record PackageLimits
{
    /// <summary>Those that everybody uses: no package of the public registries comes near, and none of them takes much memory.</summary>
    internal static PackageLimits Usual { get; } = new();

    /// <summary>How many files an archive may have.</summary>
    internal int Entries { get; init; } = 100_000;

    /// <summary>How long the file that describes a package may be.</summary>
    internal int Description { get; init; } = 4 << 20;

    /// <summary>How much of a zip file is read to know what is in it.</summary>
    internal long ZipDirectory { get; init; } = 8 << 20;

    /// <summary>How much a tar may unpack to.</summary>
    internal long Tar { get; init; } = 2L << 30;

    /// <summary>How long what a tar says of one entry may be.</summary>
    internal int TarHeader { get; init; } = 64 << 10;

    /// <summary>How long the control archive of a Debian package may be, packed and unpacked.</summary>
    internal int DebianControl { get; init; } = 16 << 20;
}
