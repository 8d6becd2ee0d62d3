namespace Playground.Demo;

/// <summary>
/// What somebody does while the others go on, because nothing that the others do next depends on it. Everybody does one thing at a time; what it is
/// told by stands where it began.
/// </summary>
internal sealed class Asides
{
    private readonly Dictionary<string, Task> _busy = new(StringComparer.Ordinal);

    /// <summary>Begins something. Whoever types next in that name waits for its end first, and so does the end of the story.</summary>
    /// <param name="who">Who does it, on a terminal of their own.</param>
    /// <param name="play">What they do.</param>
    /// <param name="after">Whose asides that have begun so far it waits for, beside their own.</param>
    internal void Begin(Actor who, Func<Actor, Task> play, params IEnumerable<Actor> after)
    {
        Terminal terminal = who.Terminal.Aside();
        var before = Task.WhenAll(after.Prepend(who).Select(other => _busy.GetValueOrDefault(other.Name, Task.CompletedTask)).ToArray());
        _busy[who.Name] = Task.Run(async () =>
        {
            try
            {
                await before;
                await play(who.On(terminal));
            }
            finally
            {
                terminal.Close();
            }
        });
    }

    /// <summary>Waits until somebody has done what they began.</summary>
    internal Task EndAsync(Actor who) => _busy.Remove(who.Name, out Task? busy) ? busy : Task.CompletedTask;

    /// <summary>Waits until everybody has.</summary>
    internal async Task EndAsync()
    {
        await Task.WhenAll(_busy.Values);
        _busy.Clear();
    }
}
