namespace Playground.Demo;

/// <summary>The order in which things are told that happen at the same time: part by part, each as it happens once those before it have ended.</summary>
internal sealed class Telling(TextWriter output)
{
    private readonly Lock _turn = new();
    private readonly Queue<Part> _parts = new();

    /// <summary>A part that is told after all that were begun before.</summary>
    internal Part Begin()
    {
        lock (_turn)
        {
            var part = new Part();
            _parts.Enqueue(part);
            return part;
        }
    }

    /// <summary>Tells a line, now or when it is this part's turn.</summary>
    internal void Write(Part part, string line)
    {
        lock (_turn)
        {
            if (_parts.TryPeek(out Part? first) && first == part)
            {
                output.WriteLine(line);
            }
            else
            {
                part.Waiting.Add(line);
            }
        }
    }

    /// <summary>Nothing more comes in this part.</summary>
    internal void End(Part part)
    {
        lock (_turn)
        {
            part.HasEnded = true;
            while (_parts.TryPeek(out Part? first) && first.HasEnded)
            {
                _parts.Dequeue();
                if (_parts.TryPeek(out Part? next))
                {
                    next.Waiting.ForEach(output.WriteLine);
                    next.Waiting.Clear();
                }
            }
        }
    }

    /// <summary>Lines that belong together.</summary>
    internal sealed class Part
    {
        internal List<string> Waiting { get; } = [];

        internal bool HasEnded { get; set; }
    }
}
