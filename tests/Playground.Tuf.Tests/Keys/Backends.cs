using Playground.Tuf.Keys.Native;
using Xunit;

namespace Playground.Tuf.Tests.Keys;

/// <summary>Both libraries for Ed25519. These tests need both (Debian: libsodium23, libssl3); one that is absent fails them.</summary>
internal static class Backends
{
    internal const string Sodium = "libsodium";

    internal const string OpenSsl = "libcrypto";

    internal static Ed25519Backend Named(string name)
    {
        Ed25519Backend? backend = name == Sodium ? Ed25519Backend.Sodium : Ed25519Backend.OpenSsl;
        Assert.True(backend is not null, $"{name} was not found: install it to run these tests.");
        return backend;
    }
}
