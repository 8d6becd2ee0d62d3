using Playground.Tuf;

namespace Playground.Signing;

/// <summary>
/// Every code this library can answer with, beside those of <see cref="ProblemCodes"/>. 050x and 051x: keys wherever they are,
/// 052x: passphrases, 053x: key files, 054x: the ssh-agent. <c>docs/errors.md</c> says of each what it means and what to do.
/// </summary>
public static class SigningProblemCodes
{
    /// <summary>The text is not the URI of a key.</summary>
    public const string BadSignerUri = "PG0501";

    /// <summary>No place where keys live goes by this scheme.</summary>
    public const string UnknownScheme = "PG0502";

    /// <summary>There is no key at the place that the URI names.</summary>
    public const string KeyNotFound = "PG0503";

    /// <summary>The place exists but could not be read.</summary>
    public const string KeyNotReadable = "PG0504";

    /// <summary>What is there is no private key that can sign here.</summary>
    public const string KeyNotUsable = "PG0505";

    /// <summary>The key that the URI names is another one than metadata has.</summary>
    public const string OtherKey = "PG0510";

    /// <summary>What came back as a signature does not verify with the key's public half.</summary>
    public const string BadSignature = "PG0511";

    /// <summary>The private key is encrypted, and nothing gave its passphrase.</summary>
    public const string PassphraseNeeded = "PG0520";

    /// <summary>The passphrase does not open the private key.</summary>
    public const string PassphraseWrong = "PG0521";

    /// <summary>The passphrase could not be read from where it was said to be.</summary>
    public const string PassphraseNotReadable = "PG0522";

    /// <summary>A warning: others than its owner can read or change a key file.</summary>
    public const string KeyFileExposed = "PG0530";

    /// <summary>A new key would have to replace a file.</summary>
    public const string KeyFileExists = "PG0531";

    /// <summary>A new key file could not be written.</summary>
    public const string KeyFileNotWritten = "PG0532";

    /// <summary>The public key that a key file shows is not its private key's.</summary>
    public const string PublicHalfMismatch = "PG0533";

    /// <summary>No ssh-agent can be reached.</summary>
    public const string NoAgent = "PG0540";

    /// <summary>The agent holds no key that matches.</summary>
    public const string AgentKeyNotFound = "PG0541";

    /// <summary>More than one key of the agent matches.</summary>
    public const string AgentKeyAmbiguous = "PG0542";

    /// <summary>The agent's key is of a kind that cannot sign TUF metadata.</summary>
    public const string AgentKeyNotUsable = "PG0543";

    /// <summary>The agent answered that it will not.</summary>
    public const string AgentRefused = "PG0544";

    /// <summary>The agent's answer breaks its protocol.</summary>
    public const string AgentMisbehaved = "PG0545";

    /// <summary>The agent went away before it answered.</summary>
    public const string AgentGone = "PG0546";

    /// <summary>The agent did not answer in time.</summary>
    public const string AgentTimeout = "PG0547";

    /// <summary>The metadata is longer than what an agent takes.</summary>
    public const string TooLongForAgent = "PG0548";
}
