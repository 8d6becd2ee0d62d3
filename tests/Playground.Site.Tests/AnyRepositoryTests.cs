using Playground.Site.Reading;
using Playground.Site.Writing;
using Playground.Testing;
using Xunit;

namespace Playground.Site.Tests;

/// <summary>Pages of repositories that know nothing of projects.</summary>
public sealed class AnyRepositoryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Bins_are_told_of_together_and_each_has_its_page()
    {
        var repository = new TestRepository();
        IReadOnlyList<string> bins = repository.DelegateToBins("targets", 4);
        repository.Publish([.. bins]);
        repository.PublishThrough("targets");

        await WriteAsync(repository);

        Assert.Contains("16 bins", HtmlText.Of(Page("index.html")), StringComparison.Ordinal);
        Assert.Contains("divides files by the hash of their path among 16 bins", HtmlText.Of(Page("roles/ta/targets/index.html")), StringComparison.Ordinal);
        Assert.True(File.Exists(_folder["pages", "roles", "bi", "bin-f", "index.html"]));
    }

    [Fact]
    public async Task A_repository_without_consistent_snapshots_is_shown_too()
    {
        var repository = new TestRepository(consistentSnapshot: false);
        repository.AddArtifact("dir/file.txt", "Hello"u8.ToArray());
        repository.PublishThrough("targets");

        await WriteAsync(repository);

        Assert.Contains("dir/file.txt", Page("roles/ta/targets/index.html"), StringComparison.Ordinal);
        Assert.Contains("no consistent snapshots", Page("roles/ro/root/index.html"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_repository_that_becomes_a_community_gets_its_front_page_and_its_links_everywhere()
    {
        var repository = new TestRepository();
        await WriteAsync(repository);
        repository.Delegate("targets", "new", terminating: false, "projects/*/*/*");
        repository.PublishThrough("new", "targets");

        await WriteAsync(repository);
        await WriteAsync(repository, "anew");

        Assert.Contains("There is no project yet.", Page("index.html"), StringComparison.Ordinal);
        Assert.Contains(">Projects</a>", Page("roles/ro/root/index.html"), StringComparison.Ordinal);
        Assert.Equal(Directory.EnumerateFiles(_folder["anew"], "*.html", SearchOption.AllDirectories).Count(), Directory.EnumerateFiles(_folder["pages"], "*.html", SearchOption.AllDirectories).Count());
    }

    [Fact]
    public async Task Empty_states_say_what_to_do()
    {
        await WriteAsync(new TestRepository());

        Assert.Contains("Targets delegates to nobody yet.", Page("index.html"), StringComparison.Ordinal);
        Assert.Contains("playground delegate", Page("index.html"), StringComparison.Ordinal);
        Assert.Contains("This is the first version.", Page("roles/ta/targets/index.html"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_roles_than_may_be_read_change_no_page()
    {
        var repository = new TestRepository();
        repository.Delegate("targets", "one", terminating: false, "*");
        repository.Delegate("targets", "two", terminating: false, "*");
        repository.PublishThrough("one", "two", "targets");

        TufException refused = await Assert.ThrowsAsync<TufException>(() => WriteAsync(repository, edit: source => source with { MaxRoles = 5 }));

        Assert.Equal(ProblemCodes.TooManyDelegations, refused.Code);
        Assert.False(File.Exists(_folder["pages", "index.html"]));
    }

    [Fact]
    public async Task Top_level_targets_that_does_not_verify_is_an_error_and_changes_no_page()
    {
        var repository = new TestRepository();
        repository.Tamper("targets", file => file["signed"]!["expires"] = "2040-01-01T00:00:00Z");

        TufException refused = await Assert.ThrowsAsync<TufException>(() => WriteAsync(repository));

        Assert.Equal(ProblemCodes.ThresholdNotMet, refused.Code);
        Assert.False(Directory.Exists(_folder["pages"]));
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    private string Page(string path) => File.ReadAllText(_folder["pages", path]);

    private Task<SiteResult> WriteAsync(TestRepository repository, string pages = "pages", Func<RepositorySource, RepositorySource>? edit = null)
    {
        repository.WriteTo(_folder["repository"]);
        var source = RepositorySource.OfFolder(_folder["repository"], repository.RootFile(), TestRepository.Now);
        return new SiteGenerator(new SiteOptions()).WriteAsync(edit?.Invoke(source) ?? source, _folder[pages], TestContext.Current.CancellationToken);
    }
}
