using System.CommandLine;

namespace Playground.Downloader;

/// <summary>The options of every command that asks a repository.</summary>
internal static class RepositoryOptions
{
    internal static Option<string> Repository { get; } = new("--repository", "-r") { Description = "The trusted repository; not needed where there is only one." };

    internal static Option<bool> Offline { get; } = new("--offline") { Description = "Fetch nothing: answer from what is stored, while it has not expired." };

    internal static Option<bool> Prereleases { get; } = new("--pre") { Description = "Take pre-releases, such as 2.0.0-rc.1, too." };

    internal static Option<bool> Json { get; } = new("--json") { Description = "Answer in JSON; the same as --output json." };

    internal static Option<string> Output { get; } = NewOutput();

    internal static bool WantsJson(ParseResult result) => result.GetValue(Json) || result.GetRequiredValue(Output) == "json";

    internal static RepositorySession Open(ParseResult result, int maxRoles = RepositorySession.FewRoles) =>
        new(TrustedRepository.Choose(result.GetValue(Repository)), result.GetValue(Offline), maxRoles);

    private static Option<string> NewOutput()
    {
        var output = new Option<string>("--output") { Description = "text or json.", DefaultValueFactory = _ => "text" };
        output.AcceptOnlyFromAmong("text", "json");
        return output;
    }
}
