using System.Globalization;

namespace Playground.Tuf.Model;

/// <summary>How names become parts of URLs and of file names.</summary>
internal static class FileNames
{
    /// <summary>
    /// Percent-encodes everything but unreserved characters (RFC 3986, 2.3) into one path segment: no separator is left, and no
    /// segment of dots alone, since a leading dot is encoded too.
    /// </summary>
    internal static string Encode(string name)
    {
        string encoded = Uri.EscapeDataString(name);
        return encoded.StartsWith('.') ? "%2E" + encoded[1..] : encoded;
    }

    /// <summary>Percent-encodes each segment of a path and keeps its slashes.</summary>
    internal static string EncodePath(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));

    /// <summary>A number as it stands in file names.</summary>
    internal static string Number(long version) => version.ToString(CultureInfo.InvariantCulture);
}
