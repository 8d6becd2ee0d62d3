using Playground.Site.Digests;

namespace Playground.Site.Pages;

/// <summary>The front page of a community.</summary>
internal sealed record FrontModel(Here Here, int Projects, int Releases, IReadOnlyList<(ProjectDigest Project, ReleaseDigest Release)> Newest, IReadOnlyList<DateTimeOffset> Dates);

/// <summary>A page of the list of projects: those whose names begin with a letter.</summary>
internal sealed record ProjectListModel(Here Here, IReadOnlyList<ProjectDigest> Rows, int Page, int Pages, int Total, string? Letter, IReadOnlyList<(string Letter, int Count)> Letters);
