using System.CommandLine;
using Playground.CommandLine;
using Playground.Signing;
using Playground.Signing.Passphrases;

namespace Playground.Maintainer;

/// <summary>The options that several commands share. Every prompt has one.</summary>
internal static class Flags
{
    internal static Option<string> Repository { get; } = new("--repository") { Description = "The clone to work in.", DefaultValueFactory = _ => "." };

    internal static Option<string> Main { get; } = new("--main") { Description = "The branch of what is known good.", DefaultValueFactory = _ => "main" };

    internal static Option<string> User { get; } = new("--user") { Description = "Who you are, such as @alice. Kept as playground.user in this clone." };

    internal static Option<string> Key { get; } = new("--key") { Description = "Your key, such as file:~/keys/alice.pem or ssh-agent:. Kept as playground.key in this clone." };

    internal static Option<string> PullRemote { get; } = new("--pull-remote") { Description = "The remote of the repository. Kept as playground.pullRemote." };

    internal static Option<string> PushRemote { get; } = new("--push-remote") { Description = "The remote to push to, such as your fork. Kept as playground.pushRemote." };

    internal static Option<string> TrustRoot { get; } = new("--trust-root") { Description = "The SHA-256 of a root file of this repository, from somebody you trust." };

    internal static Option<bool> Yes { get; } = new("--yes", "-y") { Description = "Do not ask; take proposals, and trust on first use." };

    internal static Option<bool> NoPush { get; } = new("--no-push") { Description = "Leave the change in a local branch." };

    internal static Option<int?> PassphraseDescriptor { get; } = new("--passphrase-fd") { Description = "Read the key's passphrase from this file descriptor." };

    internal static Option<string> PassphraseVariable { get; } = new("--passphrase-env") { Description = "Take the key's passphrase from this environment variable." };

    internal static Option<string> Output()
    {
        var output = new Option<string>("--output") { Description = "text or json.", DefaultValueFactory = _ => "text" };
        output.AcceptOnlyFromAmong("text", "json");
        return output;
    }

    /// <summary>What commands need that look at the repository.</summary>
    internal static void AddLooking(Command command)
    {
        foreach (Option option in (Option[])[Repository, Main, User, PullRemote, TrustRoot, Yes])
        {
            command.Add(option);
        }
    }

    /// <summary>What commands need that change an event.</summary>
    internal static void AddChanging(Command command)
    {
        AddLooking(command);
        foreach (Option option in (Option[])[Key, PushRemote, NoPush, PassphraseDescriptor, PassphraseVariable])
        {
            command.Add(option);
        }
    }

    /// <summary>What keys may need: passphrases from where the flags say, else from the terminal.</summary>
    internal static SigningSurroundings Surroundings(ParseResult result) => new()
    {
        Passphrases = Passphrases(result),
        Warn = problem => Tool.Say(problem.ToString()),
    };

    private static IPassphraseSource Passphrases(ParseResult result)
    {
        int? descriptor = result.GetValue(PassphraseDescriptor);
        string? variable = result.GetValue(PassphraseVariable);
        return (descriptor, variable) switch
        {
            ({ } number, null) => new DescriptorPassphrase(number),
            (null, { } name) => new VariablePassphrase(name),
            (null, null) => new TerminalPassphrase(),
            _ => throw ToolException.Usage("Give --passphrase-fd or --passphrase-env, not both."),
        };
    }
}
