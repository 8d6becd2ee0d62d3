namespace Playground.Tuf.Model;

/// <summary>Spreads targets over the bins of succinct roles (TAP 15).</summary>
public static class HashedBins
{
    private const int MaxBitLength = 20;

    /// <summary>The targets of every bin, the empty ones too, by the number of the bin.</summary>
    /// <param name="roles">The bins; at most 2 to the power of 20 for this.</param>
    /// <param name="targets">The targets; no path twice.</param>
    /// <exception cref="ArgumentException">A path stands twice.</exception>
    public static TargetFiles[] Distribute(SuccinctRoles roles, IEnumerable<KeyValuePair<TargetPath, TargetFile>> targets)
    {
        ArgumentNullException.ThrowIfNull(roles);
        ArgumentNullException.ThrowIfNull(targets);
        if (roles.BitLength > MaxBitLength)
        {
            throw new ArgumentException($"More than 2 to the power of {MaxBitLength} bins are not made at once.", nameof(roles));
        }

        var bins = new List<KeyValuePair<TargetPath, TargetFile>>?[roles.BinCount];
        foreach (KeyValuePair<TargetPath, TargetFile> target in targets)
        {
            (bins[roles.BinOf(target.Key)] ??= []).Add(target);
        }

        var files = new TargetFiles[bins.Length];
        for (int bin = 0; bin < bins.Length; bin++)
        {
            files[bin] = bins[bin] is { } filled ? TargetFiles.From(filled) : TargetFiles.Empty;
            bins[bin] = null;
        }

        return files;
    }
}
