using System.Diagnostics;

namespace Playground.Signing.Tests.Agent;

/// <summary>An ssh-agent of the test's own, with its own folder and socket, ended with the test.</summary>
internal sealed class RealAgent : IDisposable
{
    private readonly Process _process;

    private RealAgent(TempFolder folder, Process process)
    {
        Folder = folder;
        _process = process;
    }

    internal TempFolder Folder { get; }

    internal string Socket => Folder["agent"];

    internal SigningSurroundings World => Surroundings.In(Folder.Path, ("SSH_AUTH_SOCK", Socket));

    /// <summary>Starts one; it listens when this returns.</summary>
    /// <param name="onConfirm">What its confirmation program does, as a shell script.</param>
    internal static RealAgent Start(string onConfirm = "exit 1")
    {
        TempFolder folder = new();
        ProcessStartInfo start = new("ssh-agent", ["-D", "-a", folder["agent"]])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["SSH_ASKPASS"] = folder.WriteScript("confirm", onConfirm);
        start.Environment["SSH_ASKPASS_REQUIRE"] = "force";
        Process process = Process.Start(start)!;
        process.StandardOutput.ReadLine(); // comes when it listens
        return new RealAgent(folder, process);
    }

    public void Dispose()
    {
        Kill();
        _process.Dispose();
        Folder.Dispose();
    }

    internal SshKey Add(string comment, string type = "ed25519", int bits = 0, string passphrase = "", bool confirm = false)
    {
        SshKey key = SshKey.Make(Folder, comment, type, bits, passphrase);
        Add(key, passphrase, confirm ? ["-c"] : []);
        return key;
    }

    internal void Add(SshKey key, string passphrase = "", params string[] options) =>
        SshAdd(passphrase, ["-q", .. options, key.Path]);

    internal void Lock(string passphrase) => SshAdd(passphrase, "-x");

    internal void Unlock(string passphrase) => SshAdd(passphrase, "-X");

    internal void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    private void SshAdd(string passphrase, params string[] arguments) => Tool.Run(
        "ssh-add",
        arguments,
        ("SSH_AUTH_SOCK", Socket),
        ("SSH_ASKPASS_REQUIRE", "force"),
        ("SSH_ASKPASS", Folder.WriteScript("askpass", $"echo '{passphrase}'")));
}
