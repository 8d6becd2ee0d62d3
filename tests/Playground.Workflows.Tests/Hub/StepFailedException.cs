namespace Playground.Workflows.Tests.Hub;

/// <summary>A step failed as it would on GitHub; anything else that is thrown is a mistake in a workflow, or not known here.</summary>
internal sealed class StepFailedException(string message) : Exception(message);
