namespace Playground.Forge;

/// <summary>Where a service is, and how patient to be with it.</summary>
public sealed record ForgeOptions
{
    /// <summary>Where GitHub's API is.</summary>
    public static Uri GitHubApi { get; } = new("https://api.github.com");

    /// <summary>The API's address.</summary>
    public Uri Api { get; init; } = GitHubApi;

    /// <summary>How long one request may take, uploads aside.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an upload may take.</summary>
    public TimeSpan UploadTimeout { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How often something is tried.</summary>
    public int Tries { get; init; } = 4;

    /// <summary>The pause before the second try; it doubles each time.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long is waited in all where the service asks to wait.</summary>
    public TimeSpan MaxWait { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>The longest answer, in bytes.</summary>
    public int MaxAnswer { get; init; } = 16 * 1024 * 1024;
}
