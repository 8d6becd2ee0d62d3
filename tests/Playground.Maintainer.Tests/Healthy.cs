using Playground.Testing;
using Xunit;

namespace Playground.Maintainer.Tests;

/// <summary>One healthy repository, made once: root needs @alice and @bob, targets either of them. Each test works on a copy.</summary>
public sealed class Healthy : IAsyncLifetime
{
    private readonly ToolStage _stage = new();

    /// <summary>A copy to work on.</summary>
    public ToolStage Copy() => _stage.Copy();

    public async ValueTask InitializeAsync() => await _stage.BeginAsync();

    public ValueTask DisposeAsync()
    {
        _stage.Dispose();
        return ValueTask.CompletedTask;
    }
}
