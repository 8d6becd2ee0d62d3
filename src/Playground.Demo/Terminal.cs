namespace Playground.Demo;

/// <summary>What the reader sees: chapters, why things are done, what is typed, what is printed. In colours on a terminal only.</summary>
internal sealed class Terminal
{
    private readonly Telling _telling;
    private readonly bool _colours;
    private Telling.Part _part;
    private int _chapters;

    internal Terminal(TextWriter output, bool colours)
        : this(new Telling(output), colours)
    {
    }

    private Terminal(Telling telling, bool colours, Telling.Part? part = null) => (_telling, _colours, _part) = (telling, colours, part ?? telling.Begin());

    /// <summary>The process's own terminal; <c>NO_COLOR</c> is respected.</summary>
    internal static Terminal Own { get; } = new(
        Console.Out, !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")));

    /// <summary>
    /// What happens from here on at the same time as the rest, and is told here: what others tell after this waits until it is closed.
    /// </summary>
    internal Terminal Aside()
    {
        _telling.End(_part);
        var aside = new Terminal(_telling, _colours, _telling.Begin());
        _part = _telling.Begin();
        return aside;
    }

    /// <summary>Nothing more is told here.</summary>
    internal void Close() => _telling.End(_part);

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

    private void Write(string line, string? colour = null) =>
        _telling.Write(_part, _colours && colour is not null && line.Length > 0 ? $"\e[{colour}m{line}\e[0m" : line);
}
