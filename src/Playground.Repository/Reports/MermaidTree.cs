using System.Globalization;
using System.Text;

namespace Playground.Repository.Reports;

/// <summary>
/// Who delegates to whom, drawn by Mermaid. Of names only letters, digits and <c>. _ - ~</c> get into the drawing, everything else as <c>?</c>: nothing
/// in it is a directive, a link or markup.
/// </summary>
internal static class MermaidTree
{
    private const int MaxEdges = 30;
    private const int MaxLabel = 40;

    /// <summary>The drawing, or nothing where there is none to see.</summary>
    internal static string Write(EventResult result)
    {
        DelegationResult[] edges = [.. result.Delegations.Take(MaxEdges)];
        if (edges.Length == 0)
        {
            return "";
        }

        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var text = new StringBuilder("```mermaid\nflowchart TD\n");
        Dictionary<string, DelegationResult> delegations = edges.DistinctBy(edge => edge.Role).ToDictionary(edge => edge.Role, StringComparer.Ordinal);
        foreach (DelegationResult edge in edges.Reverse())
        {
            Node(text, numbers, edge.Delegator, delegations.GetValueOrDefault(edge.Delegator));
            Node(text, numbers, edge.Role, edge);
            text.Append(CultureInfo.InvariantCulture, $"  r{numbers[edge.Delegator]} --> r{numbers[edge.Role]}\n");
        }

        var states = delegations.ToDictionary(edge => edge.Key, edge => edge.Value.State, StringComparer.Ordinal);
        foreach (RoleResult role in result.Roles.Where(role => role.Version != role.VersionBefore))
        {
            states[role.Role] = role.VersionBefore is null ? RoleState.New : RoleState.Changed;
        }

        foreach ((RoleState state, string style) in (ReadOnlySpan<(RoleState, string)>)[
            (RoleState.New, "stroke:#1a7f37,stroke-width:3px"), (RoleState.Changed, "stroke:#0969da,stroke-width:3px"), (RoleState.Removed, "stroke:#cf222e,stroke-dasharray:5 5")])
        {
            string[] nodes = [.. numbers.Where(node => states.TryGetValue(node.Key, out RoleState of) && of == state).Select(node => FormattableString.Invariant($"r{node.Value}"))];
            if (nodes.Length > 0)
            {
                string name = state.ToString().ToLowerInvariant();
                text.Append(CultureInfo.InvariantCulture, $"  classDef {name}Role {style}\n  class {string.Join(',', nodes)} {name}Role\n");
            }
        }

        text.Append("```\n");
        int left = result.Delegations.Count - edges.Length + result.LeftOut.Delegations;
        return text.Append(left > 0 ? $"\nand {ReportMarkdown.Number(left)} more delegations\n" : "").ToString();
    }

    private static void Node(StringBuilder text, Dictionary<string, int> numbers, string role, DelegationResult? delegation)
    {
        if (numbers.TryAdd(role, numbers.Count))
        {
            string signers = delegation is null ? "" : FormattableString.Invariant($"<br/>{delegation.Threshold} of {delegation.People}");
            text.Append(CultureInfo.InvariantCulture, $"  r{numbers[role]}[\"{Label(role)}{signers}\"]\n");
        }
    }

    private static string Label(string role)
    {
        string label = string.Concat(role.Take(MaxLabel).Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or '~' ? c : '?'));
        return role.Length > MaxLabel ? label + "..." : label;
    }
}
