namespace Playground.Tuf.Tests.Keys;

/// <summary>An RSA key and signatures that OpenSSL made.</summary>
internal static class OpenSslRsaKey
{
    /// <summary>What the signatures are over.</summary>
    internal static ReadOnlySpan<byte> Message => "message"u8;

    /// <summary>openssl genrsa 2048</summary>
    internal const string Pkcs8 = """
        -----BEGIN PRIVATE KEY-----
        MIIEvgIBADANBgkqhkiG9w0BAQEFAASCBKgwggSkAgEAAoIBAQDKGJEAHdRDE73G
        FI6oFxAf8Ni9E3H9qvxwEF7yHaBzIuBNOoGqo34Zr7/OflW/Q8bkcVBu3AB/24jD
        wiqmge+C3/kFDA1DTdQIG+el8xU7jxyqRBZX4szuaCks3MyyUJToiMK5lppeHS35
        5518Hijd14VB4PadSebxCoVPn2Tw+DN8fsbw8L4Q9nHTiOoMWQy+ex4IdZIg3zpe
        3rb/6Zrbhap5K9to6R++Uli44IXwF9z8yTrdP4W06q0X6eXyNnBjxbwmkNfnDupD
        nit9qGrygiKQQeTadFgFwNQeDAgP/GlauMP/Ff+zkO6S9t+Chl8Dm6uOKG0vY+7K
        eZI2YQAhAgMBAAECggEAEye2cKwjHxN7MI/owJplAx4FMRCrhIdlI2sN0MWJnHgh
        Cfjiau3RqTYdCEG1t2oBa0wpO0S7gGLqyOE5wSv+K2m2tOmCRU+WaglZEMPkTo+f
        QC0xb/WVhoBVbMTl2v3jy1GRIV2atpJt9eqj5OyH45UGsqqTvW9QhibA4X3iZ6t3
        l/2cSm0duVspBrnwY9x0g2eeHTKnfUQBd1S+zanWPIlkjtCRnDaowwYW0XXpIb3E
        olzIbjgfFImieEyFt5/r2GgNqql8di7XUL72pb37TEsPVoJq405PaB95MlxVrmjX
        twkA4WbXKd20u++0nYDMpYXwOHiS2AZHhXQhY3yJUQKBgQD141+pJjC1YF+h7RXo
        CHFFJ6RV9PSLRFQZCp60HGDf/w7WD+Mse0aTQA6F6cbuI2gWt9JoPvINaSUSywOe
        tKRADc/8gTzN1YxQJ86K+sUFSXnLHslOed14Dtpvuw6/MWoHloPjcGUizjnvofEn
        h/PPoE7dw7W1dOkSSntD0U53mQKBgQDSaCnPRVma5s79PQGzTD/gPWnTcrQXYW63
        EfOT4zA10BB0Zhr4xNgoF7wuEkbZuPh/ovZbeUgW9NtU4ZKrF3by4pnPuvVZYngq
        QU17s0bCE+GQ1rVpG1WYo6AUysf0TVwMe5eIS4bFr1OHqDvWpxciNrcXJv0DTr8A
        +9m3XimByQKBgHPFt7/DrIFpu/1YzMywVOyzqouSRyXfaR1VQ74X8oDk7Y5acqL5
        9BPWwD/K/5AWeabgrB/LK1qnG/6KOc0azo8eMcR48TEVD/iZlYUYZ3WCz+aUO0JI
        3L7vd2fOEjZxRLQH6VdID0ZhBSRQAmSTfXdPynJd+ItUXXzwNrOKtEBZAoGBAJ1V
        gp4ZL43jNbirm8/lHoahpbaVuREarF18sPVPF0fGE+fWSijnmPMx/Gc/B3fbFwbq
        Zumz4TI5WqE4JCKH40xwIa/yD3ENbum59ySexDRwBWX3B6RW6kS/Zf7mO2r1RfWX
        nZIvV9IO7pksNcKnI2dUHsjTQLLueWlU6lJxuPvxAoGBAK2++x71/VXUO++ugiPw
        lDsJIr0MbDXC+AYOtk19Zh+bfgvxsBwjyarOwWF/uwRfgc73JnfFF8W0j3mgYyXO
        KHBFPFuY2Nko6wjs9LfND/bk5rGi9isgIuMPpfWZUZ+NvSBPhsUqDNMHWlfPhavX
        p1mHupF7J6UDCjh1S6XVbKfV
        -----END PRIVATE KEY-----
        """;

    /// <summary>The same in PKCS#1.</summary>
    internal const string Private = """
        -----BEGIN RSA PRIVATE KEY-----
        MIIEpAIBAAKCAQEAyhiRAB3UQxO9xhSOqBcQH/DYvRNx/ar8cBBe8h2gcyLgTTqB
        qqN+Ga+/zn5Vv0PG5HFQbtwAf9uIw8IqpoHvgt/5BQwNQ03UCBvnpfMVO48cqkQW
        V+LM7mgpLNzMslCU6IjCuZaaXh0t+eedfB4o3deFQeD2nUnm8QqFT59k8PgzfH7G
        8PC+EPZx04jqDFkMvnseCHWSIN86Xt62/+ma24WqeSvbaOkfvlJYuOCF8Bfc/Mk6
        3T+FtOqtF+nl8jZwY8W8JpDX5w7qQ54rfahq8oIikEHk2nRYBcDUHgwID/xpWrjD
        /xX/s5DukvbfgoZfA5urjihtL2PuynmSNmEAIQIDAQABAoIBABMntnCsIx8TezCP
        6MCaZQMeBTEQq4SHZSNrDdDFiZx4IQn44mrt0ak2HQhBtbdqAWtMKTtEu4Bi6sjh
        OcEr/itptrTpgkVPlmoJWRDD5E6Pn0AtMW/1lYaAVWzE5dr948tRkSFdmraSbfXq
        o+Tsh+OVBrKqk71vUIYmwOF94merd5f9nEptHblbKQa58GPcdINnnh0yp31EAXdU
        vs2p1jyJZI7QkZw2qMMGFtF16SG9xKJcyG44HxSJonhMhbef69hoDaqpfHYu11C+
        9qW9+0xLD1aCauNOT2gfeTJcVa5o17cJAOFm1yndtLvvtJ2AzKWF8Dh4ktgGR4V0
        IWN8iVECgYEA9eNfqSYwtWBfoe0V6AhxRSekVfT0i0RUGQqetBxg3/8O1g/jLHtG
        k0AOhenG7iNoFrfSaD7yDWklEssDnrSkQA3P/IE8zdWMUCfOivrFBUl5yx7JTnnd
        eA7ab7sOvzFqB5aD43BlIs4576HxJ4fzz6BO3cO1tXTpEkp7Q9FOd5kCgYEA0mgp
        z0VZmubO/T0Bs0w/4D1p03K0F2FutxHzk+MwNdAQdGYa+MTYKBe8LhJG2bj4f6L2
        W3lIFvTbVOGSqxd28uKZz7r1WWJ4KkFNe7NGwhPhkNa1aRtVmKOgFMrH9E1cDHuX
        iEuGxa9Th6g71qcXIja3Fyb9A06/APvZt14pgckCgYBzxbe/w6yBabv9WMzMsFTs
        s6qLkkcl32kdVUO+F/KA5O2OWnKi+fQT1sA/yv+QFnmm4Kwfyytapxv+ijnNGs6P
        HjHEePExFQ/4mZWFGGd1gs/mlDtCSNy+73dnzhI2cUS0B+lXSA9GYQUkUAJkk313
        T8pyXfiLVF188DazirRAWQKBgQCdVYKeGS+N4zW4q5vP5R6GoaW2lbkRGqxdfLD1
        TxdHxhPn1koo55jzMfxnPwd32xcG6mbps+EyOVqhOCQih+NMcCGv8g9xDW7pufck
        nsQ0cAVl9wekVupEv2X+5jtq9UX1l52SL1fSDu6ZLDXCpyNnVB7I00Cy7nlpVOpS
        cbj78QKBgQCtvvse9f1V1DvvroIj8JQ7CSK9DGw1wvgGDrZNfWYfm34L8bAcI8mq
        zsFhf7sEX4HO9yZ3xRfFtI95oGMlzihwRTxbmNjZKOsI7PS3zQ/25OaxovYrICLj
        D6X1mVGfjb0gT4bFKgzTB1pXz4Wr16dZh7qReyelAwo4dUul1Wyn1Q==
        -----END RSA PRIVATE KEY-----
        """;

    /// <summary>SubjectPublicKeyInfo.</summary>
    internal const string Public = """
        -----BEGIN PUBLIC KEY-----
        MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAyhiRAB3UQxO9xhSOqBcQ
        H/DYvRNx/ar8cBBe8h2gcyLgTTqBqqN+Ga+/zn5Vv0PG5HFQbtwAf9uIw8IqpoHv
        gt/5BQwNQ03UCBvnpfMVO48cqkQWV+LM7mgpLNzMslCU6IjCuZaaXh0t+eedfB4o
        3deFQeD2nUnm8QqFT59k8PgzfH7G8PC+EPZx04jqDFkMvnseCHWSIN86Xt62/+ma
        24WqeSvbaOkfvlJYuOCF8Bfc/Mk63T+FtOqtF+nl8jZwY8W8JpDX5w7qQ54rfahq
        8oIikEHk2nRYBcDUHgwID/xpWrjD/xX/s5DukvbfgoZfA5urjihtL2PuynmSNmEA
        IQIDAQAB
        -----END PUBLIC KEY-----
        """;

    /// <summary>PKCS#1.</summary>
    internal const string PublicPkcs1 = """
        -----BEGIN RSA PUBLIC KEY-----
        MIIBCgKCAQEAyhiRAB3UQxO9xhSOqBcQH/DYvRNx/ar8cBBe8h2gcyLgTTqBqqN+
        Ga+/zn5Vv0PG5HFQbtwAf9uIw8IqpoHvgt/5BQwNQ03UCBvnpfMVO48cqkQWV+LM
        7mgpLNzMslCU6IjCuZaaXh0t+eedfB4o3deFQeD2nUnm8QqFT59k8PgzfH7G8PC+
        EPZx04jqDFkMvnseCHWSIN86Xt62/+ma24WqeSvbaOkfvlJYuOCF8Bfc/Mk63T+F
        tOqtF+nl8jZwY8W8JpDX5w7qQ54rfahq8oIikEHk2nRYBcDUHgwID/xpWrjD/xX/
        s5DukvbfgoZfA5urjihtL2PuynmSNmEAIQIDAQAB
        -----END RSA PUBLIC KEY-----
        """;

    /// <summary>1024 bits.</summary>
    internal const string TooSmall = """
        -----BEGIN PUBLIC KEY-----
        MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDacvUiNSe0FqtsrnMtVK4c+FeT
        VT7Nb1J+ys6VFMAYPTLQdq4IyBbTKm7DQB9GebWLvvWsiWDwklWf+XzCI9f1AL71
        ncR34fs5pwpxLhmI8/dc1NdVNuKug+6enICfhHc2qOoslyMLwgliDdCaU1RIDYF4
        gbbXJ3sklrzlB3DXJQIDAQAB
        -----END PUBLIC KEY-----
        """;

    /// <summary>1024 bits.</summary>
    internal const string TooSmallPrivate = """
        -----BEGIN PRIVATE KEY-----
        MIICdwIBADANBgkqhkiG9w0BAQEFAASCAmEwggJdAgEAAoGBANpy9SI1J7QWq2yu
        cy1Urhz4V5NVPs1vUn7KzpUUwBg9MtB2rgjIFtMqbsNAH0Z5tYu+9ayJYPCSVZ/5
        fMIj1/UAvvWdxHfh+zmnCnEuGYjz91zU11U24q6D7p6cgJ+Edzao6iyXIwvCCWIN
        0JpTVEgNgXiBttcneySWvOUHcNclAgMBAAECgYEA2mYocqTWJxSrGqNm/6Ez2j7n
        v6NwgI+V2LIGy8HNM+6riQO+h4UUXNaFmqvXGOzB9w9aK7/FrX+AH8qdUrPnSXEY
        91hcdmnURAK4Enw9uOUiBkjXIsMTTsZJwLAdmw1asyNpxjZUMB9WbCXLKDJfkIaY
        VIAeisbys6fV1lXimkECQQDxeW//sNlv0twDZXEBr5WH01YvUKsqdRmauUw/uGBU
        3nbrlsy1u/vy4v9kRl2MpLk8pxnj6qFQmZI+9MkS7ObtAkEA55bxoKfzyIhpDUix
        69I1/O0GOKNKAvb+k2QZ8dQaqqO52OP4KaCcgVGVihs2ttLt2eQCDEk1x2M+1K1y
        U4QyGQJAF9P25FFMM4eoJEGnVBZCeCO3lnWsXkUt4KG2T3dfMiC9tWOtEaXaJ86U
        iw2Sf6VljgGjQWVOw8hTsRiwmsh7xQJABmkBKyc68jQEZF+8vQBGiketQmgSpl5b
        0YyVw0HRsyNxA3Xb6psNee7eKsJyE0FnX/6Vp+1m1awDkzNx1Kn2EQJBALyOzBOv
        t3CIDCmCcwYnmfQWP37dm3y06cNntZYCkBTQEKYVmmtuNTmMuvhqNQBF6SXEfppj
        6art93+MQsqbe4Y=
        -----END PRIVATE KEY-----
        """;

    /// <summary>-sigopt rsa_pss_saltlen:0</summary>
    internal const string Salt0 =
        "bfc932f566527b343363fc04b4801636c16d54ab23a4fcc6363fc30ef75229e4f253a850e8d250748a6368567679f56fcd42a50c8fa9195f"
        + "32e4fcdeca1cadc3510ee77d6a85896b685c56ac0ad4340a85e56828f15b16c6b2eea4942678d08c1a83e4d8c88aaa1e6241c9530d52839c"
        + "822f211de0b681ac52f9deca7fe57fdf8aaf13ce8c03eb88a0c4b069cd45fe77ce3e7859555e46c2515d9b720a5436584e2076311ba6d934"
        + "b8c5bd67fc8f80b57947430a211a0bdfdba24ac265d2ece7d81437cd949287bd7af39e993a3079f494885e8c20bd997eb5647b43b965df1f"
        + "9e5a9cb4efad1b0479c6e15eb7b491f83b310b1f3181b3d16c8b7df82505bb70";

    /// <summary>-sigopt rsa_pss_saltlen:20</summary>
    internal const string Salt20 =
        "848b989c95c0ab081a48b6452f5d1531f455fa71742275504b85d9c9dd0934657bb7760807669a4f96f038de41d2510149884eaa5ea5eb95"
        + "879fa8b414996d36c06dfe7b9dfb11467b1b392e2c09f64b5ff73d5c696474dfb585fad53504495d21ce3e692a8e30926948816887b89b59"
        + "7414517bdb04ecae44419f795010987bb41a2245cdc3937e44060e6c0cbee0756a2671835595dbe73754d3d7e8f7527bdd79836c6ba523cd"
        + "614bc5a4eb79db8997d07d4554cb8f1f1d07969e6dc2854da4e6e24c417370b3696faa1496485330e1e2b89868805a60ff23635ef17ed99f"
        + "7f27975026839ee3ee18307db3ba0560b52ff2cc66248b9765646b1831a09e68";

    /// <summary>-sigopt rsa_pss_saltlen:32</summary>
    internal const string Salt32 =
        "c1eb099ad82efbaf06c9e3106c4f22d7ad7514e8167713650227cf8c02a6431fbfeddc5929fafab7f343439faf77ed816381d1ad09253d0d"
        + "82821e1f755b94d78f6923e720d0518f704f408a74a9b5451f6b8044d7879d0d2b5ecdeba85f2b10f57764c822a1baee6f270cd2c0b2025d"
        + "1b8c4921af38011a6be5726b30f6b556e8bac2415ea7befc48e693dbd13c48b4bd9e26675d8b18202ade1600e661a21ee8c2ab112d178628"
        + "b34c2a84b0b33db1fee0de2ee98f8f4ca17202d9ca74775b510df2018e99b1248186251249a8497a7897921ec0a5b40ff4f14436e928697e"
        + "fa6ab3e4ad23763d15adde4931ed170a629969ff23fedc920b7489258bb44096";

    /// <summary>-sigopt rsa_pss_saltlen:max</summary>
    internal const string SaltMax =
        "91d467ec2592ad9f73aa481da1a3aac313451005219d766ed575575df83820b4b134946ba4ed2eed862e0c33d9fc3c626dcf7e43dfc69880"
        + "abcb8147771997372dd165688e8a4bfe3691776d02565d2c69a0dcf73c73c0d049aae23ec752dc4da11b8724d002aaa6542f550f57a709df"
        + "67914a9dadc5ff9ccba2f407c33a0d9bcccd4d577c8ee07c13166ba4f4d131f15cd0a84ca4fae36006c8c75f303674083c46187b1acd4f49"
        + "728701c165f2aad701e3516ddd732cdb242f8f0ebfdccf0acf508ecf9163534e0c5cffd8a2fcde08b960c709b09eedf3144944139fb14ec2"
        + "90a2dfab4d88b097b5b8f9dd9f03b5f43e8283d4c5d69c23cb78c8e6ebb42584";

    /// <summary>PKCS#1 v1.5 padding.</summary>
    internal const string Pkcs1Padding =
        "197cf130534407909af5d4051d409e4e1a411a6c210b506d93fc2bfc5df2115e6afaff19cf0c3385e322ef232618abe5fbe0f656a7b5138d"
        + "5a1494e33664d362a16ed71a5047d94a444ac38055e7806d4a07ed0a8ac44ef382886c880178e2d7a8e7b25bdca656c33b64142d600d48e7"
        + "39c72f8e9ec16117c26837b99345f45446a4a5a461b8b29c1c87ad00342fe723f8c98e61af2f6edd8db98f5afae268412bd59bfbb2e7e98d"
        + "340f3c742428a6deeb550d6c0b1b13cc6b3c1acc8b32625cafef85b3993b6df7e7a52508fc729ad685b405360e9436b63acce04dbab8de78"
        + "ba4c5c34dfa0d5fdc351430b39bdf1f8ad46473067f4059e4604d3e048cf21d4";

    /// <summary>PSS with the wrong hash.</summary>
    internal const string Sha512 =
        "2acf12985a5eb887bec923675152a97cc65bd4daff1a8f43f1c9f934ff3a0351568f4a1fe29145014bc80f5bdf8d7e4a923a5f3f65922e17"
        + "7cec4b0a7f74818892e48f86fac2df2f8f0bbfcf5cb2185c3107d38dd8adca754eb0ea5b0232cfce2675ad063c3c7734d30da16f3cd5bdeb"
        + "5f623d9f67178ac6f6b36d384458ae4b8072082193437a858fc28d8219b0bf8aae2b2213690d6b806980dc0ba8cb4b6b0eea01c96ee84a2c"
        + "d70f0aef1732a6e50f889eb93b26123ff2407f536600a764d9f0790136cd248704c89309e93da416724af2d7e67638e0f426d58c7e8ac63e"
        + "d77ebe832434b309af5df6aa6ef4025b9afe620f9f6c2e54a2cc003a5c9f6666";

    /// <summary>PSS with SHA-256 and the wrong mask generation.</summary>
    internal const string Mgf1Sha1 =
        "c91082643b428015fa0d71cf72601bf795c7fbb7152a9acbb7e7a1ff0eaae5699f5663818efe701e5650efe8b2bbb3ba55543c779e1b38ce"
        + "b1044bfb3c630a075ef2ee795a1a3e639c29f85ecf4aa8ec8ebfa264d2311cebe6bf61afeea52d8fe62508b5dc05b4ef48e8537566d6f8d8"
        + "1930d9cc68b03c6960cc17369077e5d89f6897bfd944e45da383389d31c272f8710414db3f58211c7180d9063c838600951b03da2fdd47f8"
        + "e1b1d2021275aac164b65ee555cff512d273bad94f3268055679191df1a9b2ffef27651925a7054f06f3f5e0e1d6e6fdcc12e596ceb8c871"
        + "c76c6bbe827cc8331f14c31c16ad018a29f2872197072507279b836c9a0c69a6";
}
