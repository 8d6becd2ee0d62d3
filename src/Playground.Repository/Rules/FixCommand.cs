using System.Text;
using Playground.Catalog.Names;
using Playground.Repository.Events;
using Playground.Repository.Git;
using Playground.Tuf.Model;

namespace Playground.Repository.Rules;

/// <summary>
/// Spells the commands that mend an event. Names in them come from the proposal and people paste them: every word is quoted, so that none
/// can become a command of its own.
/// </summary>
public static class FixCommand
{
    /// <summary>Stands for the name of the event: a shell variable, until <see cref="For"/> puts the name in.</summary>
    public const string Event = "\"$EVENT\"";

    /// <summary>Brings targets metadata in line with <c>targets/</c>.</summary>
    public static string UpdateTargets { get; } = "playground-ci update-targets";

    /// <summary>Signs whatever of the event waits for one's signature.</summary>
    public static string Sign { get; } = $"playground sign {Event}";

    /// <summary>Edits who signs a role, how many must, for what, and for how long.</summary>
    public static string Delegate(RoleName role) => $"playground delegate {Event} {Word(role.Value)}";

    /// <summary>Begins a project under another name.</summary>
    public static string RenameProject(ProjectName project) => $"playground project create {project.Value}-ANOTHER-NAME";

    /// <summary>Shows a project: who owns it, and who vouches for that.</summary>
    public static string ShowProject(RoleName role) => $"playground project show {Word(role.Value)}";

    /// <summary>Shows what is blocked; made anew by the same command.</summary>
    public static string Blocks { get; } = "playground project block --list";

    /// <summary>Takes a file back to what it was where the event began.</summary>
    public static string Restore(SigningEvent change, GitPath path)
    {
        ArgumentNullException.ThrowIfNull(change);
        return change.Base is { } known && change.Changes.Any(file => file.Path == path && file.Before is not null)
            ? $"git restore --source={known.Value} --staged --worktree -- {Word(path.Value, path.ToBytes())}"
            : Remove(path);
    }

    /// <summary>Removes a file.</summary>
    public static string Remove(GitPath path) => $"git rm -r --cached -- {Word(path.Value, path.ToBytes())}";

    /// <summary>A command with the name of the event, where that is an ordinary one; else the variable stays.</summary>
    public static string For(string command, string eventName)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(eventName);
        return IsPlain(eventName) ? command.Replace(Event, eventName, StringComparison.Ordinal) : command;
    }

    /// <summary>A text as one word of a POSIX shell; what cannot be printed in the form <c>$'\xff'</c> that bash, zsh and ksh know.</summary>
    public static string Word(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Word(text, Encoding.UTF8.GetBytes(text));
    }

    private static string Word(string text, byte[] bytes)
    {
        if (IsPlain(text))
        {
            return text;
        }

        if (text.All(c => c is >= ' ' and <= '~'))
        {
            return "'" + text.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
        }

        var word = new StringBuilder("$'");
        foreach (byte b in bytes)
        {
            bool shown = b is >= (byte)' ' and <= (byte)'~' and not (byte)'\'' and not (byte)'\\';
            word.Append(shown ? ((char)b).ToString() : $"\\x{b:x2}");
        }

        return word.Append('\'').ToString();
    }

    private static bool IsPlain(string text) =>
        text.Length > 0 && text[0] != '-' && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '_' or '-' or '@' or '+' or ':' or ',');
}
