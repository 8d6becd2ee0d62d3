using System.Diagnostics;
using Playground.Testing;
using Xunit;

namespace Playground.Downloader.Tests;

/// <summary>Ctrl-C, when a person has waited long enough.</summary>
public sealed class InterruptTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_download_that_hangs_can_be_stopped_and_leaves_nothing(bool afterHeaders)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no kill.");
        await using var community = new Community();
        byte[] content = new byte[1_000_000];
        community.Repository.AddArtifact("large.bin", content);
        await community.Publish().TrustedAsync();
        var hangs = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        HttpFault fault = afterHeaders ? HttpFault.StallBody : HttpFault.Stall;
        community.Server.Inject(community.Repository.ArtifactPathOf("large.bin", content), fault with
        {
            AnswerAsync = exchange =>
            {
                Task<bool> answer = fault.AnswerAsync(exchange);
                hangs.TrySetResult();
                return answer;
            },
        });

        using Process process = community.Start("get", "large.bin");
        Task<string> talk = process.StandardError.ReadToEndAsync(Stop);
        await hangs.Task.WaitAsync(Stop);
        using (Process kill = Process.Start("kill", ["-INT", $"{process.Id}"]))
        {
            await kill.WaitForExitAsync(Stop);
        }

        await process.WaitForExitAsync(Stop);

        Assert.Equal((3, "Stopped. Nothing was left half done.\n"), (process.ExitCode, await talk));
        Assert.Empty(community.Names());
    }
}
