using Playground.EndToEnd.Tests.Stage;
using Xunit;

[assembly: AssemblyFixture(typeof(Begun))]

namespace Playground.EndToEnd.Tests.Stage;

/// <summary>A community whose first event is merged and published, made once. Every story goes on in a copy.</summary>
public sealed class Begun : IAsyncLifetime
{
    private readonly Community _community = Community.New();
    private readonly Lazy<Task<Community>> _withProjects;

    public Begun() => _withProjects = new Lazy<Task<Community>>(async () =>
    {
        Community copy = Copy();
        await Projects.BeginAsync(copy);
        return copy;
    });

    public async ValueTask InitializeAsync() => await _community.BeginAsync();

    public async ValueTask DisposeAsync()
    {
        if (_withProjects.IsValueCreated)
        {
            await (await _withProjects.Value).DisposeAsync();
        }

        await _community.DisposeAsync();
    }

    internal Community Copy() => _community.Copy();

    /// <summary>The same with the projects of <see cref="Projects"/>, made when first asked for.</summary>
    internal async Task<Community> CopyWithProjectsAsync() => (await _withProjects.Value).Copy();
}
