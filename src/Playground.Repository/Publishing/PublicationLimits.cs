using Playground.Repository.Rules;

namespace Playground.Repository.Publishing;

/// <summary>How much may be published; unless told, what GitHub Pages and git on GitHub take.</summary>
public sealed record PublicationLimits
{
    /// <summary>From which part of a limit on there are warnings: 80 %.</summary>
    public const double WarningShare = 0.8;

    /// <summary>The most bytes of all files together: 1 GB.</summary>
    public long MaxSite { get; init; } = 1_000_000_000;

    /// <summary>The most bytes of a file: what an event may add, see <see cref="RuleLimits"/>.</summary>
    public long MaxFile { get; init; } = RuleLimits.UsualArtifactLength;
}
