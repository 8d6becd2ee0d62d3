namespace Playground.Tuf.Tests.Keys;

/// <summary>ECDSA keys and signatures that OpenSSL made.</summary>
internal static class OpenSslEcdsaKeys
{
    /// <summary>What the signatures are over.</summary>
    internal static ReadOnlySpan<byte> Message => "message"u8;

    /// <summary>openssl ecparam -genkey: parameters, then the key (RFC 5915).</summary>
    internal const string P256Private = """
        -----BEGIN EC PARAMETERS-----
        BggqhkjOPQMBBw==
        -----END EC PARAMETERS-----
        -----BEGIN EC PRIVATE KEY-----
        MHcCAQEEIM67cm2uObykbWC+j/+jWZkJ4VJjmMtWnFDKE0MTJRmIoAoGCCqGSM49
        AwEHoUQDQgAEQYf0ITk7qFATXi+npBqgVWXDo9ceYE47if50simsqnGF8G5HKrPG
        WGcqYlXeCgkOvMgBFYdx01YE8Nrh80llVw==
        -----END EC PRIVATE KEY-----
        """;

    /// <summary>The same in PKCS#8.</summary>
    internal const string P256Pkcs8 = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgzrtyba45vKRtYL6P
        /6NZmQnhUmOYy1acUMoTQxMlGYihRANCAARBh/QhOTuoUBNeL6ekGqBVZcOj1x5g
        TjuJ/nSyKayqcYXwbkcqs8ZYZypiVd4KCQ68yAEVh3HTVgTw2uHzSWVX
        -----END PRIVATE KEY-----
        """;

    /// <summary>SubjectPublicKeyInfo.</summary>
    internal const string P256Public = """
        -----BEGIN PUBLIC KEY-----
        MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEQYf0ITk7qFATXi+npBqgVWXDo9ce
        YE47if50simsqnGF8G5HKrPGWGcqYlXeCgkOvMgBFYdx01YE8Nrh80llVw==
        -----END PUBLIC KEY-----
        """;

    /// <summary>The uncompressed point.</summary>
    internal const string P256Point =
        "044187f421393ba850135e2fa7a41aa05565c3a3d71e604e3b89fe74b229acaa7185f06e472ab3c658672a6255de0a090ebcc801158771d3"
        + "5604f0dae1f3496557";

    /// <summary>openssl dgst -sha256 -sign</summary>
    internal const string P256Signature =
        "30450220566bf9d53cd684416183f2f84323bbe2647b2eea0b381cd195d61955d237ee4a022100fd5a4458e94aecfb9db4b38e17692866ff"
        + "fa2fbeade1c0ccd591d1f8be68ed7a";

    /// <summary>openssl ecparam -genkey: parameters, then the key (RFC 5915).</summary>
    internal const string P384Private = """
        -----BEGIN EC PARAMETERS-----
        BgUrgQQAIg==
        -----END EC PARAMETERS-----
        -----BEGIN EC PRIVATE KEY-----
        MIGkAgEBBDAsph3CvR5FY+Uj0KOP0PjMX7ILejGIXaFjzqRuEksQXy/G4O+9PCd4
        7Hd4Ei/asiegBwYFK4EEACKhZANiAARBO3cdw1YTjGAs59xcwU84K/5Y5sUcMAI+
        Y9LahD6YPL+jEX6rOz/1UfuxyYQo8JoQeKcbMjg81qfUGe8ezP7VkHlvXZVkuxHh
        E0mpvkSpmnAuDNXwQuzDVOKzCsxvGaU=
        -----END EC PRIVATE KEY-----
        """;

    /// <summary>The same in PKCS#8.</summary>
    internal const string P384Pkcs8 = """
        -----BEGIN PRIVATE KEY-----
        MIG2AgEAMBAGByqGSM49AgEGBSuBBAAiBIGeMIGbAgEBBDAsph3CvR5FY+Uj0KOP
        0PjMX7ILejGIXaFjzqRuEksQXy/G4O+9PCd47Hd4Ei/asiehZANiAARBO3cdw1YT
        jGAs59xcwU84K/5Y5sUcMAI+Y9LahD6YPL+jEX6rOz/1UfuxyYQo8JoQeKcbMjg8
        1qfUGe8ezP7VkHlvXZVkuxHhE0mpvkSpmnAuDNXwQuzDVOKzCsxvGaU=
        -----END PRIVATE KEY-----
        """;

    /// <summary>SubjectPublicKeyInfo.</summary>
    internal const string P384Public = """
        -----BEGIN PUBLIC KEY-----
        MHYwEAYHKoZIzj0CAQYFK4EEACIDYgAEQTt3HcNWE4xgLOfcXMFPOCv+WObFHDAC
        PmPS2oQ+mDy/oxF+qzs/9VH7scmEKPCaEHinGzI4PNan1BnvHsz+1ZB5b12VZLsR
        4RNJqb5EqZpwLgzV8ELsw1TiswrMbxml
        -----END PUBLIC KEY-----
        """;

    /// <summary>The uncompressed point.</summary>
    internal const string P384Point =
        "04413b771dc356138c602ce7dc5cc14f382bfe58e6c51c30023e63d2da843e983cbfa3117eab3b3ff551fbb1c98428f09a1078a71b32383c"
        + "d6a7d419ef1eccfed590796f5d9564bb11e11349a9be44a99a702e0cd5f042ecc354e2b30acc6f19a5";

    /// <summary>openssl dgst -sha384 -sign</summary>
    internal const string P384Signature =
        "3065023100f9e39500b34f3792affec56bdf752fd575f3bdd01888f9b6d154901703f0ce3d1e732a3ac7faa5dfe0ef3e7f6fbde3ef02302f"
        + "e4166bbd66ccd4c4b98fdd080e7405c184ab15195273840f73e65cb5078527afbd048eb2e477e27c7c24ec3292e8ad";

    /// <summary>P-256 with the wrong hash.</summary>
    internal const string P256WithSha384 =
        "3045022100cd23fd5a20e0c86180b5536fba326267331b9617452cffafd862c5fefe70bd68022043f9b4ca15de278311bdf105a6363496f7"
        + "a10345952c6eb192455feb52df5082";

    /// <summary>The P-256 key with its curve spelled out instead of named.</summary>
    internal const string P256Explicit = """
        -----BEGIN PUBLIC KEY-----
        MIIBSzCCAQMGByqGSM49AgEwgfcCAQEwLAYHKoZIzj0BAQIhAP////8AAAABAAAA
        AAAAAAAAAAAA////////////////MFsEIP////8AAAABAAAAAAAAAAAAAAAA////
        ///////////8BCBaxjXYqjqT57PrvVV2mIa8ZR0GsMxTsPY7zjw+J9JgSwMVAMSd
        NgiG5wSTamZ44ROdJreBn36QBEEEaxfR8uEsQkf4vOblY6RA8ncDfYEt6zOg9KE5
        RdiYwpZP40Li/hp/m47n60p8D54WK84zV2sxXs7LtkBoN79R9QIhAP////8AAAAA
        //////////+85vqtpxeehPO5ysL8YyVRAgEBA0IABEGH9CE5O6hQE14vp6QaoFVl
        w6PXHmBOO4n+dLIprKpxhfBuRyqzxlhnKmJV3goJDrzIARWHcdNWBPDa4fNJZVc=
        -----END PUBLIC KEY-----
        """;

    /// <summary>The P-256 key with a compressed point.</summary>
    internal const string P256Compressed = """
        -----BEGIN PUBLIC KEY-----
        MDkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDIgADQYf0ITk7qFATXi+npBqgVWXDo9ce
        YE47if50simsqnE=
        -----END PUBLIC KEY-----
        """;

    /// <summary>The P-256 key with a hybrid point.</summary>
    internal const string P256Hybrid = """
        -----BEGIN PUBLIC KEY-----
        MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAHQYf0ITk7qFATXi+npBqgVWXDo9ce
        YE47if50simsqnGF8G5HKrPGWGcqYlXeCgkOvMgBFYdx01YE8Nrh80llVw==
        -----END PUBLIC KEY-----
        """;

    /// <summary>A key on a curve of no use here.</summary>
    internal const string Secp256k1Private = """
        -----BEGIN EC PRIVATE KEY-----
        MHQCAQEEIPQcJgbh9jMwjcddTpaZ/fkQ+ukCCotw20rlPFpiyG76oAcGBSuBBAAK
        oUQDQgAENN1Y1kBzX3oTBDLC86HEuSPVnhKIL3jCZlTN/gGOLe1gW7jCzJ2fx+tU
        72boqbbyRSaNhQg4TtuMJjKoJTjKOw==
        -----END EC PRIVATE KEY-----
        """;

    /// <summary>Its public half.</summary>
    internal const string Secp256k1Public = """
        -----BEGIN PUBLIC KEY-----
        MFYwEAYHKoZIzj0CAQYFK4EEAAoDQgAENN1Y1kBzX3oTBDLC86HEuSPVnhKIL3jC
        ZlTN/gGOLe1gW7jCzJ2fx+tU72boqbbyRSaNhQg4TtuMJjKoJTjKOw==
        -----END PUBLIC KEY-----
        """;
}
