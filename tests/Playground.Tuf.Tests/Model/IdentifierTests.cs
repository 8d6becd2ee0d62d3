using Playground.Tuf.Model;
using Xunit;

namespace Playground.Tuf.Tests.Model;

/// <summary>Names that come from outside become a type of their own, or are refused.</summary>
public sealed class IdentifierTests
{
    [Theory]
    [InlineData("root")]
    [InlineData("a role")]
    [InlineData("../../etc/passwd")]
    [InlineData("é😀")]
    [InlineData(".")]
    public void Role_names_are_any_text(string text)
    {
        Assert.True(RoleName.TryParse(text, out RoleName name));
        Assert.Equal(text, name.Value);
        Assert.Equal(name, RoleName.Parse(text));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a\0")]
    [InlineData("a\n")]
    [InlineData("\u007f")]
    [InlineData("\u009f")]
    public void But_not_empty_and_not_with_control_characters(string? text)
    {
        Assert.False(RoleName.TryParse(text, out RoleName name));
        Assert.Equal(default, name);
        Assert.Equal(ProblemCodes.BadRoleName, Assert.Throws<TufException>(() => RoleName.Parse(text!)).Code);
    }

    [Theory]
    [InlineData(0xd83d, "a{0}")]
    [InlineData(0xde00, "{0}/a")]
    [InlineData(0xd83d, "{0}{0}")]
    [InlineData(0xde00, "😀{0}")]
    [InlineData(0xd83d, "😀{0}x😀")]
    public void Half_a_surrogate_pair_is_in_no_name(int half, string format)
    {
        string text = string.Format(format, (char)half);

        Assert.False(RoleName.TryParse(text, out _));
        Assert.False(TargetPath.TryParse(text, out _));
        Assert.False(KeyId.TryParse(text, out _));
        Assert.False(PathPattern.TryParse(text, out _));
    }

    [Fact]
    public void Role_names_end_at_1024_characters()
    {
        Assert.True(RoleName.TryParse(new string('r', 1024), out _));
        Assert.False(RoleName.TryParse(new string('r', 1025), out _));
    }

    [Theory]
    [InlineData("root", "root.json")]
    [InlineData("a/b", "a%2Fb.json")]
    [InlineData("..", "%2E..json")]
    [InlineData("../../x", "%2E.%2F..%2Fx.json")]
    [InlineData(".hidden", "%2Ehidden.json")]
    [InlineData("é 😀%", "%C3%A9%20%F0%9F%98%80%25.json")]
    [InlineData("a\\b:c*?", "a%5Cb%3Ac%2A%3F.json")]
    public void The_file_name_of_a_role_is_one_harmless_segment(string role, string file) => Assert.Equal(file, RoleName.Parse(role).FileName);

    [Fact]
    public void Four_roles_are_top_level()
    {
        Assert.All(new[] { "root", "timestamp", "snapshot", "targets" }, name => Assert.True(RoleName.Parse(name).IsTopLevel));
        Assert.All(new[] { "Root", "targets2", "mirrors", "root " }, name => Assert.False(RoleName.Parse(name).IsTopLevel));
        Assert.Equal(RoleName.Root, RoleName.Parse("root"));
        Assert.False(default(RoleName).IsTopLevel);
    }

    [Theory]
    [InlineData("a", "", "a")]
    [InlineData("a/b/c.txt", "a/b", "c.txt")]
    [InlineData("...", "", "...")]
    [InlineData(".a/..b/c.", ".a/..b", "c.")]
    [InlineData("é 😀/%2e%2e/~", "é 😀/%2e%2e", "~")]
    [InlineData("C:/x", "C:", "x")]
    public void Target_paths_have_a_folder_and_a_file_name(string text, string folder, string file)
    {
        TargetPath path = TargetPath.Parse(text);

        Assert.Equal((text, folder, file), (path.Value, path.Directory, path.FileName));
        Assert.True(TargetPath.TryParse(text, out TargetPath same));
        Assert.Equal(path, same);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("/a")]
    [InlineData("a/")]
    [InlineData("a//b")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("./a")]
    [InlineData("a/../b")]
    [InlineData("a/.")]
    [InlineData("a/..")]
    [InlineData("a\\b")]
    [InlineData("..\\a")]
    [InlineData("a\0")]
    [InlineData("a\r\nb")]
    [InlineData("a\u007f")]
    public void Paths_that_could_lead_elsewhere_are_none(string? text)
    {
        Assert.False(TargetPath.TryParse(text, out TargetPath path));
        Assert.Equal(default, path);
        Assert.Equal(ProblemCodes.BadTargetPath, Assert.Throws<TufException>(() => TargetPath.Parse(text!)).Code);
    }

    [Fact]
    public void Target_paths_end_at_4096_bytes()
    {
        Assert.True(TargetPath.TryParse(new string('a', 4096), out _));
        Assert.False(TargetPath.TryParse(new string('a', 4097), out _));
        Assert.True(TargetPath.TryParse(new string('é', 2048), out _));
        Assert.False(TargetPath.TryParse(new string('é', 2049), out _));
    }

    [Fact]
    public void Keyids_are_any_text_but_none()
    {
        Assert.True(KeyId.TryParse("Any text\n", out KeyId id));
        Assert.Equal("Any text\n", id.Value);
        Assert.Equal(id, KeyId.Parse("Any text\n"));
        foreach (string? none in new[] { null, "" })
        {
            Assert.False(KeyId.TryParse(none, out KeyId empty));
            Assert.Equal(default, empty);
            Assert.Equal(ProblemCodes.BadKeyId, Assert.Throws<TufException>(() => KeyId.Parse(none!)).Code);
        }
    }

    [Fact]
    public void Patterns_are_any_text_but_none()
    {
        Assert.True(PathPattern.TryParse("[*", out PathPattern pattern));
        Assert.Equal("[*", pattern.Value);
        Assert.Equal(pattern, PathPattern.Parse("[*"));
        foreach (string? none in new[] { null, "" })
        {
            Assert.False(PathPattern.TryParse(none, out PathPattern empty));
            Assert.Equal(default, empty);
            Assert.Equal(ProblemCodes.BadPaths, Assert.Throws<TufException>(() => PathPattern.Parse(none!)).Code);
        }
    }

    [Fact]
    public void Names_that_nobody_gave_are_misuse_and_print_as_nothing()
    {
        Assert.Throws<InvalidOperationException>(() => default(RoleName).Value);
        Assert.Throws<InvalidOperationException>(() => default(TargetPath).Value);
        Assert.Throws<InvalidOperationException>(() => default(KeyId).Value);
        Assert.Throws<InvalidOperationException>(() => default(PathPattern).Value);
        Assert.Equal("", $"{default(RoleName)}{default(TargetPath)}{default(KeyId)}{default(PathPattern)}");
    }

    [Fact]
    public void Names_are_ordered_by_their_text()
    {
        Assert.True(RoleName.Parse("a").CompareTo(RoleName.Parse("b")) < 0);
        Assert.True(TargetPath.Parse("B").CompareTo(TargetPath.Parse("a")) < 0);
        Assert.Equal(0, KeyId.Parse("a").CompareTo(KeyId.Parse("a")));
    }

    [Fact]
    public void Names_are_shown_without_tricks()
    {
        Assert.Equal("a\\u202eb", TargetPath.Parse("a\u202eb").ToString());
        Assert.Equal("a\\u200b", RoleName.Parse("a\u200b").ToString());
        Assert.Equal("\\u0007", PathPattern.Parse("\u0007").ToString());
    }
}
