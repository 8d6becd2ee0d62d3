using System.CommandLine;
using Playground.CommandLine;
using Playground.Maintainer.Terminal;
using Playground.Repository;
using Playground.Repository.Editing;
using Playground.Signing;
using Playground.Tuf.Model;

namespace Playground.Maintainer.Roles;

/// <summary>What a person said of one role, brought into an event: a new role, changes to one that is there, or its end.</summary>
internal sealed class DelegationEdit(DelegateOptions options, ParseResult result, IConsole console, Signer user, RoleName role)
{
    private bool IsOnline => role == RoleName.Timestamp || role == RoleName.Snapshot;

    /// <summary>Edits; may be repeated from another tip.</summary>
    /// <returns>What was done, as the subject of a commit.</returns>
    internal async Task<string> ApplyAsync(RepositoryEditor editor, CancellationToken stop)
    {
        RequireFlagsThatFit();
        if (result.GetValue(options.Remove))
        {
            editor.RemoveRole(role);
            return $"Remove role '{role}'";
        }

        if (IsOnline)
        {
            await EditOnlineAsync(editor, stop);
            return $"Change '{role}'";
        }

        if (editor.SettingsOf(role) is not { } before)
        {
            RoleSettings settings = options.Signers.Read(result, console, console.IsInteractive || result.GetValue(Flags.Yes) ? [user] : throw Needs("--signers"));
            RoleName delegator = result.GetValue(options.Delegator) is { } given ? RoleName.Parse(given) : RoleName.Targets;
            editor.CreateRole(delegator, role, PathsOr(RolePaths.Usual(role)), settings);
            return $"Delegate to '{role}'";
        }

        EditExisting(editor, before);
        return $"Change role '{role}'";
    }

    private void EditExisting(RepositoryEditor editor, RoleSettings before)
    {
        bool people = options.Signers.SignersOf(result) is not null || options.Signers.ThresholdOf(result) is not null;
        bool periods = options.Signers.Periods.IsGiven(result);
        bool paths = result.GetValue(options.Paths) is { Length: > 0 } || result.GetValue(options.Terminating) || result.GetValue(options.NotTerminating);
        if (!people && !periods && !paths)
        {
            people = console.IsInteractive ? true : throw Needs("--signers, --threshold, --path, --expiry-days or --remove");
        }

        RoleSettings wanted = options.Signers.Read(result, console, before.Signers, before);
        if (people)
        {
            editor.SetSigners(role, wanted.Signers, wanted.Threshold);
        }

        if (periods)
        {
            editor.SetPeriods(role, wanted.Periods);
        }

        if (paths)
        {
            editor.SetPaths(role, PathsOr(editor.PathsOf(role) ?? RolePaths.Usual(role)));
        }
    }

    private async Task EditOnlineAsync(RepositoryEditor editor, CancellationToken stop)
    {
        bool periods = options.Signers.Periods.IsGiven(result);
        if (result.GetValue(options.OnlineKey) is { } uri)
        {
            using OpenSigner key = await SignerSchemes.Default.OpenAsync(SignerUri.Parse(uri), Flags.Surroundings(result), stop);
            editor.SetOnlineKey(key.PublicKey, result.GetValue(options.OnlineUri) ?? editor.Online?.Uri ?? throw Needs("--online-uri"));
        }
        else if (result.GetValue(options.OnlineUri) is { } place)
        {
            editor.SetOnlineKey(editor.Online?.Key ?? throw Needs("--online-key"), place);
        }
        else if (!periods)
        {
            throw Needs("--online-key, --online-uri, --expiry-days or --signing-days");
        }

        if (periods)
        {
            editor.SetPeriods(role, options.Signers.Periods.Read(result, editor.SettingsOf(role)?.Periods ?? OnlineSettings.UsualTimestamp));
        }
    }

    private RolePaths PathsOr(RolePaths usual) => new(
        result.GetValue(options.Paths) is { Length: > 0 } paths ? [.. paths.Select(PathPattern.Parse)] : usual.Paths,
        !result.GetValue(options.NotTerminating) && (result.GetValue(options.Terminating) || usual.Terminating));

    private void RequireFlagsThatFit()
    {
        if (result.GetValue(options.Terminating) && result.GetValue(options.NotTerminating))
        {
            throw ToolException.Usage("Give --terminating or --no-terminating, not both.");
        }

        if (!IsOnline && (result.GetValue(options.OnlineKey) ?? result.GetValue(options.OnlineUri)) is not null)
        {
            throw ToolException.Usage($"'{role}' is signed by people; nothing was changed. The online key belongs to: playground delegate EVENT timestamp");
        }

        if (IsOnline && (options.Signers.SignersOf(result) is not null || options.Signers.ThresholdOf(result) is not null))
        {
            throw ToolException.Usage($"'{role}' is signed by CI; nothing was changed. Give --online-key, --online-uri, --expiry-days or --signing-days.");
        }
    }

    private ToolException Needs(string flags) => ToolException.Usage($"What about '{role}'? Nobody is here to ask, so nothing was changed. Say it with: {flags}");
}
