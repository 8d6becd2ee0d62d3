using Playground.CommandLine;
using Playground.Forge;
using Playground.Forge.GitHub;

namespace Playground.Ci;

/// <summary>The forge as a run of GitHub Actions sees it: which repository, at which addresses, with which token, is told in the environment.</summary>
internal static class ForgeWorkplace
{
    private const string TokenVariable = "GITHUB_TOKEN";
    private const string RepositoryVariable = "GITHUB_REPOSITORY";
    private const string ApiVariable = "GITHUB_API_URL";
    private const string ServerVariable = "GITHUB_SERVER_URL";

    /// <summary>Opens the forge.</summary>
    internal static GitHubForge Open()
    {
        string token = Environment.GetEnvironmentVariable(TokenVariable) is { Length: > 0 } text
            ? text
            : throw ToolException.Usage($"Which token to act with? Set {TokenVariable}; in a workflow: env: {TokenVariable}: ${{{{ github.token }}}}");
        string api = Environment.GetEnvironmentVariable(ApiVariable) is { Length: > 0 } given ? given : ForgeOptions.GitHubApi.AbsoluteUri;
        try
        {
            return new GitHubForge(Repository, new ForgeToken(token), new ForgeOptions { Api = new Uri(api) });
        }
        catch (Exception e) when (e is ArgumentException or UriFormatException)
        {
            // What it says holds neither the token nor anything of it.
            throw ToolException.Usage($"{TokenVariable} is not a token, or {ApiVariable} is not an https address.");
        }
    }

    /// <summary>The repository's page, for links; null where it is at no https address.</summary>
    internal static Uri? Page() =>
        Uri.TryCreate($"{(Environment.GetEnvironmentVariable(ServerVariable) is { Length: > 0 } server ? server : "https://github.com").TrimEnd('/')}/{Repository}", UriKind.Absolute, out Uri? page)
        && page.Scheme == Uri.UriSchemeHttps ? page : null;

    /// <summary>The page of the run that this is part of, or null outside of one.</summary>
    internal static Uri? RunPage() => Page() is { } page && Environment.GetEnvironmentVariable("GITHUB_RUN_ID") is { Length: > 0 } run ? new Uri($"{page}/actions/runs/{run}") : null;

    /// <summary>Does something with the forge; what it refuses ends the tool as its code says.</summary>
    internal static async Task<int> UseAsync(Func<GitHubForge, Task<int>> use)
    {
        using GitHubForge forge = Open();
        try
        {
            return await use(forge);
        }
        catch (ForgeException e)
        {
            throw new ToolException(e.Code == ForgeProblemCodes.BadArtifact ? ExitCode.Refused : ExitCode.Surroundings, e.Message, e.Code);
        }
    }

    private static ForgeRepository Repository => ForgeRepository.TryParse(Environment.GetEnvironmentVariable(RepositoryVariable), out ForgeRepository known)
        ? known
        : throw ToolException.Usage($"Which repository? Set {RepositoryVariable} to OWNER/NAME, as GitHub Actions does.");
}
