using Playground.Signing.Passphrases;
using Playground.Tuf;

namespace Playground.Signing;

/// <summary>What opening a key may need of the world: passphrases, environment variables, folders, the clock, and patience.</summary>
public sealed record SigningSurroundings
{
    /// <summary>Who is asked for passphrases; by default nobody.</summary>
    public IPassphraseSource Passphrases { get; init; } = NoPassphrase.Instance;

    /// <summary>Takes what a person should hear though nothing failed, such as <see cref="SigningProblemCodes.KeyFileExposed"/>.</summary>
    public Action<Problem> Warn { get; init; } = _ => { };

    /// <summary>Reads environment variables; by default those of the process.</summary>
    public Func<string, string?> Variable { get; init; } = Environment.GetEnvironmentVariable;

    /// <summary>What <c>~/</c> stands for.</summary>
    public string HomeFolder { get; init; } = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

    /// <summary>What relative paths are relative to.</summary>
    public string WorkingFolder { get; init; } = Environment.CurrentDirectory;

    /// <summary>By which clock time-outs run.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>How long an agent may take to list its keys.</summary>
    public TimeSpan AgentListTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long an agent may take to sign: a person may have to confirm, or to touch a device.</summary>
    public TimeSpan AgentSignTimeout { get; init; } = TimeSpan.FromMinutes(2);
}
