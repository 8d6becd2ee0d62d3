using System.CommandLine;
using Playground.CommandLine;
using Playground.Maintainer.Beginning;
using Playground.Maintainer.Clone;
using Playground.Maintainer.Events;
using Playground.Maintainer.Keys;
using Playground.Maintainer.Projects;
using Playground.Maintainer.Roles;

return await Tool.RunAsync(
    new RootCommand("Proposes changes to a Playground repository, shows them in words, and signs them.")
    {
        InitCommand.Create(), DelegateCommand.Create(), SignCommand.Create(), UpdateCommand.Create(), ReviewCommand.Create(), EventsCommand.Create(), StatusCommand.Create(),
        KeyCommands.Create(), ProjectCommands.Create(), ReleaseCommands.Create(), WorkflowsCommand.Create(), SiteCommand.Create(),
    },
    args);
