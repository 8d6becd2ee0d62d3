using Playground.Repository.Editing;
using Playground.Repository.Git;
using Playground.Repository.Publishing;
using Playground.Repository.Tests.Editing;
using Playground.Tuf.Client;
using Playground.Tuf.Model;

namespace Playground.Repository.Tests.Publishing;

/// <summary>Hashed bins (TAP 15) edited, signed online and published.</summary>
public sealed class BinsTests : TeamTest
{
    [Fact]
    public async Task An_artifact_goes_into_the_bin_of_its_hash_and_nothing_else_is_read_for_it()
    {
        SuccinctRoles bins = await BinsAsync(bits: 6);
        CommitId published = Main!.Value;
        RoleName bin = await ReleaseIntoBinAsync(bins, "some/file.txt", "one");
        Assert.Equal(["some/file.txt"], (await RepositoryView.ReadAsync(Git, Head!.Value, new HashSet<RoleName> { bin }, cancellationToken: Cancel)).Find<Targets>(bin)!.Files.Keys.Select(path => path.Value));

        OnlineInput input = await OnlineInput.ReadAsync(Git, Head!.Value, published, Now, Cancel);
        Assert.Equal([bin], input.View.Roles.Keys.Where(bins.IsBin));
        Main = Head;
        OnlineChange change = await OnlineSignAsync(published);
        Assert.Equal($"snapshot version 3: '{bin}' 1 -> 2", change.Words[1]);
        Assert.Empty((await OnlineSignAsync()).Edits);
    }

    [Fact]
    public async Task Published_bins_are_found_by_clients()
    {
        SuccinctRoles bins = await BinsAsync(bits: 4);
        await ReleaseIntoBinAsync(bins, "some/file.txt", "one");
        await MergeAsync();
        string folder = Sandbox.PathOf("public");
        await new Publication(Git, folder).WriteAsync(Main!.Value, Now, Cancel);
        await using var server = new FaultyHttpServer(folder);
        using var fetcher = new HttpFetcher();
        SmokeReport report = await SmokeTest.RunAsync(
            new SmokeTestOptions
            {
                MetadataUrl = server.UriOf("metadata/"),
                TargetsUrl = server.UriOf("targets/"),
                TrustedRoot = await File.ReadAllBytesAsync(Path.Combine(folder, "metadata/1.root.json"), Cancel),
                Fetcher = fetcher,
                TimeProvider = new ManualTimeProvider(Now),
            },
            Cancel);
        Assert.True(report.Passed, string.Join('\n', report.Problems));
        Assert.Contains(report.Words, word => word.StartsWith("downloaded 'some/file.txt' of 'bin-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Bins_signed_online_are_signed_anew_when_they_are_due_and_only_what_was_signed_before()
    {
        SuccinctRoles bins = await BinsAsync(bits: 2, online: true);
        CommitId published = Main!.Value;
        Now = Start.AddDays(2);
        Assert.Equal(["Sign timestamp", "timestamp version 3: its signing period began"], (await OnlineSignAsync(published)).Words);
        published = Main!.Value;
        Now = Start.AddDays(5);
        OnlineChange change = await OnlineSignAsync(published);
        Assert.Equal(4 + 2, change.Edits.Count);
        Assert.Contains("'bin-0' version 2: its signing period began", change.Words);

        Head = Main;
        Targets forged = new() { Expires = Now.AddDays(1), Version = 3, Files = TargetFiles.Empty.With(TargetPath.Parse("evil"), TargetFile.Describe("evil"u8)) };
        await CommitAsync([GitEdit.Write(Layout.FileOfBin(bins, RoleName.Parse("bin-0")), Metadata.Of(forged).ToBytes())]);
        await MergeAsync(sign: false);
        Assert.Equal(RepositoryProblemCodes.NotVerified, await CodeOfAsync(() => OnlineSignAsync(published)));
    }

    [Fact]
    public async Task Bins_come_anew_when_somebody_else_signs_them()
    {
        SuccinctRoles bins = await BinsAsync(bits: 2);
        Head = null;
        RepositoryEditor editor = await EditAsync();
        Assert.Empty(await editor.RenewBinsAsync(Git, Cancel));
        editor.ReplaceKey(Carol, KeyOf("carol2").PublicKey);
        Assert.Equal(bins.AllNames(), await editor.RenewBinsAsync(Git, Cancel));
        Assert.Equal(4, editor.RolesToSign(Carol).Count);
        foreach (RoleName role in editor.RolesToSign(Carol)) await editor.SignAsync(role, KeyOf("carol2"), Cancel);
        await FinishAsync(editor);
        await MergeAsync();
        Assert.All((await ReadAsync<Snapshot>(RoleName.Snapshot)).Meta, entry => Assert.True(entry.Value.Version >= 2));
    }

    [Fact]
    public async Task Bins_that_the_CI_signs_are_made_by_it()
    {
        SuccinctRoles bins = await BinsAsync(bits: 2, online: true, empty: false);
        Assert.Equal(4, (await ViewAsync()).RoleFiles().Count(file => bins.IsBin(file.Role)));
        Assert.Equal(5, (await ReadAsync<Snapshot>(RoleName.Snapshot)).Meta.Count);
        Assert.Empty((await OnlineSignAsync()).Edits);

        await CommitAsync([GitEdit.Remove(Layout.FileOfBin(bins, RoleName.Parse("bin-0")))]);
        await MergeAsync(sign: false);
        Assert.Equal(RepositoryProblemCodes.NotVerified, await CodeOfAsync(() => OnlineSignAsync()));
    }

    private async Task<RoleName> ReleaseIntoBinAsync(SuccinctRoles bins, string path, string text)
    {
        Head = Main;
        await ArtifactsAsync((path, text));
        RepositoryEditor editor = await EditAsync();
        RoleName bin = Assert.Single(await editor.UpdateTargetsAsync(Git, Cancel));
        Assert.Equal(bins.NameOf(bins.BinOf(TargetPath.Parse(path))), bin);
        Assert.Equal([bin], editor.RolesToSign(Carol));
        await editor.SignAsync(bin, KeyOf(Carol), Cancel);
        await CommitAsync(editor.Edits);
        await RequireVerifiedAsync();
        return bin;
    }

    /// <summary>A repository on main whose targets role delegates to bins, all of them empty.</summary>
    private async Task<SuccinctRoles> BinsAsync(int bits, bool online = false, bool empty = true)
    {
        await BeginAsync();
        Head = Main;
        CustomFields fields = CustomFields.New;
        Key key = online ? fields.WithOnlineUri(Online.PublicKey, OnlineUri) : fields.WithOwner(KeyOf(Carol).PublicKey, Carol);
        KeyId id = key.ComputeId();
        Targets old = await ReadAsync<Targets>(RoleName.Targets);
        var periods = new Periods(5, 1);
        var bins = new SuccinctRoles { KeyIds = [id], Threshold = 1, BitLength = bits, NamePrefix = "bin", UnknownFields = fields.WithPeriods(Tuf.Json.JsonFields.Empty, periods) };
        Targets targets = old with { Version = 2, Delegations = new Delegations { Keys = new Dictionary<KeyId, Key> { [id] = key }, SuccinctRoles = bins } };
        Signature signature = new((await ReadAsync<Root>(RoleName.Root)).Roles[RoleName.Targets].KeyIds[0], KeyOf(Alice).Sign(Metadata.Of(targets).Payload.Span));
        var edits = new List<GitEdit> { GitEdit.Write(Layout.FileOf(RoleName.Targets), Metadata.Of(targets).WithSignature(signature).ToBytes()) };
        Targets nothing = new() { Expires = Now.AddDays(online ? 5 : 365), UnknownFields = online ? Tuf.Json.JsonFields.Empty : fields.WithPeriods(Tuf.Json.JsonFields.Empty, Year) };
        byte[] file = Metadata.Of(nothing).WithSignature(new Signature(id, (online ? Online : KeyOf(Carol)).Sign(Metadata.Of(nothing).Payload.Span))).ToBytes();
        if (empty) edits.AddRange(bins.AllNames().Select(name => GitEdit.Write(Layout.FileOfBin(bins, name), file)));
        await CommitAsync(edits);
        await MergeAsync();
        return bins;
    }
}
