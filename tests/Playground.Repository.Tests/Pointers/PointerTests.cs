using System.Text;
using Playground.Catalog;
using Playground.Repository.Editing;
using Playground.Repository.Events;
using Playground.Repository.Git;
using Playground.Repository.Pointers;
using Playground.Repository.Publishing;
using Playground.Repository.Rules;
using Playground.Repository.Tests.Events;
using Playground.Repository.Tests.Projects;
using Playground.Tuf.Client;
using Playground.Tuf.Model;

namespace Playground.Repository.Tests.Pointers;

/// <summary>Artifacts that lie elsewhere: pointers in git, addresses in metadata, and what is refused of both.</summary>
public sealed class PointerTests : ProjectTest
{
    private static readonly byte[] Large = Encoding.UTF8.GetBytes("a large file\n");
    private static readonly Uri There = new("https://files.example/large.bin");
    private static readonly Uri Mirror = new("https://mirror.example/large.bin");

    [Fact]
    public async Task A_pointer_is_listed_as_the_file_it_stands_for_and_published_without_it()
    {
        await BeginAsync();
        await ReleaseAsync(("tools/large.bin.pointer.json", PointerText(There, Mirror)), ("small.txt", "small"));

        TargetFiles files = (await ReadAsync<Targets>(RoleName.Targets, Main)).Files;
        TargetFile listed = files[TargetPath.Parse("tools/large.bin")];
        Assert.Equal((2, Large.Length), (files.Count, (int)listed.Length));
        Assert.Equal(Describe().Hashes, listed.Hashes);
        Assert.Equal([There, Mirror], ArtifactUrls.Of(listed));
        using var folder = new TemporaryFolder();
        await new Publication(Git, folder.FullPath, new PublicationOptions { Limits = new PublicationLimits() }).WriteAsync(Main!.Value, Now, Cancel);
        Assert.Equal(["small.txt"], Directory.EnumerateFiles(folder["targets"], "*", SearchOption.AllDirectories).Select(file => Path.GetFileName(file)[65..]));
    }

    [Fact]
    public async Task A_file_moves_elsewhere_and_back_and_what_is_said_of_it_stays()
    {
        await BeginAsync(("large.bin", Encoding.UTF8.GetString(Large)));
        await ReleaseAsync(("large.bin", null), ("large.bin.pointer.json", PointerText(There)));
        TargetFile elsewhere = (await ReadAsync<Targets>(RoleName.Targets, Main)).Files[TargetPath.Parse("large.bin")];
        await ReleaseAsync(("large.bin", Encoding.UTF8.GetString(Large)), ("large.bin.pointer.json", null));
        TargetFile back = (await ReadAsync<Targets>(RoleName.Targets, Main)).Files[TargetPath.Parse("large.bin")];

        Assert.Equal([There], ArtifactUrls.Of(elsewhere));
        Assert.False(ArtifactUrls.IsIn(back));
        Assert.Equal(elsewhere.Hashes.Sha256, back.Hashes.Sha256);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("no JSON")]
    [InlineData("[http]")]
    [InlineData("[twice]")]
    [InlineData("[none]")]
    [InlineData("[member]")]
    [InlineData("[long]")]
    public async Task A_pointer_that_cannot_be_used_is_refused(string kind)
    {
        await BeginAsync();
        Head = null;
        await ArtifactsAsync(("large.bin.pointer.json", kind switch
        {
            "[http]" => PointerText(There).Replace("https:", "http:", StringComparison.Ordinal),
            "[twice]" => PointerText(There).Replace("\"length\": 13", "\"length\": 13, \"length\": 13", StringComparison.Ordinal),
            "[none]" => PointerText(There).Replace("\"https://files.example/large.bin\"", "", StringComparison.Ordinal),
            "[member]" => PointerText(There).Replace("\"length\"", "\"further\": 1, \"length\"", StringComparison.Ordinal),
            "[long]" => PointerText(There) + new string(' ', ArtifactPointer.MaxLength),
            _ => kind,
        }));

        SigningEvent change = await BothReadings.ReadAsync(Git, Main, Head!.Value, Now);

        Assert.Contains(RepositoryProblemCodes.BadPointer, Codes(change));
        await UpdateTargetsAsync();
        Assert.Contains(RepositoryProblemCodes.BadPointer, Codes(await BothReadings.ReadAsync(Git, Main, Head!.Value, Now)));
    }

    [Fact]
    public async Task A_file_and_a_pointer_to_it_cannot_both_be()
    {
        await BeginAsync(("large.bin", Encoding.UTF8.GetString(Large)));
        Head = null;
        await ArtifactsAsync(("large.bin.pointer.json", PointerText(There)));

        await OnlyRefusedAsAsync(RepositoryProblemCodes.BadPointer);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Metadata_names_the_addresses_of_the_pointer_and_no_others(bool others)
    {
        await BeginAsync();
        await ReleaseAsync(("large.bin.pointer.json", PointerText(There)));
        TargetPath path = TargetPath.Parse("large.bin");
        await ForgeAsync(RoleName.Targets, targets => targets with { Files = targets.Files.With(path, ArtifactUrls.In(targets.Files[path], others ? [Mirror] : [])) });

        await OnlyRefusedAsAsync(RepositoryProblemCodes.BadPointer);
    }

    [Fact]
    public async Task What_lies_here_is_not_said_to_lie_elsewhere()
    {
        await BeginAsync(("small.txt", "small"));
        TargetPath path = TargetPath.Parse("small.txt");
        await ForgeAsync(RoleName.Targets, targets => targets with { Files = targets.Files.With(path, ArtifactUrls.In(targets.Files[path], [Mirror])) });

        await OnlyRefusedAsAsync(RepositoryProblemCodes.BadPointer);
    }

    [Theory]
    [InlineData(2L * 1024 * 1024 * 1024, false)]
    [InlineData((2L * 1024 * 1024 * 1024) + 1, true)]
    public async Task What_lies_elsewhere_may_be_longer_than_what_lies_in_git(long length, bool refused)
    {
        await BeginAsync();
        Head = null;
        await ArtifactsAsync(("large.bin.pointer.json", Encoding.UTF8.GetString(ArtifactPointer.To([There], Describe() with { Length = length }).ToBytes())));
        await UpdateTargetsAsync();

        Assert.Equal(refused ? [RepositoryProblemCodes.TooLong] : [], Codes(await BothReadings.ReadAsync(Git, Main, Head!.Value, Now)));
    }

    [Fact]
    public async Task A_release_with_a_file_elsewhere_may_move_it_and_may_not_change_it()
    {
        await BeginProjectsAsync();
        NewReleaseFile file = FileOf("large.bin", Encoding.UTF8.GetString(Large)) with { Urls = [There] };
        await MergedAsync(editor => editor.AddRelease(Foo, One, [file]));
        Assert.NotNull(await TextAsync("targets/projects/foo/1.0.0/large.bin.pointer.json", Main));
        Assert.Null(await TextAsync("targets/projects/foo/1.0.0/large.bin", Main));

        Head = null;
        await ArtifactsAsync(("projects/foo/1.0.0/large.bin.pointer.json", PointerText(Mirror)));
        await UpdateTargetsAsync();
        await SignAsync(Bob);
        await RequireVerifiedAsync();
        Head = null;
        await ArtifactsAsync(("projects/foo/1.0.0/large.bin.pointer.json", PointerText(There).Replace(Describe().Hashes.Sha512!, new string('0', 128), StringComparison.Ordinal)));
        Assert.Equal([RepositoryProblemCodes.BadPointer], Codes(await BothReadings.ReadAsync(Git, Main, Head!.Value, Now)));
        await UpdateTargetsAsync();
        await SignAsync(Bob);
        await OnlyRefusedAsAsync(RepositoryProblemCodes.ReleaseChanged);
    }

    [Fact]
    public async Task What_lies_at_every_address_is_fetched_once_and_compared()
    {
        await BeginAsync();
        Head = null;
        await ArtifactsAsync(("large.bin.pointer.json", PointerText(There, Mirror)));
        var web = new Web { [There] = Large, [Mirror] = Encoding.UTF8.GetBytes("another file\n") };
        var right = new HashSet<ObjectId>();

        IReadOnlyList<FetchedPointer> first = await new PointerCheck(Git, web).RunAsync(Main, Head!.Value, right, Cancel);
        web[Mirror] = [.. Large, 0];
        IReadOnlyList<FetchedPointer> second = await new PointerCheck(Git, web).RunAsync(Main, Head!.Value, right, Cancel);
        web.Remove(Mirror);
        IReadOnlyList<FetchedPointer> third = await new PointerCheck(Git, web).RunAsync(Main, Head!.Value, right, Cancel);
        web[Mirror] = Large;
        IReadOnlyList<FetchedPointer> good = await new PointerCheck(Git, web).RunAsync(Main, Head!.Value, right, Cancel);
        IReadOnlyList<FetchedPointer> again = await new PointerCheck(Git, web).RunAsync(Main, Head!.Value, right, Cancel);

        string[] Codes(IReadOnlyList<FetchedPointer> fetched) => [.. fetched.Select(pointer => pointer.Problem?.Code ?? "right")];
        Assert.Equal(["right", RepositoryProblemCodes.PointerMismatch], Codes(first));
        Assert.Equal(["right", RepositoryProblemCodes.PointerMismatch], Codes(second));
        Assert.Equal(["right", ProblemCodes.FetchNotFound], Codes(third));
        Assert.Equal(["right", "right"], Codes(good));
        Assert.Empty(again);
        Assert.Single(right);
    }

    private static TargetFile Describe() => FileOf("large.bin", Encoding.UTF8.GetString(Large)).File;

    private static string PointerText(params Uri[] urls) => Encoding.UTF8.GetString(ArtifactPointer.To(urls, Describe()).ToBytes());

    private static string[] Codes(SigningEvent change) => [.. RuleBook.All.SelectMany(rule => rule.Check(change).Select(_ => rule.Code)).Distinct()];

    /// <summary>What lies at addresses that no test may ask for.</summary>
    private sealed class Web : Dictionary<Uri, byte[]>, IFetcher
    {
        public ValueTask<FetchResponse> OpenAsync(Uri uri, CancellationToken cancellationToken = default) => TryGetValue(uri, out byte[]? content)
            ? ValueTask.FromResult(new FetchResponse(new MemoryStream(content)))
            : throw new TufException(ProblemCodes.FetchNotFound, $"There is nothing at {uri}.");
    }
}
