namespace Playground.Repository.Git;

/// <content>Git's configuration.</content>
public sealed partial class GitRepository
{
    private Task<GitConfig>? _config;

    /// <summary>A setting, such as <c>playground.user</c>, from the repository's, the user's or the system's configuration, or null.</summary>
    public async Task<string?> GetConfigAsync(string key, CancellationToken cancellationToken = default)
    {
        _ = CheckKey(key);
        return (await ReadConfigAsync(cancellationToken).ConfigureAwait(false)).Get(key);
    }

    /// <summary>Changes a setting of this repository; null takes it away.</summary>
    /// <exception cref="TufException"><see cref="GitProblemCodes.BadConfig"/>: the value cannot be stored.</exception>
    public async Task SetConfigAsync(string key, string? value, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (value?.Contains('\0', StringComparison.Ordinal) == true)
        {
            throw new TufException(GitProblemCodes.BadConfig, $"The value of {key} holds a character that git cannot store. Give it without.");
        }

        GitOutput output = value is null
            ? await WriteAsync(CancellationToken.None, "config", "--local", "--unset-all", CheckKey(key)).ConfigureAwait(false)
            : await WriteAsync(CancellationToken.None, "config", "--local", "--replace-all", CheckKey(key), value).ConfigureAwait(false);
        _config = null;
        const int WasNotSet = 5;
        if (value is null && output.ExitCode == WasNotSet) return;
        output.OrThrow($"The setting {key} was not changed");
    }

    /// <summary>All settings, as they were when first asked for or last changed here.</summary>
    private async Task<GitConfig> ReadConfigAsync(CancellationToken cancellationToken)
    {
        Task<GitConfig> reading = _config is { IsFaulted: false } known ? known : ListConfigAsync();
        _config = reading;
        return await reading.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<GitConfig> ListConfigAsync() =>
        GitConfig.Parse((await ReadAsync(CancellationToken.None, "config", "-z", "--list").ConfigureAwait(false)).OrThrow("Git's settings were not read").Items);

    private static string CheckKey(string key) =>
        key is not null && IsKey(key) ? key : throw new ArgumentException("A setting is a section, a dot, and a name.", nameof(key));

    private static bool IsKey(string key)
    {
        int first = key.IndexOf('.', StringComparison.Ordinal);
        return first > 0 && IsWord(key[..first]) && IsWord(key[(key.LastIndexOf('.') + 1)..]) && !key.AsSpan().ContainsAny('\n', '\0');
    }

    private static bool IsWord(string word) => word.Length > 0 && char.IsAsciiLetter(word[0]) && word.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
}
