using Xunit;

namespace Playground.Signing.Tests.Files;

/// <summary>Keys that OpenSSL makes on the spot, and one that it made before.</summary>
internal static class OpenSslKeys
{
    /// <summary>What opens <see cref="Encrypted"/>, and nothing else does.</summary>
    internal const string Passphrase = "correct";

    /// <summary>openssl pkcs8 -topk8 -v2 aes-128-cbc -v2prf hmacWithSHA1 -iter 1000: fast to try passphrases on.</summary>
    internal const string Encrypted = """
        -----BEGIN ENCRYPTED PRIVATE KEY-----
        MIGNMEkGCSqGSIb3DQEFDTA8MBsGCSqGSIb3DQEFDDAOBAhHMQC0W33EQgICA+gw
        HQYJYIZIAWUDBAECBBC+MTZI4G25x7xhyAbCstsNBEBWVuJMBLlm/bNF1zwcc1Uq
        KR7D4cz4CZc++QqqIgzkdf3XgZFFhyAwYZsvxXZwS6L8xq3qlIn3PuwVqaOMimwy
        -----END ENCRYPTED PRIVATE KEY-----
        """;

    /// <summary>openssl genpkey -algorithm ed25519</summary>
    internal const string Plain = """
        -----BEGIN PRIVATE KEY-----
        MC4CAQAwBQYDK2VwBCIEIJdW9W6in9uiN461oU9S9gIEKgzOL+XtNLpHODPsEi6i
        -----END PRIVATE KEY-----
        """;

    /// <summary>The public half of both.</summary>
    internal const string PublicHex = "ac9cd13ef88b137f93b808b98016ae285139227503cc8c566d6ff093fc43c8eb";

    private static readonly Dictionary<string, string[]> Options = new(StringComparer.Ordinal)
    {
        ["ed25519"] = ["-algorithm", "ed25519"],
        ["ecdsa-sha2-nistp256"] = ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"],
        ["ecdsa-sha2-nistp384"] = ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-384"],
        ["rsassa-pss-sha256"] = ["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"],
    };

    internal static void Need() => Assert.SkipUnless(Tool.Exists("openssl"), "There is no openssl program here.");

    /// <summary>Makes a key and answers its public half in PEM.</summary>
    internal static string Make(string scheme, string path, string? passphrase = null)
    {
        string[] encryption = passphrase is null ? [] : ["-aes-256-cbc", "-pass", "pass:" + passphrase];
        Tool.Run("openssl", ["genpkey", .. Options[scheme], .. encryption, "-out", path]);
        return PublicOf(path, passphrase);
    }

    /// <summary>What openssl takes the public half of a private key to be.</summary>
    internal static string PublicOf(string path, string? passphrase = null) =>
        Tool.Run("openssl", ["pkey", "-in", path, "-pubout", "-passin", "pass:" + passphrase]);
}
