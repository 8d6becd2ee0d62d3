namespace Playground.Forge;

/// <summary>The service did not do what was asked. The message is safe to print: it holds no token, and what the service said is one bounded line.</summary>
public sealed class ForgeException : Exception
{
    /// <summary>Says what went wrong.</summary>
    /// <param name="code">One of <see cref="ForgeProblemCodes"/>.</param>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="status">The HTTP status, or 0 where there was no answer.</param>
    /// <param name="innerException">What it came from.</param>
    public ForgeException(string code, string message, int status = 0, Exception? innerException = null)
        : base(message, innerException) => (Code, Status) = (code, status);

    /// <summary>One of <see cref="ForgeProblemCodes"/>.</summary>
    public string Code { get; }

    /// <summary>The HTTP status, or 0 where there was no answer.</summary>
    public int Status { get; }

    /// <summary>Whether the request may have been carried out although no good answer came.</summary>
    internal bool MayHaveArrived => Code is ForgeProblemCodes.ServiceFailed or ForgeProblemCodes.Unreachable;
}
