namespace Playground.Tuf.Tests.Keys;

/// <summary>An Ed25519 key that OpenSSL made, in the forms it writes.</summary>
internal static class OpenSslEd25519Key
{
    /// <summary>PKCS#8, unencrypted.</summary>
    internal const string Private = """
        -----BEGIN PRIVATE KEY-----
        MC4CAQAwBQYDK2VwBCIEIJdW9W6in9uiN461oU9S9gIEKgzOL+XtNLpHODPsEi6i
        -----END PRIVATE KEY-----
        """;

    /// <summary>SubjectPublicKeyInfo.</summary>
    internal const string Public = """
        -----BEGIN PUBLIC KEY-----
        MCowBQYDK2VwAyEArJzRPviLE3+TuAi5gBauKFE5InUDzIxWbW/wk/xDyOs=
        -----END PUBLIC KEY-----
        """;

    /// <summary>The raw public key.</summary>
    internal const string PublicHex =
        "ac9cd13ef88b137f93b808b98016ae285139227503cc8c566d6ff093fc43c8eb";

    /// <summary>What opens every encrypted form here.</summary>
    internal const string Passphrase = "correct";

    /// <summary>openssl pkcs8 -topk8 -v2 aes-256-cbc</summary>
    internal const string Encrypted = """
        -----BEGIN ENCRYPTED PRIVATE KEY-----
        MIGbMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAhg1viyGo6EFwICCAAw
        DAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEEKViybMHJqzVlziC9Wafqb8EQM5c
        N/3awvgEM+rf3CWB5QwCL6rCT/mXp0VStFzoP8rrc2I3Kfe5hAv+li/AMDwXST5r
        rWGOBz/JkCZt2sw4A84=
        -----END ENCRYPTED PRIVATE KEY-----
        """;

    /// <summary>openssl pkcs8 -topk8 -v2 aes-128-cbc -v2prf hmacWithSHA1 -iter 1000</summary>
    internal const string EncryptedOldStyle = """
        -----BEGIN ENCRYPTED PRIVATE KEY-----
        MIGNMEkGCSqGSIb3DQEFDTA8MBsGCSqGSIb3DQEFDDAOBAhHMQC0W33EQgICA+gw
        HQYJYIZIAWUDBAECBBC+MTZI4G25x7xhyAbCstsNBEBWVuJMBLlm/bNF1zwcc1Uq
        KR7D4cz4CZc++QqqIgzkdf3XgZFFhyAwYZsvxXZwS6L8xq3qlIn3PuwVqaOMimwy
        -----END ENCRYPTED PRIVATE KEY-----
        """;

    /// <summary>openssl pkcs8 -topk8 -scrypt: not read here.</summary>
    internal const string EncryptedWithScrypt = """
        -----BEGIN ENCRYPTED PRIVATE KEY-----
        MIGTME8GCSqGSIb3DQEFDTBCMCEGCSsGAQQB2kcECzAUBAin0UeuvKxIKAICQAAC
        AQgCAQEwHQYJYIZIAWUDBAEqBBCIEVxHZd4QCTf8s16CcRRqBED/KeABfiRZnbZb
        M8DfSA4sSLucdTfNIN7viCiv1SEagg6Nt2bh26qQAIA5uF4Rvh+wOHr6UCMffw0w
        njqpe0kM
        -----END ENCRYPTED PRIVATE KEY-----
        """;

    /// <summary>openssl pkcs8 -topk8 -v1 PBE-SHA1-3DES: not read here.</summary>
    internal const string EncryptedWithPbes1 = """
        -----BEGIN ENCRYPTED PRIVATE KEY-----
        MFgwHAYKKoZIhvcNAQwBAzAOBAjtz0l/CemICgICCAAEOE4zQRvgzLZy3tmA+6RS
        GQNtTe8o/0rRy6h7ckf6DI4r6fanJ9/k6JsZv+HjdOv/arwjMugb6RGC
        -----END ENCRYPTED PRIVATE KEY-----
        """;
}
