using Playground.Testing;
using Xunit;

namespace Playground.Workflows.Tests.Workflows;

/// <summary>Workflows are read strictly, and their filters are GitHub's.</summary>
public sealed class WorkflowFileTests
{
    [Theory]
    [InlineData("sign/first", "sign/**", true)]
    [InlineData("sign/a/b", "sign/**", true)]
    [InlineData("sign/a/b", "sign/*", false)]
    [InlineData("main", "sign/**", false)]
    [InlineData("design/x", "sign/**", false)]
    public void A_branch_matches_a_pattern(string branch, string pattern, bool matches) => Assert.Equal(matches, NamePattern.Match([NamePattern.Parse(pattern)], branch));

    [Theory]
    [InlineData(true, "metadata/targets.json", "metadata/snapshot.json")]
    [InlineData(false, "metadata/snapshot.json", "metadata/timestamp.json")]
    [InlineData(false, "README.md")]
    public void Only_roles_of_people_make_main_be_signed_online(bool fires, params string[] changed)
    {
        WorkflowFile workflow = WorkflowFile.Parse("online-sign.yml", File.ReadAllText(House.PathOf(".github/workflows/online-sign.yml")));

        Assert.Equal(fires, workflow.On["push"].Matches("main", changed));
        Assert.False(workflow.On["push"].Matches("sign/x", changed));
    }

    [Theory]
    [InlineData("on: push\nshell: sh\njobs: {a: {runs-on: x, steps: []}}")]
    [InlineData("on: {push: {tags: [v1]}}\njobs: {a: {runs-on: x, steps: []}}")]
    [InlineData("on: push\njobs: {a: {runs-on: x, strategy: {}, steps: []}}")]
    [InlineData("on: push\njobs: {a: {runs-on: x, steps: [{run: x, continue-on-error: true}]}}")]
    [InlineData("on: push\njobs: {a: {runs-on: x, steps: [{run: x, uses: y}]}}")]
    [InlineData("on: push\njobs: {a: {uses: x, secrets: inherit}}")]
    [InlineData("on: push\npermissions: write-all\njobs: {a: {runs-on: x, steps: []}}")]
    [InlineData("on: push\njobs: {a: {runs-on: x, needs: b, steps: []}, b: {runs-on: x, steps: []}}")]
    [InlineData("on: {push: {branches: ['v[0-9]']}}\njobs: {a: {runs-on: x, steps: []}}")]
    public void What_is_not_known_fails(string workflow) => Assert.Throws<NotSupportedException>(() => WorkflowFile.Parse("x.yml", workflow));
}
