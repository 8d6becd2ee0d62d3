using System.Globalization;
using System.Text.Json.Nodes;

namespace Playground.EndToEnd.Tests.Stage;

/// <summary>Names for the keys in metadata: their owner's, or <c>online</c>; with a number where somebody has had several, in the order of files.</summary>
internal sealed class KeyNames
{
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    internal KeyNames(IEnumerable<JsonNode> signedParts)
    {
        foreach (JsonNode signed in signedParts)
        {
            foreach ((string id, JsonNode? key) in (signed["keys"] ?? signed["delegations"]?["keys"])?.AsObject() ?? [])
            {
                if (!_names.ContainsKey(id))
                {
                    string owner = (string?)(key!["x-playground-keyowner"] ?? key["x-tuf-on-ci-keyowner"]) ?? ((key["x-playground-online-uri"] ?? key["x-tuf-on-ci-online-uri"]) is null ? "nobody" : "online");
                    int number = 1 + _names.Values.Count(name => name.Split('#')[0] == owner);
                    _names[id] = number == 1 ? owner : string.Create(CultureInfo.InvariantCulture, $"{owner}#{number}");
                }
            }
        }
    }

    internal string Of(string keyId) => _names.GetValueOrDefault(keyId, "(an unknown key)");
}
