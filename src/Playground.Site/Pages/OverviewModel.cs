using Playground.Site.Digests;
using Playground.Site.Words;

namespace Playground.Site.Pages;

/// <summary>The repository as TUF knows it.</summary>
internal sealed record OverviewModel
{
    internal const int MostRows = 60;

    internal required Here Here { get; init; }

    internal required IReadOnlyDictionary<string, RoleDigest> Roles { get; init; }

    internal required IReadOnlyList<PersonModel> People { get; init; }

    internal required DateTimeOffset Now { get; init; }

    internal required string RootSha256 { get; init; }

    internal IEnumerable<RoleDigest> TopLevel => ((string[])["root", "timestamp", "snapshot", "targets"]).Select(name => Roles[name]);

    internal IEnumerable<RoleDigest> Delegated => Roles.Values.Where(role => !role.IsTopLevel).Take(MostRows);

    internal int DelegatedLeft => Math.Max(0, Roles.Count - 4 - MostRows);

    internal IReadOnlyList<RoleDigest> Refused => [.. Roles.Values.Where(role => role.Refused is not null)];

    /// <summary>Roles of people in the last fifth of their life.</summary>
    internal IReadOnlyList<RoleDigest> Due =>
        [.. Roles.Values.Where(role => role.Refused is null && !role.Members.Any(member => member.IsOnline) && Here.StepOf(role.Expires, role.PeriodDays, Now) <= 4)];

    internal string Summary => $"{Phrase.Count(Roles.Count, "role")}, {Phrase.Count(Roles.Values.Sum(role => (long)role.Files), "file")} with {Phrase.Size(Roles.Values.Sum(role => role.Bytes))}, signed by {Phrase.Count(People.Count, "person", "people")}.";
}

/// <summary>A person, and what they sign.</summary>
internal sealed record PersonModel
{
    internal const int RowsPerPage = 200;

    internal required Here Here { get; init; }

    internal required string Name { get; init; }

    internal required IReadOnlyList<(RoleDigest Role, MemberDigest Member)> Seats { get; init; }

    internal int Page { get; init; } = 1;

    internal int Pages => Math.Max(1, (Seats.Count + RowsPerPage - 1) / RowsPerPage);

    internal IEnumerable<(RoleDigest Role, MemberDigest Member)> Shown => Seats.Skip((Page - 1) * RowsPerPage).Take(RowsPerPage);

    internal IEnumerable<MemberDigest> Keys => Seats.Select(seat => seat.Member).DistinctBy(member => member.KeyId).Take(20);
}

/// <summary>A page of a list.</summary>
internal sealed record ListModel<T>(Here Here, IReadOnlyList<T> Rows, int Page, int Pages, int Total)
{
    /// <summary>When the list is looked at.</summary>
    internal DateTimeOffset Now { get; init; }
}
