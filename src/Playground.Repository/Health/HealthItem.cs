namespace Playground.Repository.Health;

/// <summary>What is looked at.</summary>
public enum HealthSubject
{
    /// <summary>When a role expires.</summary>
    Role,

    /// <summary>How long an event waits.</summary>
    Event,

    /// <summary>Whether what is published is what is in git.</summary>
    Publication,

    /// <summary>Whether an online key can be used.</summary>
    OnlineKey,

    /// <summary>Whether clients get a project that is on main.</summary>
    Project,
}

/// <summary>How something is; the worst last.</summary>
public enum HealthState
{
    /// <summary>Nothing to do.</summary>
    Good,

    /// <summary>Something is to be done, and there is time.</summary>
    Soon,

    /// <summary>Somebody must do something now.</summary>
    Due,
}

/// <summary>One thing that was looked at.</summary>
/// <param name="Subject">Of what kind it is.</param>
/// <param name="Name">Which one; as it is called by whoever made it.</param>
/// <param name="State">How it is.</param>
/// <param name="Message">In a sentence; safe to print.</param>
/// <param name="Fix">What to do; a command, safe to paste into a shell, or null where there is nothing to do.</param>
public sealed record HealthItem(HealthSubject Subject, string Name, HealthState State, string Message, string? Fix)
{
    /// <summary>When the role expires, or since when the event waits; null for others.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>Whole days until then, or since then; null for others. Of what has expired less than zero.</summary>
    public int? Days { get; init; }

    /// <summary>Whole days from one time to another, rounded down.</summary>
    internal static int DaysBetween(DateTimeOffset from, DateTimeOffset to) => (int)Math.Floor((to - from).TotalDays);
}
