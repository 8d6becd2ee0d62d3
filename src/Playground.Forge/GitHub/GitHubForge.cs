using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Playground.Forge.GitHub;

/// <summary>GitHub, through its REST API, and through GraphQL for what REST cannot do: drafts, and whose comment one is.</summary>
public sealed partial class GitHubForge : IForge, IDisposable
{
    private const int PerPage = 100;
    private const int MaxPages = 30;

    private readonly GitHubClient _client;

    /// <summary>Opens nothing yet: connections are made by the first request.</summary>
    /// <param name="repository">The repository.</param>
    /// <param name="token">The token to act with.</param>
    /// <param name="options">Where the API is and how patient to be, or null for GitHub itself.</param>
    /// <param name="timeProvider">The clock of pauses and time-outs, or null for the system's.</param>
    public GitHubForge(ForgeRepository repository, ForgeToken token, ForgeOptions? options = null, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(token);
        options ??= new ForgeOptions();
        bool isSafe = options.Api.Scheme == Uri.UriSchemeHttps || (options.Api.Scheme == Uri.UriSchemeHttp && options.Api.IsLoopback);
        if (!isSafe)
        {
            throw new ArgumentException("The API is not at an https address; a token is not sent there.", nameof(options));
        }

        (Repository, _client) = (repository, new GitHubClient(token, options, timeProvider ?? TimeProvider.System));
    }

    /// <inheritdoc/>
    public ForgeRepository Repository { get; }

    /// <inheritdoc/>
    public int Requests => _client.Requests;

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    /// <summary>An address of the repository in the API; what comes from outside is escaped by the caller with <see cref="Escape"/>.</summary>
    private Uri At(string path) => new($"{_client.Options.Api.AbsoluteUri.TrimEnd('/')}/repos/{Repository.Owner}/{Repository.Name}/{path}");

    private static string Escape(string text) => Uri.EscapeDataString(text);

    private async Task<T> ReadAsync<T>(string path, string what, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        Parse(await _client.SendAsync(new GitHubRequest(HttpMethod.Get, At(path), what), cancellationToken).ConfigureAwait(false), what, type);

    /// <summary>A list, page by page, as far as the reader reads.</summary>
    private async IAsyncEnumerable<T> ListAsync<T>(string path, string what, JsonTypeInfo<T> type, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Uri? next = At(path);
        for (int page = 0; next is not null && page < MaxPages; page++)
        {
            GitHubAnswer answer = await _client.SendAsync(new GitHubRequest(HttpMethod.Get, next, what) { IsConditional = false }, cancellationToken).ConfigureAwait(false);
            yield return Parse(answer, what, type);
            next = answer.Next;
        }
    }

    private async Task<T> WriteAsync<T>(HttpMethod method, string path, JsonObject body, string what, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        Parse(await SendAsync(method, path, body, what, cancellationToken).ConfigureAwait(false), what, type);

    private Task<GitHubAnswer> SendAsync(HttpMethod method, string path, JsonObject? body, string what, CancellationToken cancellationToken) =>
        _client.SendAsync(new GitHubRequest(method, At(path), what) { Json = body is null ? null : GitHubJson.Write(body) }, cancellationToken);

    /// <summary>
    /// Does something that must not be done twice. Where its answer was lost, the next thing is to look whether it is there.
    /// </summary>
    private async Task<T> OnceAsync<T>(Func<Task<T>> act, Func<Task<T?>> look, CancellationToken cancellationToken)
        where T : class
    {
        for (int attempt = 1; ; attempt++)
        {
            ForgeException lost;
            try
            {
                return await act().ConfigureAwait(false);
            }
            catch (ForgeException e) when (e.MayHaveArrived || (e.Code == ForgeProblemCodes.BadAnswer && e.Status == 0))
            {
                lost = e;
            }

            await _client.PauseAsync(attempt, cancellationToken).ConfigureAwait(false);
            T? found;
            try
            {
                found = await look().ConfigureAwait(false);
            }
            catch (ForgeException e)
            {
                throw new ForgeException(
                    ForgeProblemCodes.MayBeThere, $"{lost.Message} It may have been done all the same: looking for it failed, too. What ran will look again when it is run again.", e.Status, e);
            }

            if (found is not null)
            {
                return found;
            }

            if (attempt >= _client.Options.Tries)
            {
                throw lost;
            }
        }
    }

    private static T Parse<T>(GitHubAnswer answer, string what, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(answer.Body, type) ?? throw new JsonException("It is null.");
        }
        catch (JsonException)
        {
            throw new ForgeException(ForgeProblemCodes.BadAnswer, $"{what}: the answer is not what GitHub describes. Check the API's address (GITHUB_API_URL), and for a newer version of this tool.");
        }
    }
}
