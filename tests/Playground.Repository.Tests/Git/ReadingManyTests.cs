using System.Text;
using Playground.Repository.Git;

namespace Playground.Repository.Tests.Git;

public sealed class ReadingManyTests : GitTest
{
    [Fact]
    public async Task Many_blobs_are_read_in_order_short_and_long_ones_and_those_too_long_are_not()
    {
        byte[] large = new byte[(1 << 20) + 1];
        (string, byte[]?)[] files = [.. Enumerable.Range(0, 300).Select(i => ($"f{i:000}", (byte[]?)(i == 150 ? large : Encoding.UTF8.GetBytes(new string('x', i * 37)))))];
        string commit = Alice.Commit("files", files);
        GitRepository repository = await OpenAsync(Alice);
        IReadOnlyList<GitFile> listed = await repository.ListTreeAsync(Id(commit), cancellationToken: Cancel);

        IReadOnlyList<byte[]?> all = await repository.ReadBlobsAsync([.. listed.Select(file => file.Id)], 2 << 20, Cancel);
        Assert.Equal(files.Select(file => file.Item2), all);
        IReadOnlyList<byte[]?> some = await repository.ReadBlobsAsync([.. listed.Select(file => file.Id)], 1000, Cancel);
        Assert.Equal(files.Select(file => file.Item2!.Length <= 1000 ? file.Item2 : null), some);
        Assert.Empty(await repository.ReadBlobsAsync([], 1000, Cancel));
    }

    [Fact]
    public async Task A_blob_among_many_that_is_not_there_is_refused()
    {
        string commit = Alice.Commit("a file", ("a.txt", "one"));
        GitRepository repository = await OpenAsync(Alice);
        ObjectId there = Assert.Single(await repository.ListTreeAsync(Id(commit), cancellationToken: Cancel)).Id;
        Assert.Equal(
            GitProblemCodes.ObjectMissing,
            await CodeOfAsync(() => repository.ReadBlobsAsync([there, ObjectId.Parse(new string('1', 40))], 1000, Cancel)));
    }

    [Fact]
    public async Task A_folder_is_looked_into_without_its_subfolders()
    {
        string commit = Alice.Commit("files", ("a/b/c.txt", "one"), ("a/d.txt", "two"), ("e.txt", "three"));
        GitRepository repository = await OpenAsync(Alice);
        IReadOnlyList<GitFile> files = await repository.ListFolderAsync(Id(commit), Path("a"), Cancel);
        Assert.Equal([("a/b", GitFileMode.Folder), ("a/d.txt", GitFileMode.File)], files.Select(file => (file.Path.Value, file.Mode)));
        Assert.Empty(await repository.ListFolderAsync(Id(commit), Path("e.txt"), Cancel));
        Assert.Empty(await repository.ListFolderAsync(Id(commit), Path("nowhere"), Cancel));
    }
}
