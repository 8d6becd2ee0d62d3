using System.Text;

namespace Playground.Repository.Git;

/// <summary>What one run of git answered.</summary>
/// <param name="ExitCode">Zero when it did what it was told.</param>
/// <param name="Bytes">Standard output.</param>
/// <param name="Error">The end of standard error.</param>
internal sealed record GitOutput(int ExitCode, byte[] Bytes, string Error)
{
    internal bool Succeeded => ExitCode == 0;

    /// <summary>Standard output as text, without the line break at its end.</summary>
    internal string Text => Encoding.UTF8.GetString(Bytes).TrimEnd('\n');

    /// <summary>Standard output where every item ends in a NUL.</summary>
    internal string[] Items => Encoding.UTF8.GetString(Bytes).Split('\0', StringSplitOptions.RemoveEmptyEntries);

    internal string[] Lines => Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>This output, or the reason there is none.</summary>
    internal GitOutput OrThrow(string what) => Succeeded ? this : throw GitFailure.Of(this, what);
}
