namespace Playground.Repository.Git;

/// <summary>What to fetch, and where to remember it here.</summary>
public sealed record Refspec
{
    private Refspec(string text) => Text = text;

    /// <summary>As git takes it.</summary>
    internal string Text { get; }

    /// <summary>A reference of the remote, remembered nowhere: only its objects are brought.</summary>
    public static Refspec Of(RefName source) => new(source.Value);

    /// <summary>A reference of the remote, remembered under another name, which is overwritten.</summary>
    public static Refspec Of(RefName source, RefName destination) => new($"+{source.Value}:{destination.Value}");

    /// <summary>One branch of a remote, remembered as <c>refs/remotes/…</c>.</summary>
    public static Refspec Branch(RemoteName remote, BranchName branch) => Of(branch.Ref, RefName.Tracking(remote, branch));

    /// <summary>All branches of a remote, likewise.</summary>
    public static Refspec AllBranches(RemoteName remote)
    {
        string folder = RefName.Parse($"refs/remotes/{remote.Value}/x").Value[..^1];
        return new Refspec($"+refs/heads/*:{folder}*");
    }

    /// <inheritdoc/>
    public override string ToString() => Text;
}
