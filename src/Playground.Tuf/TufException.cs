namespace Playground.Tuf;

/// <summary>
/// The answer was no: metadata or a file could not be read, trusted or fetched. <see cref="Problem"/> says why.
/// Misuse of the library throws <see cref="ArgumentException"/> or <see cref="InvalidOperationException"/> instead.
/// </summary>
public sealed class TufException : Exception
{
    /// <summary>Wraps a problem.</summary>
    public TufException(Problem problem, Exception? innerException = null)
        : base(problem.ToString(), innerException) => Problem = problem;

    /// <summary>Wraps a problem given in parts.</summary>
    public TufException(string code, string message, string? jsonPath = null, Exception? innerException = null)
        : this(new Problem(code, message, jsonPath), innerException)
    {
    }

    /// <summary>What happened, with its code.</summary>
    public Problem Problem { get; }

    /// <summary>The code of <see cref="Problem"/>.</summary>
    public string Code => Problem.Code;
}
