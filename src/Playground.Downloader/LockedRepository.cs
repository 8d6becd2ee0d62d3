namespace Playground.Downloader;

/// <summary>The repository of a lock file.</summary>
/// <param name="Name">What the person who made it calls it.</param>
/// <param name="Url">Where it is published; by this it is found on other machines.</param>
internal sealed record LockedRepository(string Name, string Url);
