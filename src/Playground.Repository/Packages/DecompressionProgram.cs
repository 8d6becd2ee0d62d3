using System.Diagnostics;

namespace Playground.Repository.Packages;

/// <summary>A program that unpacks what .NET cannot: from its input to its output, with bounds on both and on its memory.</summary>
internal sealed class DecompressionProgram
{
    /// <summary>Variables with which the machine could tell these programs other options.</summary>
    private static readonly string[] Variables = ["XZ_OPT", "XZ_DEFAULTS", "ZSTD_CLEVEL", "ZSTD_NBTHREADS"];

    private readonly string _name;
    private readonly string[] _arguments;

    internal DecompressionProgram(string name, params string[] arguments)
    {
        _name = name;
        _arguments = arguments;
    }

    internal static DecompressionProgram Xz { get; } = new("xz", "--decompress", "--stdout", "--quiet", "--format=xz", "--memlimit-decompress=256MiB");

    internal static DecompressionProgram Zstandard { get; } = new("zstd", "--decompress", "--stdout", "--quiet", "--memory=256MB");

    /// <summary>Unpacks.</summary>
    /// <exception cref="TufException">The program is not there: <see cref="RepositoryProblemCodes.UnpackerMissing"/>.</exception>
    /// <exception cref="InvalidDataException">It cannot be unpacked, or to more than <paramref name="most"/> bytes.</exception>
    internal Task<byte[]> RunAsync(byte[] packed, int most, CancellationToken stop) => RunAsync(packed, most, Environment.GetEnvironmentVariable("PATH"), stop);

    /// <summary>The same, with the program looked for elsewhere.</summary>
    internal async Task<byte[]> RunAsync(byte[] packed, int most, string? path, CancellationToken stop)
    {
        string program = ProgramLocation.Find(_name, path) ?? throw new TufException(
            RepositoryProblemCodes.UnpackerMissing,
            $"The package can be read only with the program '{_name}', which was not found; nothing was changed. Install {_name} and see that it is in your PATH.");
        var start = new ProcessStartInfo(program, _arguments)
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            WorkingDirectory = Path.GetPathRoot(program)!,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string variable in Variables)
        {
            start.Environment.Remove(variable);
        }

        using Process process = Process.Start(start)!;
        try
        {
            Task written = WriteAsync(process.StandardInput.BaseStream, packed, stop);
            Task told = process.StandardError.BaseStream.CopyToAsync(Stream.Null, stop);
            byte[] output = await ReadAsync(process.StandardOutput.BaseStream, most, stop).ConfigureAwait(false);
            await Task.WhenAll(written, told, process.WaitForExitAsync(stop)).ConfigureAwait(false);
            return process.ExitCode == 0 ? output : throw new InvalidDataException($"What describes it cannot be unpacked: {_name} ended with {process.ExitCode}.");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static async Task WriteAsync(Stream input, byte[] packed, CancellationToken stop)
    {
        try
        {
            await input.WriteAsync(packed, stop).ConfigureAwait(false);
            await input.DisposeAsync().ConfigureAwait(false);
        }
        catch (IOException)
        {
            // It has ended, and its exit code says why.
        }
    }

    private static async Task<byte[]> ReadAsync(Stream output, int most, CancellationToken stop)
    {
        using var all = new MemoryStream();
        byte[] buffer = new byte[16 << 10];
        while (await output.ReadAsync(buffer, stop).ConfigureAwait(false) is > 0 and int read)
        {
            all.Write(buffer, 0, read);
            if (all.Length > most)
            {
                throw new InvalidDataException("What describes it unpacks to more than packages may have.");
            }
        }

        return all.ToArray();
    }
}
