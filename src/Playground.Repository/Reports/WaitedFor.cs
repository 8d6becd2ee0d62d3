namespace Playground.Repository.Reports;

/// <summary>Somebody who can bring an event on.</summary>
/// <param name="Name">Who; a keyid for a key without an owner.</param>
/// <param name="Signs">What they can sign of what still lacks signatures.</param>
/// <param name="InvitedTo">What they are invited to sign.</param>
internal sealed record WaitedFor(string Name, IReadOnlyList<string> Signs, IReadOnlyList<string> InvitedTo)
{
    /// <summary>All of them: first those who are invited, since others wait for them, then by name.</summary>
    internal static IReadOnlyList<WaitedFor> Of(EventResult result)
    {
        var signs = new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (RoleResult role in result.Roles)
        {
            IEnumerable<string> people = (role.Signed.Count < role.Threshold ? role.Missing : [])
                .Concat(role.Previous is { } previous && previous.Signed.Count < previous.Threshold ? previous.Missing : []);
            foreach (string person in people.Distinct(StringComparer.Ordinal))
            {
                (signs.TryGetValue(person, out List<string>? roles) ? roles : signs[person] = []).Add(role.Role);
            }
        }

        var invited = result.Invitations.DistinctBy(invitation => invitation.Person).ToDictionary(invitation => invitation.Person, invitation => invitation.Roles, StringComparer.Ordinal);
        return
        [
            .. signs.Keys.Union(invited.Keys, StringComparer.Ordinal)
                .Select(name => new WaitedFor(name, signs.GetValueOrDefault(name) ?? [], invited.GetValueOrDefault(name) ?? []))
                .OrderBy(person => person.InvitedTo.Count == 0).ThenBy(person => person.Name, StringComparer.Ordinal),
        ];
    }
}
