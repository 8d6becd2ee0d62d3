namespace Playground.Workflows.Tests.Hub;

/// <summary>How a job went.</summary>
/// <param name="Name">The job's id, after those of the jobs that called its workflow.</param>
/// <param name="Result">success, failure or skipped.</param>
/// <param name="Outputs">Its outputs.</param>
/// <param name="Log">All that its steps printed.</param>
/// <param name="Summary">Its step summary.</param>
internal sealed record JobResult(string Name, string Result, IReadOnlyDictionary<string, string> Outputs, string Log = "", string Summary = "")
{
    internal static JobResult Skipped(string name) => new(name, "skipped", new Dictionary<string, string>(StringComparer.Ordinal));
}
