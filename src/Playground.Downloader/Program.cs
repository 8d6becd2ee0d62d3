using System.CommandLine;
using Playground.CommandLine;
using Playground.Downloader;

return await Tool.RunAsync(
    new RootCommand("Downloads files that their maintainers signed, and nothing else.")
    {
        TrustCommands.Create(), GetCommand.Create(), ListCommand.Create(), InfoCommand.Create(), SearchCommand.Create(), LockCommand.Create(), VerifyCommand.Create(),
    },
    args);
