using System.Text.RegularExpressions;

namespace Playground.Testing;

/// <summary>
/// A manual of the project, and which of the commands it shows a test has run: those in blocks of code, and those in a sentence that begin with a
/// program's name. In a block of <c>console</c>, commands are the lines with a prompt, such as <c>alice$ git push</c>, and the others what was
/// printed; in a block of another language there are none. A test takes commands in any order, runs them, and at its end asks whether all were run.
/// </summary>
/// <example>
/// <code>
/// var manual = ManualCommands.Open("docs/downloader.md");
/// (await stage.TypeAsync("alice", manual.Take("playget trust add", url))).Succeeded();
/// manual.RequireAllTaken();
/// </code>
/// </example>
public sealed partial class ManualCommands
{
    private readonly List<(ManualCommand Command, bool Taken)> _commands;

    private ManualCommands(string name, string text) => (Name, _commands) = (name, [.. Read(text).Select(command => (command, false))]);

    /// <summary>Its path in the project.</summary>
    public string Name { get; }

    /// <summary>Every command it shows, in order.</summary>
    public IEnumerable<ManualCommand> Commands => _commands.Select(entry => entry.Command);

    /// <summary>Those that nobody took yet.</summary>
    public IEnumerable<ManualCommand> Left => _commands.Where(entry => !entry.Taken).Select(entry => entry.Command);

    /// <summary>Opens a manual by its path in the project, such as <c>docs/downloader.md</c>.</summary>
    public static ManualCommands Open(string path) => new(path, File.ReadAllText(House.PathOf(path)));

    /// <summary>A manual of a text.</summary>
    public static ManualCommands Of(string text) => new("the text", text);

    /// <summary>The next command with this beginning that was not taken yet; others with the very same words count as taken with it.</summary>
    /// <param name="beginning">What it begins with, as whole words.</param>
    /// <param name="standIns">What the words in capitals stand for in the test.</param>
    /// <exception cref="InvalidOperationException">The manual shows no such command.</exception>
    public string Take(string beginning, params ReadOnlySpan<(string Word, string Value)> standIns)
    {
        ManualCommand command = Left.FirstOrDefault(command => command.Text == beginning || command.Text.StartsWith(beginning + " ", StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"{Name} does not show '{beginning} …', or not as often as it is run.");
        for (int i = 0; i < _commands.Count; i++)
        {
            if (_commands[i].Command.Text == command.Text)
            {
                _commands[i] = (_commands[i].Command, true);
            }
        }

        var words = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((string word, string value) in standIns)
        {
            words.Add(word, value);
        }

        return command.With(words);
    }

    /// <summary>Ends the test where a command was not run.</summary>
    /// <exception cref="InvalidOperationException">Names every command that was not taken.</exception>
    public void RequireAllTaken()
    {
        if (Left.ToList() is { Count: > 0 } left)
        {
            throw new InvalidOperationException($"{Name} shows what no test runs:\n{string.Join('\n', left.Select(command => $"  line {command.Line}: {command.Text}"))}");
        }
    }

    private static IEnumerable<ManualCommand> Read(string text)
    {
        string[] lines = text.Split('\n');
        string? language = null;
        for (int i = 0; i < lines.Length; i++)
        {
            int line = i + 1;
            if (lines[i].TrimStart().StartsWith("```", StringComparison.Ordinal))
            {
                language = language is null ? lines[i].Trim()[3..] : null;
            }
            else if (language is null)
            {
                foreach (Match span in Inline().Matches(lines[i]))
                {
                    yield return new ManualCommand(line, span.Groups["command"].Value);
                }
            }
            else if (language is "" or "sh" or "console" && Prompt().Match(lines[i]) is var prompt && (prompt.Success || language != "console"))
            {
                string command = lines[i][prompt.Length..];
                while (command.EndsWith('\\') && i + 1 < lines.Length)
                {
                    command = command[..^1].TrimEnd() + " " + lines[++i].Trim();
                }

                if (Comment().Replace(command, "").Trim() is { Length: > 0 } bare)
                {
                    yield return new ManualCommand(line, bare);
                }
            }
        }
    }

    [GeneratedRegex("`(?<command>(playground|playground-ci|playground-server|playget|git|dotnet) [^`]+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Inline();

    [GeneratedRegex(@"\A([a-z]*)\$ ", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Prompt();

    /// <summary>A comment begins at the line's start, or two blanks after the command.</summary>
    [GeneratedRegex(@"(\A|\s{2,})#( .*)?\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Comment();
}
