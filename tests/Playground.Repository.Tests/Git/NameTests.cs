using System.Text;
using Playground.Repository.Git;

namespace Playground.Repository.Tests.Git;

public sealed class NameTests : GitTest
{
    private static readonly string[] BranchCandidates =
    [
        "main", "sign/add-carol", "a", "@", "HEAD", "-x", "--force", "a/-b", "a..b", "a.", ".a", "a/.b", "a.lock", "a.lock/b", "a.locked", "a//b", "/a", "a/",
        "a b", "a~b", "a^b", "a:b", "a?b", "a*b", "a[b", "a\\b", "a\tb", "a\u007fb", "a@{b", "@{-1}", "a@b", "@a", "a]b", "ü/ß", "日本", "a.b.c", "a/b.", "x{y}",
        "refs/heads/x", "a'b\"c", "a;b", "$(a)", "", "a/HEAD", "HEAD/a", "head",
    ];

    [Fact]
    public void A_branch_name_is_what_git_takes_for_one()
    {
        foreach (string name in BranchCandidates)
        {
            // Here git first expands its shorthands, @ and @{-1}; as names of branches they are not allowed.
            bool git = Forge.TryGit("check-ref-format", "--branch", name).ExitCode == 0 && name is not "@" and not "@{-1}";
            Assert.True(git == BranchName.TryParse(name, out _), $"'{name}': git says {git}");
        }
    }

    [Fact]
    public void A_reference_is_named_in_full()
    {
        Assert.True(RefName.TryParse("refs/pull/5/head", out RefName pull));
        Assert.Null(pull.Branch);
        Assert.Equal(Main, RefName.Parse("refs/heads/main").Branch);
        Assert.Equal("refs/remotes/origin/sign/x", RefName.Tracking(RemoteName.Origin, BranchName.Parse("sign/x")).Value);
        Assert.All(["main", "refs", "refs/", "refs//x", "refs/heads/a b", "refs/heads/\ud800"], text => Assert.False(RefName.TryParse(text, out _)));
    }

    [Theory]
    [InlineData("da39a3ee5e6b4b0d3255bfef95601890afd80709", true)]
    [InlineData("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", true)]
    [InlineData("DA39A3EE5E6B4B0D3255BFEF95601890AFD80709", false)]
    [InlineData("da39a3ee5e", false)]
    [InlineData("0000000000000000000000000000000000000000", false)]
    [InlineData("da39a3ee5e6b4b0d3255bfef95601890afd8070\n", false)]
    public void An_object_id_is_given_in_full(string text, bool good) => Assert.Equal(good, ObjectId.TryParse(text, out _));

    [Theory]
    [InlineData("metadata/root.json", true)]
    [InlineData("targets/-x", true)]
    [InlineData("targets/日本 ü", true)]
    [InlineData("a.git", true)]
    [InlineData("", false)]
    [InlineData("/a", false)]
    [InlineData("a/", false)]
    [InlineData("a//b", false)]
    [InlineData("./a", false)]
    [InlineData("a/../b", false)]
    [InlineData(".git/hooks/pre-commit", false)]
    [InlineData("a/.GIT/x", false)]
    [InlineData("git~1/x", false)]
    [InlineData("a\nb", false)]
    [InlineData("a\\b", false)]
    [InlineData("a\udc80", false)]
    public void A_path_that_may_be_written_stays_inside(string text, bool good) => Assert.Equal(good, GitPath.TryParse(text, out _));

    [Fact]
    public void Bytes_that_are_no_text_survive_in_a_path()
    {
        byte[][] names = [[0xff], [0xc3, 0x28], [(byte)'a', 0xed, 0xa0, 0x80], Encoding.UTF8.GetBytes("ü日😀"), [0xf0, 0x9f, 0x98], [0x80, 0xc3, 0xbc, 0x80]];
        Assert.All(names, name => Assert.Equal(name, GitPath.FromCommit(null, GitPath.Decode(name)).ToBytes()));
        Assert.Equal(names.Length, names.Select(name => GitPath.Decode(name)).Distinct().Count());
    }

    [Fact]
    public void A_remote_is_never_an_option_and_shows_no_secret()
    {
        Assert.All(["", "-u", "--upload-pack=touch x", "a\nb", " a"], text => Assert.False(RemoteName.TryParse(text, out _)));
        Assert.Equal("https://example.org/r.git", RemoteName.Parse("https://me:secret@example.org/r.git?token=t#f").ToString());
        Assert.Equal("git@example.org:r.git", RemoteName.Parse("git@example.org:r.git").ToString());
        Assert.Equal("ssh://example.org/r", RemoteName.Parse("ssh://git:pa?ss@w@example.org/r").ToString());
        Assert.Equal("fatal: 'https://a/b' and 'https://c'", GitText.Strip("fatal: 'https://t@a/b?x' and 'https://u:p@c'"));
    }
}
