using Playground.Tuf;

namespace Playground.Signing.Agent;

/// <summary>Where an agent listens: the path of a Unix socket, or the name of a Windows pipe.</summary>
internal readonly record struct SshAgentAddress(string Path, bool IsPipe)
{
    private const string PipePrefix = @"\\.\pipe\";
    private const string WindowsService = "openssh-ssh-agent";

    internal static SshAgentAddress In(SigningSurroundings surroundings)
    {
        string? path = surroundings.Variable("SSH_AUTH_SOCK");
        if (OperatingSystem.IsWindows() && (string.IsNullOrEmpty(path) || path.StartsWith(PipePrefix, StringComparison.OrdinalIgnoreCase)))
            return new SshAgentAddress(string.IsNullOrEmpty(path) ? WindowsService : path[PipePrefix.Length..], true);
        return string.IsNullOrEmpty(path)
            ? throw NoAgent("SSH_AUTH_SOCK is not set")
            : new SshAgentAddress(path, false);
    }

    internal static TufException NoAgent(string why, Exception? inner = null) => new(
        SigningProblemCodes.NoAgent,
        $"There is no ssh-agent to ask: {why}; nothing was signed. Start one with: eval \"$(ssh-agent)\" && ssh-add",
        innerException: inner);
}
