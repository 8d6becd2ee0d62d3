using System.Text.RegularExpressions;

namespace Playground.Tuf.Tests.Processes;

/// <summary>A system call that a process made on a file of interest.</summary>
/// <param name="Name">The system call.</param>
/// <param name="Index">Which one of this name it was on these files, counted from 1: always the same in every run.</param>
/// <param name="Ordinal">Which one of this name it was on its thread, counted from 1: what <c>strace</c> calls <c>when</c>.
/// It may differ by a few from run to run, with the files that the runtime itself opens.</param>
/// <param name="Line">The call as it was recorded.</param>
internal sealed partial record FileOperation(string Name, int Index, int Ordinal, string Line)
{
    /// <summary>Whether a file or folder is another one after the call.</summary>
    public bool Changes => Name is not ("flock" or "close" or "fsync" or "fdatasync") && !Line.Contains(" = -1 ", StringComparison.Ordinal);

    /// <summary>The calls among a recording that have to do with a folder, in order; opening for reading is none.</summary>
    public static IEnumerable<FileOperation> In(string folder, IEnumerable<string> recording)
    {
        var counts = new Dictionary<(string Thread, string Name), int>();
        var indices = new Dictionary<string, int>();
        foreach (string line in recording)
        {
            if (Call().Match(line) is not { Success: true } call)
            {
                continue;
            }

            (string Thread, string Name) counter = (call.Groups["thread"].Value, call.Groups["name"].Value);
            int ordinal = counts[counter] = counts.GetValueOrDefault(counter) + 1;
            bool opensForReading = counter.Name.StartsWith("open", StringComparison.Ordinal) && !line.Contains("O_CREAT", StringComparison.Ordinal);
            if (line.Contains(folder, StringComparison.Ordinal) && !opensForReading)
            {
                int index = indices[counter.Name] = indices.GetValueOrDefault(counter.Name) + 1;
                yield return new FileOperation(counter.Name, index, ordinal, line);
            }
        }
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Name} number {Index}: {Line}";

    [GeneratedRegex(@"^(?<thread>\d+) +(?<name>\w+)\(", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Call();
}
