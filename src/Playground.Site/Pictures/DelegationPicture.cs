using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Components;
using Playground.Site.Digests;
using Playground.Site.Pages;
using Playground.Site.Words;

namespace Playground.Site.Pictures;

/// <summary>Who delegates to whom, drawn as a tree from left to right. Each role is a link to its page.</summary>
internal sealed class DelegationPicture
{
    private const int NodeWidth = 170;
    private const int NodeHeight = 44;
    private const int ColumnGap = 34;
    private const int RowGap = 14;
    private const int MostChildren = 10;
    private const int MostDepth = 5;
    private const int MostNodes = 60;
    private const int LongestName = 18;

    private readonly Here _here;
    private readonly IReadOnlyDictionary<string, RoleDigest> _roles;
    private readonly StringBuilder _lines = new();
    private readonly StringBuilder _nodes = new();
    private readonly HashSet<string> _drawn = new(StringComparer.Ordinal);
    private int _row;
    private int _columns;

    private DelegationPicture(Here here, IReadOnlyDictionary<string, RoleDigest> roles) => (_here, _roles) = (here, roles);

    /// <summary>Draws it.</summary>
    internal static MarkupString Of(Here here, IReadOnlyDictionary<string, RoleDigest> roles)
    {
        var picture = new DelegationPicture(here, roles);
        picture.Draw("root", 0);
        int width = (picture._columns * (NodeWidth + ColumnGap)) - ColumnGap + 2;
        int height = (picture._row * (NodeHeight + RowGap)) - RowGap + 2;
        return new MarkupString(string.Create(
            CultureInfo.InvariantCulture,
            $"<svg class=\"tree\" viewBox=\"-1 -1 {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"group\" aria-label=\"Delegations as a tree\">{picture._lines}{picture._nodes}</svg>"));
    }

    /// <summary>Draws a role and those below it; the answer is the middle of its box.</summary>
    private double Draw(string name, int column)
    {
        _drawn.Add(name);
        _columns = Math.Max(_columns, column + 1);
        RoleDigest role = _roles[name];
        List<string> children = [.. ChildrenOf(role).Where(child => !_drawn.Contains(child))];
        bool goesOn = column < MostDepth && _drawn.Count < MostNodes;
        List<string> shown = goesOn ? [.. children.Take(children.Count > MostChildren ? MostChildren - 1 : MostChildren)] : [];
        var middles = new List<double>();
        foreach (string child in shown)
        {
            if (!_drawn.Contains(child))
            {
                middles.Add(Draw(child, column + 1));
            }
        }

        long left = (role.Bins?.Count ?? children.Count) - middles.Count;
        if (left > 0 && (middles.Count > 0 || goesOn))
        {
            double at = Middle(_row++);
            _columns = Math.Max(_columns, column + 2);
            middles.Add(at);
            Box(column + 1, at, role.Bins is null ? $"{Phrase.Number(left)} more" : $"{Phrase.Number(left)} bins", role.Bins is null ? "see all roles" : PlainText.Of(role.Bins.Prefix, LongestName), SitePath.Roles, "more");
        }

        double y = middles.Count == 0 ? Middle(_row++) : (middles[0] + middles[^1]) / 2;
        foreach (double to in middles)
        {
            int x = Left(column) + NodeWidth;
            int end = Left(column + 1);
            _lines.Append(CultureInfo.InvariantCulture, $"<path d=\"M{x} {y}C{x + 22} {y} {end - 22} {to} {end} {to}\"/>");
        }

        string said = role.Refused is not null ? "refused" : $"{role.Signed} signed, {role.Threshold} needed";
        Box(column, y, PlainText.Of(name, LongestName), said, SitePath.Role(name), role.Refused is not null ? "refused" : role.Members.Any(member => member.IsOnline) ? "online" : "");
        return y;
    }

    private static double Middle(int row) => (row * (NodeHeight + RowGap)) + (NodeHeight / 2.0);

    private static int Left(int column) => column * (NodeWidth + ColumnGap);

    private IEnumerable<string> ChildrenOf(RoleDigest role) => role.Role == "root"
        ? ["timestamp", "snapshot", "targets"]
        : role.Bins is null ? role.Children.Select(child => child.Role).Where(_roles.ContainsKey) : [];

    private void Box(int column, double middle, string first, string second, string page, string css)
    {
        int x = Left(column);
        double y = middle - (NodeHeight / 2.0);
        _nodes.Append(CultureInfo.InvariantCulture, $"<a href=\"{Here.Escape(_here.To(page))}\"><g class=\"node {css}\"><rect x=\"{x}\" y=\"{y}\" width=\"{NodeWidth}\" height=\"{NodeHeight}\" rx=\"8\"/>");
        _nodes.Append(CultureInfo.InvariantCulture, $"<text x=\"{x + 12}\" y=\"{y + 18}\">{Here.Escape(first)}</text><text class=\"sub\" x=\"{x + 12}\" y=\"{y + 34}\">{Here.Escape(second)}</text></g></a>");
    }
}
