using Playground.Testing;
using Xunit;

namespace Playground.Demo.Tests;

/// <summary>What happens at the same time is told in the order of the story, and is waited for where it matters.</summary>
public sealed class AsideTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _shown = new() { NewLine = "\n" };
    private readonly Asides _asides = new();
    private readonly Terminal _terminal;

    public AsideTests() => _terminal = new Terminal(_shown, false);

    public void Dispose()
    {
        _shown.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task What_happens_aside_is_told_where_it_began()
    {
        var others = new TaskCompletionSource();
        Actor ci = Somebody("ci");
        _asides.Begin(ci, async aside =>
        {
            await others.Task;
            aside.Terminal.Printed("first");
        });

        _terminal.Printed("second");
        Assert.Equal("", _shown.ToString());
        others.SetResult();
        await _asides.EndAsync();

        Assert.Equal("  first\n  second\n", _shown.ToString());
    }

    [Fact]
    public async Task Somebody_does_one_thing_at_a_time()
    {
        CancellationToken stop = TestContext.Current.CancellationToken;
        var begun = new TaskCompletionSource();
        bool over = false;
        _asides.Begin(Somebody("ci"), async _ =>
        {
            await begun.Task;
            over = true;
        });

        Task<Outcome> next = Somebody("ci").TypesAsync("git --version", stop);
        await Somebody("alice").TypesAsync("git --version", stop);
        Assert.False(next.IsCompleted);
        begun.SetResult();
        await next;

        Assert.True(over);
    }

    [Fact]
    public async Task Somebody_can_wait_for_what_another_has_begun()
    {
        var published = new TaskCompletionSource();
        var downloaded = new TaskCompletionSource();
        bool isPublished = false;
        _asides.Begin(Somebody("publisher"), async _ =>
        {
            await published.Task;
            isPublished = true;
        });
        _asides.Begin(
            Somebody("you"),
            _ =>
            {
                downloaded.SetResult();
                Assert.True(isPublished);
                return Task.CompletedTask;
            },
            after: Somebody("publisher"));

        Assert.False(downloaded.Task.IsCompleted);
        published.SetResult();
        await _asides.EndAsync(Somebody("you"));
        Assert.True(downloaded.Task.IsCompleted);
    }

    [Fact]
    public async Task What_goes_wrong_aside_breaks_the_story()
    {
        _asides.Begin(Somebody("ci"), ci => ci.TypesAsync("git --version", 4, [], TestContext.Current.CancellationToken));

        await Assert.ThrowsAsync<StoryBrokenException>(_asides.EndAsync);
    }

    private Actor Somebody(string name) => new(name, _folder.FullPath, new Dictionary<string, string?>(StringComparer.Ordinal), _terminal, _asides);
}
