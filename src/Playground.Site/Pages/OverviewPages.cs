using System.Security.Cryptography;
using Playground.Site.Digests;
using Playground.Site.Reading;

namespace Playground.Site.Pages;

/// <summary>The repository as a whole: overview, all roles, people.</summary>
internal sealed class OverviewPages(SiteWork work, IReadOnlyDictionary<string, RoleNode> nodes, RepositoryReader reader)
{
    private const int RowsPerPage = 100;

    internal async Task WriteAsync()
    {
        var roles = nodes.ToDictionary(node => node.Key, node => node.Value.Digest, StringComparer.Ordinal);
        string every = Fingerprint.Of([.. roles.Values.Select(RowOf)]);
        IReadOnlyList<PersonModel> people = People(roles.Values);
        await work.AddAsync("overview", every, () => [(work.Info.Overview, PageRenderer.Render<OverviewPage>(Overview(roles, people)))]).ConfigureAwait(false);
        await WriteRolesAsync([.. roles.Values]).ConfigureAwait(false);
        await WritePeopleAsync(people).ConfigureAwait(false);
    }

    private OverviewModel Overview(Dictionary<string, RoleDigest> roles, IReadOnlyList<PersonModel> people) => new()
    {
        Here = work.At(work.Info.Overview),
        Roles = roles,
        People = people,
        Now = work.Now,
        RootSha256 = Convert.ToHexStringLower(SHA256.HashData(reader.Roots[0].Bytes.Span)),
    };

    private async Task WriteRolesAsync(List<RoleDigest> roles)
    {
        List<RoleDigest[]> pages = [.. roles.Chunk(RowsPerPage)];
        for (int i = 0; i < pages.Count; i++)
        {
            RoleDigest[] rows = pages[i];
            int page = i + 1;
            string path = SitePath.Paged(SitePath.Roles, page);
            string fingerprint = Fingerprint.Of([roles.Count.ToString(), .. rows.Select(RowOf)]);
            await work.AddAsync(
                path, fingerprint, () => [(path, PageRenderer.Render<RoleListPage>(new ListModel<RoleDigest>(work.At(path), rows, page, pages.Count, roles.Count) { Now = work.Now }))])
                .ConfigureAwait(false);
        }
    }

    private async Task WritePeopleAsync(IReadOnlyList<PersonModel> people)
    {
        List<PersonModel[]> pages = [.. people.Chunk(RowsPerPage)];
        for (int i = 0; i < Math.Max(1, pages.Count); i++)
        {
            PersonModel[] rows = i < pages.Count ? pages[i] : [];
            int page = i + 1;
            string path = SitePath.Paged(SitePath.People, page);
            string fingerprint = Fingerprint.Of(
                [people.Count.ToString(), .. rows.Select(person => $"{person.Name} {person.Seats.Count} {person.Seats.Count(seat => seat.Member.HasSigned)} {string.Join(' ', person.Seats.Take(6).Select(seat => seat.Role.Role))}")]);
            await work.AddAsync(
                path, fingerprint, () => [(path, PageRenderer.Render<PeoplePage>(new ListModel<PersonModel>(work.At(path), rows, page, Math.Max(1, pages.Count), people.Count)))])
                .ConfigureAwait(false);
        }

        foreach (PersonModel person in people)
        {
            string totals = $"{person.Seats.Count} {person.Seats.Count(seat => seat.Member.HasSigned)} {string.Join(' ', person.Keys.Select(key => key.KeyId))}";
            for (int page = 1; page <= person.Pages; page++)
            {
                string path = SitePath.Person(person.Name, page);
                PersonModel shown = person with { Here = work.At(path), Page = page };
                string fingerprint = Fingerprint.Of([totals, .. shown.Shown.Select(seat => $"{seat.Member.HasSigned} {RowOf(seat.Role)}")]);
                await work.AddAsync(path, fingerprint, () => [(path, PageRenderer.Render<PersonPage>(shown))]).ConfigureAwait(false);
            }
        }
    }

    /// <summary>People by their names as key owners, whatever case they are written in.</summary>
    private List<PersonModel> People(IEnumerable<RoleDigest> roles) =>
    [
        .. roles.SelectMany(role => role.Members.Where(member => member.Owner is not null).Select(member => (Role: role, Member: member)))
            .GroupBy(seat => SitePath.Person(seat.Member.Owner!), StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new PersonModel { Here = work.At(group.Key), Name = group.First().Member.Owner!, Seats = [.. group] }),
    ];

    /// <summary>Everything that a row of a table says of a role.</summary>
    private string RowOf(RoleDigest role) =>
        $"{role.Role}\n{role.Delegator} {role.Entry} {role.Version} {role.Threshold} {role.Expires.UtcTicks} {role.Files} {role.Bytes} {string.Concat(role.Members.Select(member => member.HasSigned ? '1' : '0'))} {Here.StepOf(role.Expires, role.PeriodDays, work.Now)} {role.Refused}";
}
