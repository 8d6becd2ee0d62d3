namespace Playground.Signing.Tests.Agent;

/// <summary>A key that ssh-keygen made, in two files.</summary>
internal sealed record SshKey(string Path)
{
    /// <summary>The public key as SSH writes it.</summary>
    internal byte[] Blob => Convert.FromBase64String(File.ReadAllText(Path + ".pub").Split(' ')[1]);

    /// <summary>What ssh-keygen says its fingerprint is.</summary>
    internal string Fingerprint => Tool.Run("ssh-keygen", ["-l", "-f", Path + ".pub"]).Split(' ')[1];

    /// <summary>What ssh-keygen says it is as SubjectPublicKeyInfo.</summary>
    internal string Pem => Tool.Run("ssh-keygen", ["-e", "-m", "PKCS8", "-f", Path + ".pub"]);

    internal static SshKey Make(TempFolder folder, string comment, string type = "ed25519", int bits = 0, string passphrase = "")
    {
        string[] size = bits == 0 ? [] : ["-b", bits.ToString(System.Globalization.CultureInfo.InvariantCulture)];
        string path = folder[$"key{Directory.GetFiles(folder.Path).Length}"];
        Tool.Run("ssh-keygen", ["-q", "-t", type, .. size, "-C", comment, "-N", passphrase, "-f", path]);
        return new SshKey(path);
    }
}
