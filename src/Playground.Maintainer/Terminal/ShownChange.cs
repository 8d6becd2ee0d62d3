using Playground.Repository.Editing;

namespace Playground.Maintainer.Terminal;

/// <summary>Shows a change in words, in colours where a terminal shows them and nobody set <c>NO_COLOR</c>.</summary>
internal static class ShownChange
{
    internal static void Write(ChangeDescription description)
    {
        bool colours = !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        foreach (ChangeLine line in description.Lines)
        {
            (string mark, string colour) = line.Kind switch
            {
                ChangeKind.Heading => ("", "1"),
                ChangeKind.Added => ("  + ", "32"),
                ChangeKind.Changed => ("  ~ ", "36"),
                ChangeKind.Removed => ("  - ", "31"),
                _ => ("  ! ", "33"),
            };
            Console.WriteLine(colours ? $"\e[{colour}m{mark}{line.Text}\e[0m" : mark + line.Text);
        }
    }
}
