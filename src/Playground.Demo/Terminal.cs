namespace Playground.Demo;

/// <summary>What the reader sees: chapters, why things are done, what is typed, what is printed. In colours on a terminal only.</summary>
internal sealed class Terminal(TextWriter output, bool colours)
{
    private readonly Lock _turn = new();
    private int _chapters;

    /// <summary>The process's own terminal; <c>NO_COLOR</c> is respected.</summary>
    internal static Terminal Own { get; } = new(
        Console.Out, !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")));

    /// <summary>A new chapter.</summary>
    internal void Chapter(string title)
    {
        string line = $"{++_chapters}. {title}";
        Write("");
        Write(line, "1;35");
        Write(new string('=', line.Length), "1;35");
    }

    /// <summary>A sentence or two to the reader.</summary>
    internal void Say(string text)
    {
        Write("");
        foreach (string line in text.Split('\n'))
        {
            Write(line, "3");
        }
    }

    /// <summary>A command, as somebody types it.</summary>
    internal void Typed(string who, string line)
    {
        Write("");
        Write($"{who}$ {line}", "1;32");
    }

    /// <summary>A line that a program printed.</summary>
    internal void Printed(string line) => Write(line.Length == 0 ? "" : "  " + line);

    private void Write(string line, string? colour = null)
    {
        lock (_turn)
        {
            output.WriteLine(colours && colour is not null && line.Length > 0 ? $"\e[{colour}m{line}\e[0m" : line);
        }
    }
}
