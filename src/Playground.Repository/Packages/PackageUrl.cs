using System.Text;

namespace Playground.Repository.Packages;

/// <summary>Package URLs, as the purl specification (ECMA-427) writes them.</summary>
internal static class PackageUrl
{
    /// <summary><c>pkg:type/namespace/name@version?arch=value</c>.</summary>
    internal static string Of(string type, string? space, string name, string version, string? architecture = null) =>
        $"pkg:{type}/{(space is null ? "" : Encode(space) + "/")}{Encode(name)}@{Encode(version)}{(architecture is null ? "" : "?arch=" + Encode(architecture))}";

    /// <summary>Percent-encodes all but letters, digits, <c>. - _ ~</c> and the colon.</summary>
    private static string Encode(string text)
    {
        var encoded = new StringBuilder();
        foreach (byte b in Encoding.UTF8.GetBytes(text))
        {
            if (char.IsAsciiLetterOrDigit((char)b) || b is (byte)'.' or (byte)'-' or (byte)'_' or (byte)'~' or (byte)':')
            {
                encoded.Append((char)b);
            }
            else
            {
                encoded.Append('%').Append(b.ToString("X2"));
            }
        }

        return encoded.ToString();
    }
}
