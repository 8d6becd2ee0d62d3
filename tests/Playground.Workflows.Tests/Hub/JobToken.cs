using Playground.Workflows.Tests.Workflows;

namespace Playground.Workflows.Tests.Hub;

/// <summary>The token that a job gets: its text, and what it may do.</summary>
internal sealed record JobToken(string Text, Permissions Permissions)
{
    internal void Require(string scope, string level, string what)
    {
        if (!Permissions.Allows(scope, level))
        {
            throw new StepFailedException($"Resource not accessible by integration: {what} needs {scope}: {level}.");
        }
    }
}
