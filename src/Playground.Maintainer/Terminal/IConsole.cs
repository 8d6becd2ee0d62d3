namespace Playground.Maintainer.Terminal;

/// <summary>A person who can be asked. Speaks on standard error: standard output is the answer of the command.</summary>
internal interface IConsole
{
    /// <summary>Whether somebody is there.</summary>
    bool IsInteractive { get; }

    /// <summary>Yes or no.</summary>
    bool Confirm(string question);

    /// <summary>A line of text.</summary>
    string Ask(string question, string? proposal = null);

    /// <summary>One of several.</summary>
    string Choose(string question, IReadOnlyList<string> choices);
}
