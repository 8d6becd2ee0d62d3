using System.Diagnostics;
using System.Globalization;
using Playground.Testing;

namespace Playground.Benchmarks;

/// <summary>
/// How much metadata <c>playget get</c> of one project loads beyond snapshot and timestamp, from a repository of 10,000 projects with 100,000 files: on
/// first contact, and after another project changed. Bytes, so the same in every run.
/// </summary>
internal static class CatalogLimits
{
    private const int Projects = 10_000;
    private const int FilesPerProject = 10;
    private const double FirstContact = 60;
    private const double AfterOthers = 10;

    internal static async Task RunAsync(LimitTable limits, string folder)
    {
        await using var server = new FaultyHttpServer();
        long start = Stopwatch.GetTimestamp();
        using var data = new CommunityData(Projects, FilesPerProject, server.Files);
        LimitTable.Note(string.Create(CultureInfo.InvariantCulture, $"10,000 projects with 100,000 files, made and signed in {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s"));
        foreach (int project in (int[])[4_321, 4_320])
        {
            string kind = CommunityData.IsNew(project) ? "new" : "claimed";
            string shard = CommunityData.VoucherOf(project);
            var person = new Person(Path.Combine(folder, kind), server);
            await person.TrustAsync(data.RootFile);
            limits.Add($"metadata of a {kind} project among 10,000, first contact", await person.GetAsync(project), FirstContact, "kB");
            data.Release(data.Neighbour(project));
            limits.Add($"metadata of a {kind} project, after its neighbour released", await person.GetAsync(project), AfterOthers, "kB");
            data.ChangeOwners(data.Neighbour(project));
            limits.Add($"metadata of a {kind} project, after its neighbour's owners changed", await person.GetAsync(project), AfterOthers, "kB");
            LimitTable.Note(string.Create(
                CultureInfo.InvariantCulture,
                $"'{shard}' names {data.CountOf(shard)} projects with {data.LengthOf(shard) / (double)data.CountOf(shard):0} bytes each; a role of 26 shards has {data.LengthOf(shard[..^1])} bytes"));
        }

        LimitTable.Note(string.Create(CultureInfo.InvariantCulture, $"snapshot has {server.Files["/metadata/1.snapshot.json"].Length / 1e3:0} kB"));
    }

    /// <summary>Somebody with a playget of their own.</summary>
    private sealed class Person(string folder, FaultyHttpServer server)
    {
        internal async Task TrustAsync(byte[] root)
        {
            Directory.CreateDirectory(folder);
            await File.WriteAllBytesAsync(Path.Combine(folder, "root"), root);
            await RunAsync("trust", "add", "demo", server.BaseUri.ToString(), "--root", "root");
        }

        /// <summary>Downloads a project, and says how many kB of metadata came beside snapshot and timestamp.</summary>
        internal async Task<double> GetAsync(int project)
        {
            int before = server.Requests.Count;
            await RunAsync("get", CommunityData.Name(project).Value);
            List<(string Path, int Length)> loaded =
            [
                .. server.Requests.Skip(before)
                    .Select(request => request.DecodedPath)
                    .Where(path => path.StartsWith("/metadata/", StringComparison.Ordinal) && path != "/metadata/timestamp.json" && !path.EndsWith(".snapshot.json", StringComparison.Ordinal))
                    .Select(path => (path, server.Files.TryGetValue(path, out byte[]? file) ? file.Length : 0))
                    .Where(file => file.Item2 > 0),
            ];
            LimitTable.Note($"loaded: {(loaded.Count > 0 ? string.Join(", ", loaded.Select(file => $"{file.Path["/metadata/".Length..]} {file.Length}")) : "nothing")}");
            return loaded.Sum(file => file.Length) / 1e3;
        }

        private async Task RunAsync(params string[] arguments) => (await ToolRun.RunAsync(
            ToolStage.AssemblyOf("playget"), new Dictionary<string, string?> { ["PLAYGET_HOME"] = Path.Combine(folder, "home") }, folder, arguments)).Succeeded();
    }
}
