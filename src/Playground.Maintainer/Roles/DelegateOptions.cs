using System.CommandLine;

namespace Playground.Maintainer.Roles;

/// <summary>What <c>playground delegate</c> can be told.</summary>
internal sealed class DelegateOptions
{
    internal SignerOptions Signers { get; } = new();

    internal Option<string[]> Paths { get; } = new("--path") { Description = "Files the role is trusted for, such as tools/*; may be given several times. By default ROLE/*." };

    internal Option<bool> Terminating { get; } = new("--terminating") { Description = "Roles that come later are not asked for these files (the default of a new role)." };

    internal Option<bool> NotTerminating { get; } = new("--no-terminating") { Description = "Roles that come later are asked too." };

    internal Option<string> Delegator { get; } = new("--delegator") { Description = "Who delegates to a new role; by default targets." };

    internal Option<bool> Remove { get; } = new("--remove") { Description = "Remove the role, and those that only it delegates to." };

    internal Option<string> OnlineKey { get; } = new("--online-key") { Description = "A new online key, opened here for its public half only (timestamp or snapshot)." };

    internal Option<string> OnlineUri { get; } = new("--online-uri") { Description = "Where CI finds the online key (timestamp or snapshot)." };

    internal void AddTo(Command command)
    {
        foreach (Option option in (Option[])[.. Signers.All, Paths, Terminating, NotTerminating, Delegator, Remove, OnlineKey, OnlineUri])
        {
            command.Add(option);
        }
    }
}
