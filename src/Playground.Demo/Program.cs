using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Playground.Demo;

const int Broken = 1, Usage = 2, Surroundings = 3;

if (DemoArguments.Parse(args, out string? trouble) is not { } arguments)
{
    await Console.Error.WriteLineAsync(trouble);
    return Usage;
}

if (arguments.Help)
{
    Console.WriteLine(DemoArguments.Usage);
    return 0;
}

using var stopping = new CancellationTokenSource();
void Stop(PosixSignalContext context)
{
    context.Cancel = true;
    stopping.Cancel();
}

using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
long began = Stopwatch.GetTimestamp();
string folder = arguments.Folder ?? Directory.CreateTempSubdirectory("playground-demo-").FullName;
try
{
    await using Stage stage = await Stage.SetAsync(folder, Terminal.Own, stopping.Token);
    await Story.TellAsync(stage, stopping.Token);
    Terminal.Own.Say(string.Create(CultureInfo.InvariantCulture, $"""
        That was all of it, in {Stopwatch.GetElapsedTime(began).TotalSeconds:0} seconds; nothing was faked.

        Everything is left in {folder}
        To play on there:  cd "{folder}" && . ./env.sh
          git -C forge.git log --graph --oneline main
          playget trust add again {new Uri(stage.Public).AbsoluteUri} --trust-on-first-use
          playget get packages/{Packing.FileOf("Playground.Tuf", Built.NextVersion)} --repository again
          cd alice && playground status
        """));
    return 0;
}
catch (OperationCanceledException) when (stopping.IsCancellationRequested)
{
    await Console.Error.WriteLineAsync($"Stopped. What there is so far is left in {folder}");
    return Surroundings;
}
catch (StoryBrokenException e)
{
    await Console.Error.WriteLineAsync($"The story breaks here: {e.Message} What there is so far is left in {folder}");
    return Broken;
}
catch (Exception e) when (e is SurroundingsException or IOException or UnauthorizedAccessException)
{
    await Console.Error.WriteLineAsync($"{e.Message} What there is so far is left in {folder}");
    return Surroundings;
}
