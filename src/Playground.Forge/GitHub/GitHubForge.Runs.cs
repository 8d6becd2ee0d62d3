using System.IO.Compression;
using System.Text.Json.Nodes;

namespace Playground.Forge.GitHub;

public sealed partial class GitHubForge
{
    private const int ZipOverhead = 64 * 1024;

    /// <inheritdoc/>
    public Task StartWorkflowAsync(string file, string branch, IReadOnlyDictionary<string, string> inputs, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var body = new JsonObject { ["ref"] = branch, ["inputs"] = new JsonObject(inputs.Select(input => KeyValuePair.Create(input.Key, (JsonNode?)input.Value))) };
        return _client.SendAsync(
            new GitHubRequest(HttpMethod.Post, At($"actions/workflows/{Escape(file)}/dispatches"), "The workflow was not started") { Json = GitHubJson.Write(body), IsRepeatable = true },
            cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<WorkflowRun> ReadRunAsync(long run, CancellationToken cancellationToken = default)
    {
        RunAnswer read = await ReadAsync($"actions/runs/{run}", "The run was not looked up", GitHubJson.Default.RunAnswer, cancellationToken).ConfigureAwait(false);
        return new WorkflowRun
        {
            Id = read.Id,
            Path = read.Path.Split('@')[0],
            Event = read.Event,
            Head = new HeadBranch(read.HeadRepository?.Owner?.Login ?? "", read.HeadBranch ?? ""),
            HeadCommit = read.HeadSha,
            Succeeded = read.Conclusion == "success",
        };
    }

    /// <inheritdoc/>
    public async Task<byte[]?> ReadArtifactAsync(long run, string artifact, string file, int maxLength, CancellationToken cancellationToken = default)
    {
        const string What = "The artifact was not read";
        ArtifactAnswer? newest = null;
        string path = $"actions/runs/{run}/artifacts?name={Escape(artifact)}&per_page={PerPage}";
        await foreach (ArtifactsAnswer page in ListAsync(path, What, GitHubJson.Default.ArtifactsAnswer, cancellationToken).ConfigureAwait(false))
        {
            newest = page.Artifacts.Append(newest).Where(found => found is { Expired: false } && found.Name == artifact).MaxBy(found => found!.Id);
        }

        if (newest is null)
        {
            return null;
        }

        int longest = maxLength + ZipOverhead;
        if (newest.SizeInBytes > longest)
        {
            throw Unusable($"it has {newest.SizeInBytes} bytes");
        }

        var request = new GitHubRequest(HttpMethod.Get, At($"actions/artifacts/{newest.Id}/zip"), What) { MayLeadElsewhere = true, MaxAnswer = longest };
        GitHubAnswer answer = await _client.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return await ReadZipAsync(answer.Body, file, maxLength, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>One file of an archive that anybody may have made; nothing is written anywhere.</summary>
    private static async Task<byte[]> ReadZipAsync(byte[] zip, string file, int maxLength, CancellationToken cancellationToken)
    {
        try
        {
            using var archive = new ZipArchive(new MemoryStream(zip), ZipArchiveMode.Read);
            if (archive.Entries is not [{ } only] || only.FullName != file)
            {
                throw Unusable($"it does not hold {file} and nothing else");
            }

            using Stream stream = await only.OpenAsync(cancellationToken).ConfigureAwait(false);
            return await BoundedBody.ReadAsync(stream, maxLength, cancellationToken).ConfigureAwait(false) ?? throw Unusable($"{file} is longer than {maxLength} bytes");
        }
        catch (InvalidDataException)
        {
            throw Unusable("it is no zip archive");
        }
    }

    private static ForgeException Unusable(string why) => new(ForgeProblemCodes.BadArtifact, $"The run's artifact is not used: {why}.");
}
