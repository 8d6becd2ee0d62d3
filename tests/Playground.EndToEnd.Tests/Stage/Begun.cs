using Playground.EndToEnd.Tests.Stage;
using Xunit;

[assembly: AssemblyFixture(typeof(Begun))]

namespace Playground.EndToEnd.Tests.Stage;

/// <summary>A community whose first event is merged and published, made once. Every story goes on in a copy.</summary>
public sealed class Begun : IAsyncLifetime
{
    private readonly Community _community = Community.New();
    private readonly Lazy<Task<Community>> _withProjects;
    private readonly Lazy<Task<Community>> _withWorkshop;

    public Begun()
    {
        _withProjects = With(Projects.BeginAsync);
        _withWorkshop = With(Workshop.BeginAsync);
    }

    public async ValueTask InitializeAsync() => await _community.BeginAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (Lazy<Task<Community>> made in (Lazy<Task<Community>>[])[_withProjects, _withWorkshop])
        {
            if (made.IsValueCreated)
            {
                await (await made.Value).DisposeAsync();
            }
        }

        await _community.DisposeAsync();
    }

    internal Community Copy() => _community.Copy();

    /// <summary>The same with the projects of <see cref="Projects"/>, made when first asked for.</summary>
    internal async Task<Community> CopyWithProjectsAsync() => (await _withProjects.Value).Copy();

    /// <summary>The same with what <see cref="Workshop"/> has, likewise.</summary>
    internal async Task<Community> CopyWithWorkshopAsync()
    {
        Community copy = (await _withWorkshop.Value).Copy();
        Workshop.AddKeys(copy);
        return copy;
    }

    private Lazy<Task<Community>> With(Func<Community, Task> begin) => new(async () =>
    {
        Community copy = Copy();
        await begin(copy);
        return copy;
    });
}
