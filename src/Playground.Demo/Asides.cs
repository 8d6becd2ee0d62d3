namespace Playground.Demo;

/// <summary>
/// What somebody does while the others go on, because nothing that the others do next depends on it. Everybody does one thing at a time; what it is
/// told by stands where it began.
/// </summary>
internal sealed class Asides
{
    private readonly Dictionary<string, Task> _busy = new(StringComparer.Ordinal);

    /// <summary>Begins something. Whoever types next in that name waits for its end first, and so does the end of the story.</summary>
    internal void Begin(Actor who, Func<Actor, Task> play)
    {
        Terminal terminal = who.Terminal.Aside();
        Task before = _busy.GetValueOrDefault(who.Name, Task.CompletedTask);
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
    internal Task EndAsync(string name) => _busy.Remove(name, out Task? busy) ? busy : Task.CompletedTask;

    /// <summary>Waits until everybody has.</summary>
    internal async Task EndAsync()
    {
        await Task.WhenAll(_busy.Values);
        _busy.Clear();
    }
}
