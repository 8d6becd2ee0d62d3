using System.CommandLine;
using Playground.Ci.Events;
using Playground.Ci.Publishing;
using Playground.Ci.Reporting;
using Playground.CommandLine;

return await Tool.RunAsync(
    new RootCommand("What CI runs for a Playground repository.")
    {
        StatusCommand.Create(), UpdateTargetsCommand.Create(), OnlineSignCommand.Create(), CreateEventsCommand.Create(), PublishCommand.Create(),
        SmokeTestCommand.Create(), HealthCommand.Create(), FetchPointersCommand.Create(), ReportCommand.Create(), FailureCommand.Create(), SiteCommand.Create(),
    },
    args);
