namespace Playground.Demo;

/// <summary>A step did not do what the story says of it.</summary>
internal sealed class StoryBrokenException(string message) : Exception(message);
