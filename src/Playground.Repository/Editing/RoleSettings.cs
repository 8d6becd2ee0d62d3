using Playground.Tuf.Model;

namespace Playground.Repository.Editing;

/// <summary>What a maintainer says of a role that people sign.</summary>
/// <param name="Signers">Who may sign. Those whose key is not known yet are invited.</param>
/// <param name="Threshold">How many of them must.</param>
/// <param name="Periods">How long a version lives, and how early it is signed anew.</param>
public sealed record RoleSettings(IReadOnlyCollection<Signer> Signers, int Threshold, Periods Periods)
{
    /// <summary>A year, and two months to sign in.</summary>
    public static Periods UsualPeriods { get; } = new(365, 60);
}

/// <summary>For which artifacts a delegated role is trusted.</summary>
/// <param name="Paths">Patterns of target paths; <c>*</c> does not stand for <c>/</c> (specification 4.5, PATHPATTERN).</param>
/// <param name="Terminating">Whether roles that come after it are not asked for these paths.</param>
public sealed record RolePaths(IReadOnlyList<PathPattern> Paths, bool Terminating = true)
{
    /// <summary>What a role gets unless told: the files in a folder of its name, <c>ROLE/*</c>.</summary>
    public static RolePaths Usual(RoleName role) => new([PathPattern.Parse(role.Value + "/*")]);
}

/// <summary>What a maintainer says of the roles that the CI signs.</summary>
/// <param name="Key">The public half of the online key.</param>
/// <param name="Uri">Where the private half lives, such as <c>env:ONLINE_KEY</c>.</param>
/// <param name="Snapshot">How long a snapshot lives.</param>
/// <param name="Timestamp">How long a timestamp lives.</param>
public sealed record OnlineSettings(Key Key, string Uri, Periods Snapshot, Periods Timestamp)
{
    /// <summary>The periods of a snapshot unless told: a year, and two months to sign in.</summary>
    public static Periods UsualSnapshot { get; } = new(365, 60);

    /// <summary>The periods of a timestamp unless told: four days, and two to sign in.</summary>
    public static Periods UsualTimestamp { get; } = new(4, 2);
}

/// <summary>A repository that begins.</summary>
/// <param name="Root">Root's signers.</param>
/// <param name="Targets">The signers of the top-level targets.</param>
/// <param name="Online">The online key and the roles it signs.</param>
public sealed record NewRepository(RoleSettings Root, RoleSettings Targets, OnlineSettings Online);
