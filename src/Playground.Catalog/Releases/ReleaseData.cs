using System.Text.Json;
using Playground.Tuf.Model;

namespace Playground.Catalog.Releases;

/// <summary>
/// What the maintainers say of a file of a release beside its length and hashes, inside the <c>custom</c> of its entry and so signed: what it is, and
/// its standing. Everything may be absent. Text is what strangers wrote: escape it where it is shown.
/// </summary>
public sealed record ReleaseData
{
    /// <summary>The member of <c>custom</c> that holds it.</summary>
    public const string Member = "playground";

    /// <summary>Nothing is said.</summary>
    public static ReleaseData Empty { get; } = new();

    /// <summary>What kind of file: <c>nuget</c>, <c>npm</c>, <c>wheel</c>, <c>sdist</c>, <c>deb</c>, <c>readme</c>, or another word.</summary>
    public string? Kind { get; init; }

    /// <summary>For what it was built: <c>linux-x64</c>, <c>any</c>, <c>cp312-abi3-manylinux_2_28_x86_64</c>.</summary>
    public string? Platform { get; init; }

    /// <summary>Words to find it by.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>What it is, in a sentence.</summary>
    public string? Description { get; init; }

    /// <summary>The licence, as an SPDX expression where the package says one.</summary>
    public string? Licence { get; init; }

    /// <summary>Where its sources are.</summary>
    public string? Repository { get; init; }

    /// <summary>Its package URL: <c>pkg:nuget/Foo@1.0.0</c>.</summary>
    public string? Purl { get; init; }

    /// <summary>When it was proposed, to the second, in UTC.</summary>
    public DateTimeOffset? Released { get; init; }

    /// <summary>Set where the release is yanked.</summary>
    public Yank? Yanked { get; init; }

    /// <summary>Set where the release is deprecated.</summary>
    public Deprecation? Deprecated { get; init; }

    /// <summary>Whether only the standing differs: what may change of a file that was released.</summary>
    public bool DiffersOnlyInStanding(ReleaseData other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return ReleaseDataJson.Encode(this with { Yanked = null, Deprecated = null })
            .AsSpan().SequenceEqual(ReleaseDataJson.Encode(other with { Yanked = null, Deprecated = null }));
    }

    /// <summary>Reads what is said of a file.</summary>
    /// <exception cref="TufException">It is there and cannot be understood: <see cref="CatalogProblemCodes.BadReleaseData"/>.</exception>
    public static ReleaseData Of(TargetFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (!file.Custom.TryGet(Member, out JsonElement value))
        {
            return Empty;
        }

        try
        {
            return ReleaseDataJson.Decode(value);
        }
        catch (JsonException e)
        {
            throw new TufException(CatalogProblemCodes.BadReleaseData, $"What is said of a release cannot be understood: {Printable.Of(e.Message)}", innerException: e);
        }
    }

    /// <summary>The entry of a file with this said of it.</summary>
    public TargetFile In(TargetFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return file with { Custom = file.Custom.With(Member, JsonElement.Parse(ReleaseDataJson.Encode(this))) };
    }
}
