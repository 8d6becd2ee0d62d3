namespace Playground.Tuf.Tests.Interop;

/// <summary>The models of tuf-js: canonical JSON, and metadata made, signed and verified with them.</summary>
public sealed class TufJsModels() : NodeProgram("models.mjs");
