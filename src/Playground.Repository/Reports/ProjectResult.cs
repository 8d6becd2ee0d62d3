namespace Playground.Repository.Reports;

/// <summary>What becomes of a project.</summary>
public enum ProjectChange
{
    /// <summary>It begins.</summary>
    New,

    /// <summary>Administrators vouch for its owners from now on.</summary>
    Claimed,

    /// <summary>It gets other owners.</summary>
    Owners,

    /// <summary>It goes.</summary>
    Removed,
}

/// <summary>A project that an event is about.</summary>
/// <param name="Project">Its name.</param>
/// <param name="Change">What becomes of it.</param>
/// <param name="Owners">Who owns it then.</param>
public sealed record ProjectResult(string Project, ProjectChange Change, IReadOnlyList<string> Owners);
