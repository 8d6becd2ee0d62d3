using Playground.Tuf;

namespace Playground.Signing.Files;

/// <summary>Where key files are kept by default: <c>playground/keys</c> under the user's configuration folder.</summary>
public static class KeyFolder
{
    /// <summary>How many files are looked at, at most.</summary>
    public const int MaxFiles = 1000;

    /// <summary>
    /// The folder: under <c>XDG_CONFIG_HOME</c> where that is an absolute path, else under <c>~/.config</c>; on Windows under the roaming
    /// application data. It need not exist.
    /// </summary>
    public static string PathIn(SigningSurroundings surroundings)
    {
        ArgumentNullException.ThrowIfNull(surroundings);
        string? configured = surroundings.Variable("XDG_CONFIG_HOME");
        string config = Path.IsPathFullyQualified(configured ?? "") ? configured!
            : OperatingSystem.IsWindows() ? Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData)
            : Path.Combine(surroundings.HomeFolder, ".config");
        return Path.Combine(config, "playground", "keys");
    }

    /// <summary>The private keys in a folder, by file name; none where there is no folder. Other files in it are passed over.</summary>
    /// <exception cref="TufException">The folder cannot be read: <see cref="SigningProblemCodes.KeyNotReadable"/>.</exception>
    public static IReadOnlyList<ListedKey> List(string folder, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(folder);
        List<ListedKey> keys = [];
        foreach (string path in Files(folder))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Describe(path) is { } key)
                keys.Add(key);
        }

        return keys;
    }

    private static List<string> Files(string folder)
    {
        try
        {
            return Directory.Exists(folder)
                ? [.. Directory.EnumerateFiles(folder).Take(MaxFiles).Where(IsKeySized).Order(StringComparer.Ordinal)]
                : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TufException(
                SigningProblemCodes.KeyNotReadable,
                $"The key folder {Printable.Of(folder)} could not be read ({Printable.Of(e.Message)}); nothing was changed. See that you may read it: ls -ld",
                innerException: e);
        }
    }

    // Pipes, which would keep a reader waiting, have no length.
    private static bool IsKeySized(string path) => new FileInfo(path) is { Exists: true, Length: > 0 and <= PrivateKeyText.MaxLength };

    private static ListedKey? Describe(string path)
    {
        if (!SignerUri.TryParse($"file:{path}", out SignerUri uri))
            return null;
        string name = Printable.Of(Path.GetFileName(path));
        try
        {
            KeyFile file = KeyFile.Read(path);
            return file.HoldsPrivateKey ? new ListedKey(uri, name, file.PublicKey) { IsEncrypted = file.IsEncrypted } : null;
        }
        catch (TufException e)
        {
            return new ListedKey(uri, name, null) { UnusableBecause = e.Problem.Message };
        }
    }
}
