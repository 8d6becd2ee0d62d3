using System.Globalization;

namespace Playground.Repository.Reports;

/// <summary>Lengths for people: <c>512 B</c>, <c>12.3 kB</c>, <c>1.2 GB</c>; a kilobyte has 1,000 bytes.</summary>
public static class ByteSize
{
    private const double Step = 1000;

    private static readonly string[] Units = ["B", "kB", "MB", "GB", "TB", "PB", "EB"];

    /// <summary>A length in three digits or so.</summary>
    public static string Of(long bytes)
    {
        double size = bytes;
        int unit = 0;
        while (size >= Step - 0.05 && unit < Units.Length - 1)
        {
            size /= Step;
            unit++;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{(unit == 0 ? size.ToString("0", CultureInfo.InvariantCulture) : size.ToString("0.0", CultureInfo.InvariantCulture))} {Units[unit]}");
    }
}
