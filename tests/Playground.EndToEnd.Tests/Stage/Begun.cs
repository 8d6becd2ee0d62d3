using Playground.EndToEnd.Tests.Stage;
using Xunit;

[assembly: AssemblyFixture(typeof(Begun))]

namespace Playground.EndToEnd.Tests.Stage;

/// <summary>A community whose first event is merged and published, made once. Every story goes on in a copy.</summary>
public sealed class Begun : IAsyncLifetime
{
    private readonly Community _community = Community.New();

    public async ValueTask InitializeAsync() => await _community.BeginAsync();

    public ValueTask DisposeAsync() => _community.DisposeAsync();

    internal Community Copy() => _community.Copy();
}
