namespace Playground.Demo;

/// <summary>Something that the demo needs is not there.</summary>
internal sealed class SurroundingsException(string message, Exception? inner = null) : Exception(message, inner);
