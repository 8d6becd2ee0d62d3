using System.IO.Pipes;
using System.Text;
using Playground.Signing.Passphrases;
using Playground.Tuf;
using Xunit;

namespace Playground.Signing.Tests.Passphrases;

public sealed class DescriptorPassphraseTests
{
    private static readonly PassphraseRequest Request = new("file:key.pem");

    [Fact]
    public async Task Each_key_that_asks_gets_the_next_line()
    {
        using AnonymousPipeServerStream pipe = Pipe("first\nzwöite\r\nlast");
        DescriptorPassphrase source = new(Descriptor(pipe));

        Assert.Equal(["first", "zwöite", "last"], [await AskAsync(source), await AskAsync(source), await AskAsync(source)]);
        await RefusedAsync(source);
    }

    [Fact]
    public async Task What_did_not_open_a_key_once_is_not_followed_by_the_next_line()
    {
        using AnonymousPipeServerStream pipe = Pipe("first\nsecond\n");
        DescriptorPassphrase source = new(Descriptor(pipe));
        await AskAsync(source);

        Assert.Null(await source.AskAsync(Request with { Attempt = 2 }, TestContext.Current.CancellationToken));
        Assert.Equal("second", await AskAsync(source));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public async Task An_empty_line_is_no_passphrase(string content)
    {
        using AnonymousPipeServerStream pipe = Pipe(content);
        await RefusedAsync(new DescriptorPassphrase(Descriptor(pipe)));
    }

    [Fact]
    public async Task A_line_may_be_as_long_as_is_said_and_no_longer()
    {
        using AnonymousPipeServerStream fits = Pipe(new string('x', DescriptorPassphrase.MaxLength) + "\n");
        Assert.Equal(DescriptorPassphrase.MaxLength, (await AskAsync(new DescriptorPassphrase(Descriptor(fits)))).Length);

        using AnonymousPipeServerStream tooLong = Pipe(new string('x', DescriptorPassphrase.MaxLength + 1) + "\n");
        await RefusedAsync(new DescriptorPassphrase(Descriptor(tooLong)));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(999_999)]
    public Task A_descriptor_that_is_not_open_is_refused(int descriptor) => RefusedAsync(new DescriptorPassphrase(descriptor));

    private static AnonymousPipeServerStream Pipe(string content)
    {
        AnonymousPipeServerStream pipe = new(PipeDirection.Out);
        pipe.Write(Encoding.UTF8.GetBytes(content));
        pipe.SafePipeHandle.Close();
        return pipe;
    }

    private static int Descriptor(AnonymousPipeServerStream pipe) => (int)pipe.ClientSafePipeHandle.DangerousGetHandle();

    private static async Task<string> AskAsync(DescriptorPassphrase source)
    {
        using SecretText? passphrase = await source.AskAsync(Request, TestContext.Current.CancellationToken);
        return passphrase!.Chars.ToString();
    }

    private static async Task RefusedAsync(DescriptorPassphrase source)
    {
        TufException refused = await Assert.ThrowsAsync<TufException>(() => AskAsync(source));
        Assert.Equal(SigningProblemCodes.PassphraseNotReadable, refused.Code);
        Assert.Contains("nothing was signed", refused.Message, StringComparison.Ordinal);
    }
}
