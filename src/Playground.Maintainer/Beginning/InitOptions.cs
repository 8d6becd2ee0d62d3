using System.CommandLine;
using Playground.Maintainer.Roles;

namespace Playground.Maintainer.Beginning;

/// <summary>What <c>playground init</c> can be told.</summary>
internal sealed class InitOptions
{
    private readonly Option<string> _name = new("--name") { Description = "What the repository is called; kept in playground.yml where main does not exist yet." };
    private readonly Option<string> _url = new("--url") { Description = "Where it will be published; kept likewise." };
    private readonly Option<string> _onlineKey = new("--online-key") { Description = "The online key, opened here for its public half only, such as file:online.pem." };
    private readonly Option<string> _onlineUri = new("--online-uri") { Description = "Where CI finds the online key; by default env:PLAYGROUND_ONLINE_KEY." };

    private readonly Option<string> _gitHub = new("--github") { Description = "Begin main with the workflows for GitHub too, their actions from OWNER/REPOSITORY@COMMIT (all 40 digits)." };

    internal SignerOptions Root { get; } = new("root-");

    internal SignerOptions Targets { get; } = new("targets-");

    internal PeriodOptions Snapshot { get; } = new("snapshot-");

    internal PeriodOptions Timestamp { get; } = new("timestamp-");

    internal void AddTo(Command command)
    {
        foreach (Option option in (Option[])[.. Root.All, .. Targets.All, .. Snapshot.All, .. Timestamp.All, _onlineKey, _onlineUri, _name, _url, _gitHub])
        {
            command.Add(option);
        }
    }

    internal string? NameOf(ParseResult result) => result.GetValue(_name);

    internal string? UrlOf(ParseResult result) => result.GetValue(_url);

    internal string? OnlineKeyOf(ParseResult result) => result.GetValue(_onlineKey);

    internal string? OnlineUriOf(ParseResult result) => result.GetValue(_onlineUri);

    internal ActionSource? GitHubOf(ParseResult result) => result.GetValue(_gitHub) is { } source ? ActionSource.Parse(source) : null;
}
