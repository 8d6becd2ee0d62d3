using Xunit;

namespace Playground.Tuf.Tests;

/// <summary>Expects an answer of no: with this code, at this place.</summary>
internal static class Refusal
{
    internal static Problem Of(Action action, string code, string? path)
    {
        TufException refusal = Assert.Throws<TufException>(action);
        Is(refusal.Problem, code, path);
        return refusal.Problem;
    }

    internal static void Is(Problem? problem, string code, string? path)
    {
        Assert.NotNull(problem);
        Assert.Equal((code, path), (problem.Code, problem.JsonPath));
        Assert.NotEmpty(problem.Message);
    }
}
