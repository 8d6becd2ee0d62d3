using Playground.Testing;

namespace Playground.Workflows.Tests.Hub;

/// <summary>
/// Programs that GitHub's machines have and these tests answer for: <c>dotnet</c>, which hands out tools that are built already instead of building them
/// again.
/// </summary>
internal sealed class RunnerPrograms : IDisposable
{
    private static readonly Dictionary<string, string> Tools = new(StringComparer.Ordinal) { ["Playground.Ci"] = "playground-ci", ["Playground.Downloader"] = "playget" };

    private readonly TemporaryFolder _folder = new();

    internal RunnerPrograms()
    {
        foreach (string name in (string[])["bin", "sdk"])
        {
            Directory.CreateDirectory(_folder[name]);
        }

        string branches = string.Concat(Tools.Select(tool => $"*/src/{tool.Key}) tool={tool.Value} assembly='{ToolStage.AssemblyOf(tool.Value)}' ;;\n"));
        Write("sdk/dotnet", $$"""
            [ "$1 $3 $4 $5 $6" = "publish --configuration Release -p:PublishProfile=Fast --output" ] && [ "$8" = -verbosity:quiet ] && [ "$#" = 8 ] || { echo "dotnet: not known here: $*" >&2; exit 64; }
            [ -f "$2/$(basename "$2").csproj" ] || { echo "dotnet: there is no project in $2" >&2; exit 1; }
            case $2 in
            {{branches}}*) echo "dotnet: this project is not built here: $2" >&2; exit 64 ;;
            esac
            mkdir -p "$7" && printf '#!/bin/sh\nexec %s exec %s "$@"\n' '{{Dotnet()}}' "$assembly" > "$7/$tool" && chmod +x "$7/$tool"
            """);
    }

    /// <summary>The folder of what is always there.</summary>
    internal string Folder => _folder["bin"];

    /// <summary>The folder that setup-dotnet adds to the path.</summary>
    internal string Sdk => _folder["sdk"];

    public void Dispose() => _folder.Dispose();

    private static string Dotnet() => Environment.GetEnvironmentVariable("PATH")!.Split(':').Select(folder => Path.Combine(folder, "dotnet")).First(File.Exists);

    private void Write(string path, string script)
    {
        File.WriteAllText(_folder[path], $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_folder[path], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
