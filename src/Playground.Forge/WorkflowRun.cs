namespace Playground.Forge;

/// <summary>A run of a workflow: what only the service itself says of it.</summary>
public sealed record WorkflowRun
{
    /// <summary>Its number.</summary>
    public required long Id { get; init; }

    /// <summary>The file of the workflow, such as <c>.github/workflows/signing-event.yml</c>.</summary>
    public required string Path { get; init; }

    /// <summary>What started it, such as <c>pull_request</c>.</summary>
    public required string Event { get; init; }

    /// <summary>Whose branch it ran for.</summary>
    public required HeadBranch Head { get; init; }

    /// <summary>The commit it ran for.</summary>
    public required string HeadCommit { get; init; }

    /// <summary>Whether it came to its end without a failure.</summary>
    public required bool Succeeded { get; init; }
}

/// <summary>A workflow that failed.</summary>
/// <param name="Workflow">Its name.</param>
/// <param name="Run">The page of the run that failed.</param>
public sealed record WorkflowFailure(string Workflow, Uri Run);
