namespace Playground.Tuf.Keys;
internal static class Verifiers { internal static IVerifier? Create(string keyType, string scheme, string publicText) => null; }
