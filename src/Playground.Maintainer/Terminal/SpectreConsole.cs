using Spectre.Console;

namespace Playground.Maintainer.Terminal;

/// <summary>The process's own terminal.</summary>
internal sealed class SpectreConsole : IConsole
{
    private readonly Lazy<IAnsiConsole> _console = new(() => AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) }));

    public bool IsInteractive => !Console.IsInputRedirected && !Console.IsErrorRedirected;

    public bool Confirm(string question) => _console.Value.Prompt(new ConfirmationPrompt(Markup.Escape(question)) { DefaultValue = false });

    public string Ask(string question, string? proposal = null)
    {
        var prompt = new TextPrompt<string>(Markup.Escape(question));
        return _console.Value.Prompt(proposal is null ? prompt : prompt.DefaultValue(proposal));
    }

    public string Choose(string question, IReadOnlyList<string> choices) =>
        _console.Value.Prompt(new SelectionPrompt<string>().Title(Markup.Escape(question)).AddChoices(choices).UseConverter(Markup.Escape));
}
