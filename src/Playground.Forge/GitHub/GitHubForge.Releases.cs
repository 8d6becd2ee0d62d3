using System.Text.Json.Nodes;

namespace Playground.Forge.GitHub;

public sealed partial class GitHubForge
{
    /// <inheritdoc/>
    public async Task<ForgeRelease> EnsureReleaseAsync(string tag, string title, string commit, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(tag);
        const string What = "The release was not made";
        Task<ReleaseAnswer?> Look() => FindReleaseAsync(tag, cancellationToken);
        var body = new JsonObject { ["tag_name"] = tag, ["target_commitish"] = commit, ["name"] = title };
        ReleaseAnswer found = await Look().ConfigureAwait(false)
            ?? await OnceAsync(() => WriteAsync(HttpMethod.Post, "releases", body, What, GitHubJson.Default.ReleaseAnswer, cancellationToken), Look, cancellationToken).ConfigureAwait(false);

        // The address comes as a template: .../assets{?name,label}
        return Uri.TryCreate(found.UploadUrl.Split('{')[0], UriKind.Absolute, out Uri? upload)
            ? new ForgeRelease { Id = found.Id, Tag = found.TagName, UploadUri = upload }
            : throw new ForgeException(ForgeProblemCodes.BadAnswer, $"{What}: GitHub names no address for its files.");
    }

    /// <inheritdoc/>
    public async Task<ReleaseAsset> UploadAssetAsync(ForgeRelease release, NewReleaseAsset asset, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(release);
        ArgumentNullException.ThrowIfNull(asset);
        if (asset.Length is <= 0 or >= NewReleaseAsset.MaxLength)
        {
            throw new ForgeException(ForgeProblemCodes.NotTaken, $"{_client.Shown(asset.Name)} has {asset.Length} bytes; GitHub takes files of a release from 1 byte to under 2 GiB. Nothing was uploaded.");
        }

        if (!IsKept(asset.Name))
        {
            throw new ForgeException(
                ForgeProblemCodes.NotTaken, $"GitHub would rename {_client.Shown(asset.Name)}: it keeps letters, digits and . _ + - only. Nothing was uploaded.");
        }

        Uri to = release.UploadUri ?? throw new ArgumentException("The release was not read from the service.", nameof(release));
        var request = new GitHubRequest(HttpMethod.Post, new Uri($"{to.AbsoluteUri}?name={Escape(asset.Name)}"), $"{_client.Shown(asset.Name)} was not uploaded") { Upload = (asset.Open, asset.Length) };
        Task<AssetAnswer?> Look() => FindAssetAsync(release, asset, cancellationToken);
        AssetAnswer there = await Look().ConfigureAwait(false)
            ?? await OnceAsync(
                async () => Parse(await _client.SendAsync(request, cancellationToken).ConfigureAwait(false), request.What, GitHubJson.Default.AssetAnswer), Look, cancellationToken).ConfigureAwait(false);
        return IsThe(there, asset)
            ? new ReleaseAsset(there.Id, there.Name, there.Size, there.BrowserDownloadUrl)
            : throw new ForgeException(ForgeProblemCodes.BadAnswer, $"{request.What} whole: GitHub has {there.Size} bytes of {asset.Length}, or other ones. Run it again.");
    }

    private async Task<ReleaseAnswer?> FindReleaseAsync(string tag, CancellationToken cancellationToken)
    {
        const string What = "The release was not looked up";
        GitHubAnswer answer = await _client.SendAsync(new GitHubRequest(HttpMethod.Get, At($"releases/tags/{Escape(tag)}"), What) { Expected = [404] }, cancellationToken).ConfigureAwait(false);
        return answer.Status == 404 ? null : Parse(answer, What, GitHubJson.Default.ReleaseAnswer);
    }

    /// <summary>The file, if it is there whole. What an upload that broke off left behind is removed: it would be in the way.</summary>
    private async Task<AssetAnswer?> FindAssetAsync(ForgeRelease release, NewReleaseAsset asset, CancellationToken cancellationToken)
    {
        await foreach (AssetAnswer[] page in ListAsync(
            $"releases/{release.Id}/assets?per_page={PerPage}", "The release's files were not looked up", GitHubJson.Default.AssetAnswerArray, cancellationToken).ConfigureAwait(false))
        {
            if (page.FirstOrDefault(found => found.Name == asset.Name) is not { } same)
            {
                continue;
            }

            if (same.State != "uploaded")
            {
                await _client.SendAsync(
                    new GitHubRequest(HttpMethod.Delete, At($"releases/assets/{same.Id}"), "What an upload left behind was not removed") { Expected = [404] }, cancellationToken).ConfigureAwait(false);
                return null;
            }

            return IsThe(same, asset)
                ? same
                : throw new ForgeException(
                    ForgeProblemCodes.OtherAsset, $"The release {_client.Shown(release.Tag)} has another file named {_client.Shown(asset.Name)}. It was left as it is; what was released stays: take another name or tag.");
        }

        return null;
    }

    private static bool IsKept(string name) =>
        name is not ['.', ..] && !name.EndsWith('.') && name.Length is > 0 and <= 255 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '+' or '-');

    private static bool IsThe(AssetAnswer found, NewReleaseAsset asset) =>
        found.State == "uploaded" && found.Size == asset.Length && (found.Digest is null || found.Digest == $"sha256:{asset.Sha256}");
}
