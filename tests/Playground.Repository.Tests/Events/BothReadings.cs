using Playground.Repository.Events;
using Playground.Repository.Git;

namespace Playground.Repository.Tests.Events;

/// <summary>Reads an event as far as it touches projects, and reads all of it: the verdict must be the same, to the byte.</summary>
public static class BothReadings
{
    /// <summary>The event read as far as it has to be; it was judged both ways.</summary>
    public static async Task<SigningEvent> ReadAsync(GitRepository git, CommitId? known, CommitId head, DateTimeOffset time, CommitId? tip = null)
    {
        SigningEvent change = await SigningEvent.ReadAsync(git, known, head, time, tip: tip, cancellationToken: TestContext.Current.CancellationToken);
        SigningEvent whole = await SigningEvent.ReadAsync(git, known, head, time, tip: tip, everything: true, cancellationToken: TestContext.Current.CancellationToken);
        EventVerdict verdict = Judge.Verdict(change, TestEvents.Name);
        EventVerdict expected = Judge.Verdict(whole, TestEvents.Name);
        Assert.Equal(VerdictJson.Write(expected), VerdictJson.Write(verdict));
        Assert.Equal(expected.RemovedRoles, verdict.RemovedRoles);
        return change;
    }
}
