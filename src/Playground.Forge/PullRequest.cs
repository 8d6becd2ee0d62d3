namespace Playground.Forge;

/// <summary>A branch that a pull request comes from: of the repository itself, or of somebody's fork.</summary>
/// <param name="Owner">Whose repository the branch is in.</param>
/// <param name="Branch">The branch, such as <c>sign/add-carol</c>.</param>
public readonly record struct HeadBranch(string Owner, string Branch);

/// <summary>An open pull request, as it was when it was read.</summary>
public sealed record PullRequest
{
    /// <summary>What the service calls it between programs.</summary>
    public required string Id { get; init; }

    /// <summary>What people call it.</summary>
    public required long Number { get; init; }

    /// <summary>Its title; it may come from strangers.</summary>
    public required string Title { get; init; }

    /// <summary>Its body, in Markdown; it may come from strangers.</summary>
    public required string Body { get; init; }

    /// <summary>Whether it is a draft.</summary>
    public required bool IsDraft { get; init; }

    /// <summary>The commit that it proposes.</summary>
    public required string HeadCommit { get; init; }

    /// <summary>Its labels.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>The comment that we wrote and keep up to date, if there is one.</summary>
    public StickyComment? Sticky { get; init; }
}

/// <summary>A comment of ourselves that is edited in place.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Text">What it says, with its marker.</param>
public sealed record StickyComment(long Id, string Text);

/// <summary>A pull request to open.</summary>
/// <param name="Head">The branch proposed, of this repository or as <c>owner:branch</c> of a fork.</param>
/// <param name="Base">The branch it is proposed for.</param>
/// <param name="Title">Its title.</param>
/// <param name="Body">Its body, in Markdown.</param>
public sealed record NewPullRequest(HeadBranch Head, string Base, string Title, string Body);
