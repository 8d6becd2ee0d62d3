using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using Playground.EndToEnd.Tests.Stage;
using Playground.Testing;
using Xunit;

namespace Playground.EndToEnd.Tests.Verbs;

/// <summary>Commands that are refused: each with its exit code, and the lines it says that have a code, or else all.</summary>
internal sealed partial class Transcript(Community story)
{
    private readonly StringBuilder _text = new();

    /// <summary>A person's command is refused as it has to be.</summary>
    internal async Task RefusedAsync(int exitCode, string code, string person, params string[] arguments)
    {
        ToolRun run = await story.Tools.SureAsync(person, arguments);
        Add(exitCode, code, $"{person}$ playground", arguments, run);
    }

    /// <summary>A downloader's command is refused as it has to be.</summary>
    internal async Task<ToolRun> PlaygetRefusesAsync(int exitCode, string code, string folder, params string[] arguments)
    {
        ToolRun run = await story.PlaygetInAsync(folder, arguments);
        Add(exitCode, code, "$ playget", arguments, run);
        Assert.Equal("", run.Answer);
        return run;
    }

    /// <summary>The CI says no to an event, for a reason.</summary>
    internal async Task CiRefusesAsync(string code, string what, string name)
    {
        string said = await story.WaitsForAsync(name);
        Assert.Contains(code, said, StringComparison.Ordinal);
        _text.Append(CultureInfo.InvariantCulture, $"{what}\n  {said}\n");
    }

    /// <summary>All is as it was approved.</summary>
    internal void Verify([CallerFilePath] string file = "", [CallerMemberName] string test = "") => ApprovedText.Verify(_text.ToString(), file: file, test: test);

    private void Add(int exitCode, string code, string prompt, string[] arguments, ToolRun run)
    {
        Assert.True(run.ExitCode == exitCode && run.Talk.Contains(code, StringComparison.Ordinal), $"{string.Join(' ', arguments)} ended with {run.ExitCode}: {run.Talk}{run.Answer}");
        string[] lines = run.Talk.TrimEnd().Split('\n');
        string[] coded = [.. lines.Where(line => Code().IsMatch(line))];
        string words = string.Join(' ', arguments.Select(word => word.Contains(' ', StringComparison.Ordinal) || word.Length == 0 ? $"\"{word}\"" : word));
        string said = string.Concat((coded.Length > 0 ? coded : lines).Select(line => $"  {line.Trim()}\n"));
        _text.Append(Clean($"{prompt} {words}\n{said}  exit {run.ExitCode}\n"));
    }

    private string Clean(string text) => text.Replace(story.Tools.Sandbox.PathOf("built/"), "", StringComparison.Ordinal)
        .Replace(story.Tools.Sandbox.Folder, "…", StringComparison.Ordinal).Replace(story.Url.AbsoluteUri, "URL/", StringComparison.Ordinal);

    [GeneratedRegex(@"\A\s*PG[0-9]{4}: ", RegexOptions.None, 1000)]
    private static partial Regex Code();
}
