using System.CommandLine;
using System.Globalization;
using Playground.Tuf;

namespace Playground.Ci.Publishing;

/// <summary>An option that takes a length: <c>500MB</c>, <c>2GB</c>, or bytes.</summary>
internal static class SizeOption
{
    private static readonly (string Unit, long Bytes)[] Units = [("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1_000), ("", 1)];

    internal static Option<long> Create(string name, string description, long usual) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => usual,
        CustomParser = given =>
        {
            string text = given.Tokens[0].Value;
            if (TryParse(text, out long size))
            {
                return size;
            }

            given.AddError($"'{Printable.Of(text)}' is not a length such as 500MB or 2GB.");
            return 0;
        },
    };

    private static bool TryParse(string text, out long size)
    {
        (string unit, long bytes) = Units.First(known => text.EndsWith(known.Unit, StringComparison.OrdinalIgnoreCase));
        bool good = long.TryParse(text[..^unit.Length], NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number <= long.MaxValue / bytes;
        size = good ? number * bytes : 0;
        return good;
    }
}
