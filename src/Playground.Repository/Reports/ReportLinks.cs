namespace Playground.Repository.Reports;

/// <summary>What a report may point to, and whom it may call.</summary>
public sealed record ReportLinks
{
    /// <summary>Nothing and nobody.</summary>
    public static ReportLinks None { get; } = new();

    /// <summary>The repository's page, such as <c>https://github.com/OWNER/REPOSITORY</c>; null for no links. Only https is linked to.</summary>
    public Uri? Repository { get; init; }

    /// <summary>
    /// Who was mentioned before, as <see cref="ReportMentions.Read"/> found them, and is not mentioned again; null where nobody is to be mentioned at all.
    /// </summary>
    public IReadOnlySet<string>? Mentioned { get; init; }

    /// <summary>
    /// Whether people who sign nothing on main may be mentioned too. Only for events of those who may push: a stranger's proposal could call anybody.
    /// </summary>
    public bool MentionsNewcomers { get; init; }
}
