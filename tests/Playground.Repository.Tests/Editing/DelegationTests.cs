using Playground.Repository.Editing;
using Playground.Tuf.Model;

namespace Playground.Repository.Tests.Editing;

/// <summary>Delegated roles come, nest and go; artifacts follow them.</summary>
public sealed class DelegationTests : TeamTest
{
    private static readonly RoleName Cargo = RoleName.Parse("cargo");

    [Fact]
    public async Task A_role_is_delegated_to_with_the_files_in_a_folder_of_its_name()
    {
        await BeginAsync();
        await DelegateAsync();
        DelegatedRole role = Assert.Single((await ReadAsync<Targets>(RoleName.Targets)).Delegations!.Roles!);
        Assert.Equal(["rust/*"], role.Paths!.Select(path => path.Value));
        Assert.Equal(1, (await ReadAsync<Targets>(Rust)).Version);
    }

    [Fact]
    public async Task Artifacts_that_lie_there_move_to_the_role_that_comes()
    {
        await BeginAsync(("rust/a.txt", "one"), ("b.txt", "two"));
        await DelegateAsync();
        Assert.Equal(["b.txt"], (await ReadAsync<Targets>(RoleName.Targets)).Files.Keys.Select(path => path.Value));
        Assert.Equal(["rust/a.txt"], (await ReadAsync<Targets>(Rust)).Files.Keys.Select(path => path.Value));
    }

    [Fact]
    public async Task Artifacts_belong_to_the_last_role_on_the_way_of_a_client()
    {
        await BeginAsync();
        await DelegateAsync(paths: ["rust/*/*", "rust/*"]);
        await DelegateAsync(Rust, Cargo, "rust/cargo/*");
        await ReleaseAsync(("rust/cargo/deep.txt", "1"), ("rust/flat.txt", "2"), ("top.txt", "3"));
        Assert.Equal(["rust/cargo/deep.txt"], (await ReadAsync<Targets>(Cargo)).Files.Keys.Select(path => path.Value));
        Assert.Equal(["rust/flat.txt"], (await ReadAsync<Targets>(Rust)).Files.Keys.Select(path => path.Value));
        Assert.Equal(["top.txt"], (await ReadAsync<Targets>(RoleName.Targets)).Files.Keys.Select(path => path.Value));
    }

    [Fact]
    public async Task A_person_known_on_the_way_to_a_nested_role_is_not_invited_again()
    {
        await BeginAsync();
        await DelegateAsync();
        Head = null;
        await EditAsync(editor => editor.CreateRole(Rust, Cargo, RolePaths.Usual(Cargo), new RoleSettings([Carol, Alice], 1, Year)));
        RepositoryEditor editor = await EditAsync();
        Assert.True(editor.Invitations.IsEmpty);
        Assert.Equal([Carol, Alice], editor.SettingsOf(Cargo)!.Signers);
    }

    [Fact]
    public async Task Removing_a_role_takes_its_file_its_keys_and_what_only_it_delegates_to()
    {
        await BeginAsync();
        await DelegateAsync();
        await DelegateAsync(Rust, Cargo, "rust/cargo");
        Head = null;
        await EditAsync(editor => editor.RemoveRole(Rust));
        Assert.Null(await TextAsync("metadata/rust.json"));
        Assert.Null(await TextAsync("metadata/cargo.json"));
        Assert.Null((await ReadAsync<Targets>(RoleName.Targets)).Delegations);
    }

    [Fact]
    public async Task A_role_that_comes_again_goes_on_from_the_version_that_clients_know()
    {
        await BeginAsync();
        await DelegateAsync();
        await ReleaseAsync(("rust/a.txt", "1"));
        Head = null;
        await EditAsync(editor => editor.RemoveRole(Rust));
        await ArtifactsAsync(("rust/a.txt", null));
        await UpdateTargetsAsync();
        await SignAsync(Alice);
        await MergeAsync();
        await DelegateAsync();
        Assert.Equal(3, (await ReadAsync<Targets>(Rust)).Version);
    }

    [Fact]
    public async Task A_changed_artifact_changes_its_length_and_hash_and_keeps_what_else_is_said_of_it()
    {
        await BeginAsync(("a.txt", "one"));
        Head = null;
        string told = (await TextAsync("metadata/targets.json", Main))!
            .Replace("\"hashes\"", "\"custom\": {\"note\": \"kept\"}, \"hashes\"", StringComparison.Ordinal);
        await CommitAsync([Repository.Git.GitEdit.Write(Repository.Git.GitPath.Parse("metadata/targets.json"), System.Text.Encoding.UTF8.GetBytes(told))]);
        await ArtifactsAsync(("a.txt", "three"));
        await UpdateTargetsAsync();
        TargetFile file = (await ReadAsync<Targets>(RoleName.Targets)).Files[TargetPath.Parse("a.txt")];
        Assert.Equal("kept", file.Custom.GetString("note"));
        Assert.Equal(TargetFile.Describe("three"u8).Hashes, file.Hashes);
        Assert.Equal(5, file.Length);
    }

    [Fact]
    public async Task A_removed_artifact_is_removed_from_metadata()
    {
        await BeginAsync(("a.txt", "one"), ("b.txt", "two"));
        Head = null;
        await ArtifactsAsync(("a.txt", null));
        await UpdateTargetsAsync();
        Assert.Equal(["b.txt"], (await ReadAsync<Targets>(RoleName.Targets)).Files.Keys.Select(path => path.Value));
        Assert.Equal(2, (await ReadAsync<Targets>(RoleName.Targets)).Version);
    }

    [Fact]
    public async Task An_artifact_pushed_and_taken_back_leaves_no_change()
    {
        await BeginAsync(("a.txt", "one"));
        Head = null;
        await ArtifactsAsync(("b.txt", "two"));
        await UpdateTargetsAsync();
        await ArtifactsAsync(("b.txt", null));
        await UpdateTargetsAsync();
        Assert.Empty(await Git.DiffAsync(Main, Head!.Value, cancellationToken: Cancel));
    }

    [Fact]
    public async Task Paths_of_a_role_can_be_changed_and_artifacts_follow()
    {
        await BeginAsync(("other/a.txt", "one"));
        await DelegateAsync();
        Head = null;
        await EditAsync(editor => editor.SetPaths(Rust, new RolePaths([PathPattern.Parse("other/*")], Terminating: false)));
        await UpdateTargetsAsync();
        Assert.Equal(["other/a.txt"], (await ReadAsync<Targets>(Rust)).Files.Keys.Select(path => path.Value));
        Assert.Empty((await ReadAsync<Targets>(RoleName.Targets)).Files);
    }

    [Fact]
    public async Task A_role_is_created_once_and_by_a_role_that_is_there()
    {
        await BeginAsync();
        await DelegateAsync();
        RepositoryEditor editor = await EditAsync();
        var settings = new RoleSettings([Carol], 1, Year);
        Assert.Equal(RepositoryProblemCodes.RoleExists, CodeOf(() => editor.CreateRole(RoleName.Targets, Rust, RolePaths.Usual(Rust), settings)));
        Assert.Equal(RepositoryProblemCodes.RoleExists, CodeOf(() => editor.CreateRole(RoleName.Targets, RoleName.Snapshot, RolePaths.Usual(Rust), settings)));
        Assert.Equal(RepositoryProblemCodes.NoSuchRole, CodeOf(() => editor.CreateRole(Cargo, RoleName.Parse("x"), RolePaths.Usual(Rust), settings)));
        Assert.Equal(RepositoryProblemCodes.Bins, CodeOf(() => editor.RemoveRole(RoleName.Targets)));
        Assert.Empty(editor.Edits);
    }
}
