namespace Playground.Repository.Health;

/// <summary>When somebody is to be told.</summary>
public sealed record HealthOptions
{
    /// <summary>How many days before a role of people expires somebody must do something; its event is open long before.</summary>
    public int ExpiryDays { get; init; } = 14;

    /// <summary>How many days an event may wait for the next step.</summary>
    public int EventDays { get; init; } = 14;

    /// <summary>How long after a commit it may take until it is published.</summary>
    public TimeSpan PublishingTime { get; init; } = TimeSpan.FromHours(2);
}
