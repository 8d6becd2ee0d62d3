namespace Playground.Demo;

/// <summary>A chapter of the story.</summary>
internal abstract class Scene
{
    /// <summary>What the chapter is called.</summary>
    internal abstract string Title { get; }

    /// <summary>Plays it; the story ends where a step does not do what it says.</summary>
    internal abstract Task PlayAsync(Stage stage, CancellationToken stop);
}
