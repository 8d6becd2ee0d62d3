using Playground.Catalog.Names;
using Playground.Catalog.Reading;
using Playground.Testing;
using Playground.Tuf.Client;
using Playground.Tuf.Model;
using Xunit;

namespace Playground.Catalog.Tests;

/// <summary>A real client over HTTP on a repository laid out as <see cref="CatalogRoles"/> says.</summary>
public sealed class CatalogClientTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;
    private readonly TestRepository _repository = new();

    public CatalogClientTests()
    {
        Delegate("targets", "claimed", CatalogRoles.AllProjects.Value);
        Delegate("targets", "new", CatalogRoles.AllProjects.Value);
        AddProject("claimed", "foo", "1.0.0", "1.1.0");
        AddProject("new", "bar", "0.1.0");
        _repository.PublishThrough("targets", "claimed", "new", "foo", "foo.releases", "bar", "bar.releases");
    }

    [Fact]
    public async Task The_releases_of_a_project_are_listed_with_who_vouches_for_it()
    {
        ProjectListing foo = await ListAsync("foo");

        Assert.True(foo.Exists);
        Assert.Equal("claimed", foo.VouchedForBy?.Value);
        Assert.Equal(["1.1.0", "1.0.0"], foo.Releases.Select(release => release.Version.Value));
        Assert.Equal("new", (await ListAsync("bar")).VouchedForBy?.Value);
    }

    [Fact]
    public async Task Who_may_sign_for_a_project_is_known_and_who_did()
    {
        _repository.AddKey("foo.releases");
        _repository.SignersOf("foo.releases").RemoveAt(0);
        KeyId silent = _repository["foo"].Delegations!.FindRole(RoleName.Parse("foo.releases"))!.KeyIds[0];
        Key named = _repository["foo"].Delegations!.Keys[silent];
        _repository["foo"] = _repository["foo"] with
        {
            Delegations = _repository["foo"].Delegations! with
            {
                Keys = new Dictionary<KeyId, Key>(_repository["foo"].Delegations!.Keys) { [silent] = named with { UnknownFields = named.UnknownFields.With("x-playground-keyowner", "@alice") } },
            },
        };
        _repository.PublishThrough("foo", "foo.releases");

        ProjectListing foo = await ListAsync("foo");

        Assert.Equal((1, 1), (foo.Owners!.Threshold, foo.Owners.Members.Count));
        Assert.True(foo.Owners.Members[0].HasSigned);
        Assert.Equal([("@alice", false), (null, true)], foo.Releasers!.Members.Select(member => (member.Owner, member.HasSigned)));
    }

    [Fact]
    public async Task A_project_that_nobody_delegates_does_not_exist()
    {
        ProjectListing none = await ListAsync("baz");

        Assert.False(none.Exists);
        Assert.Empty(none.Releases);
    }

    [Fact]
    public async Task A_blocked_release_is_not_listed_and_is_named_as_blocked()
    {
        Block("projects/foo/1.1.0/*");

        ProjectListing foo = await ListAsync("foo");

        Assert.False(foo.IsBlocked);
        Assert.Equal("1.0.0", Assert.Single(foo.Releases).Version.Value);
        Assert.Equal("1.1.0", Assert.Single(foo.BlockedVersions).Value);
    }

    [Fact]
    public async Task A_blocked_project_has_no_releases()
    {
        Block("projects/foo/*/*");

        ProjectListing foo = await ListAsync("foo");

        Assert.True(foo.IsBlocked);
        Assert.Empty(foo.Releases);
        Assert.Equal(["0.1.0"], (await ListAsync("bar")).Releases.Select(release => release.Version.Value));
    }

    [Fact]
    public async Task A_claimed_project_is_not_looked_for_among_the_new_ones()
    {
        AddProject("new", "foo.evil", "9.0.0");
        _repository["foo.evil.releases"] = _repository["foo.evil.releases"] with { Files = TargetFiles.Empty };
        _repository.AddArtifact("projects/foo/9.0.0/foo-9.0.0.zip", [9], "foo.evil.releases");
        _repository["new"] = _repository["new"] with { Delegations = Widened(_repository["new"].Delegations!, "projects/foo/*/*") };
        _repository["foo.evil"] = _repository["foo.evil"] with { Delegations = Widened(_repository["foo.evil"].Delegations!, "projects/foo/*/*") };
        _repository.PublishThrough("new", "foo.evil", "foo.evil.releases");

        Assert.Equal(["1.1.0", "1.0.0"], (await ListAsync("foo")).Releases.Select(release => release.Version.Value));
    }

    [Fact]
    public async Task A_releaser_says_nothing_about_other_projects()
    {
        _repository.AddArtifact("projects/foo/9.0.0/foo-9.0.0.zip", [9], "bar.releases");
        _repository.PublishThrough("bar.releases");

        Assert.Equal(["1.1.0", "1.0.0"], (await ListAsync("foo")).Releases.Select(release => release.Version.Value));
        Assert.Equal(["0.1.0"], (await ListAsync("bar")).Releases.Select(release => release.Version.Value));
    }

    private static Delegations Widened(Delegations delegations, string path) =>
        delegations with { Roles = [.. delegations.Roles!.Select(role => role with { Paths = [.. role.Paths!, PathPattern.Parse(path)] })] };

    private void Block(string path)
    {
        Delegate("targets", "blocked", path, terminating: true, first: true);
        _repository.PublishThrough("targets", "blocked");
    }

    private void AddProject(string vouching, string project, params string[] versions)
    {
        Delegate(vouching, project, $"projects/{project}/*/*", terminating: vouching == "claimed");
        Delegate(project, $"{project}.releases", $"projects/{project}/*/*");
        foreach (string version in versions)
        {
            _repository.AddArtifact($"projects/{project}/{version}/{project}-{version}.zip", [1, 2, 3], $"{project}.releases");
        }
    }

    private void Delegate(string delegator, string role, string path, bool terminating = false, bool first = false)
    {
        _repository.Delegate(delegator, role, terminating, path);
        if (first)
        {
            Delegations delegations = _repository[delegator].Delegations!;
            _repository[delegator] = _repository[delegator] with { Delegations = delegations with { Roles = [delegations.Roles![^1], .. delegations.Roles.SkipLast(1)] } };
        }
    }

    private async Task<ProjectListing> ListAsync(string project)
    {
        await using var server = new FaultyHttpServer();
        foreach ((string path, byte[] content) in _repository.Files)
        {
            server.Files[path] = content;
        }

        using var folder = new TemporaryFolder();
        using var fetcher = new HttpFetcher();
        Updater.TrustRoot(folder.FullPath, _repository.RootFile());
        var updater = new Updater(new UpdaterOptions
        {
            MetadataDirectory = folder.FullPath,
            MetadataUrl = new Uri(server.BaseUri, "metadata/"),
            Fetcher = fetcher,
            TimeProvider = new FixedClock(TestRepository.Now),
        });
        return await new CatalogClient(updater).ListAsync(ProjectName.Parse(project), Stop);
    }
}
