namespace Playground.Signing.Tests;

/// <summary>A fresh folder, deleted at the end. Its path is short: a Unix socket's path has 107 bytes at most.</summary>
internal sealed class TempFolder : IDisposable
{
    internal string Path { get; } = Directory.CreateTempSubdirectory("pgs").FullName;

    internal string this[string name] => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);

    internal string Write(string name, string content, UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite)
    {
        File.WriteAllText(this[name], content);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(this[name], mode);
        return this[name];
    }

    /// <summary>An executable shell script.</summary>
    internal string WriteScript(string name, string body) =>
        Write(name, $"#!/bin/sh\n{body}\n", UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
}
