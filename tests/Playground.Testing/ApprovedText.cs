using System.Runtime.CompilerServices;
using System.Text;

namespace Playground.Testing;

/// <summary>
/// Compares a text with the one that was approved: <c>Class.Method.verified.txt</c> beside the test, as Verify names it. Where they differ, the new
/// one is left as <c>Class.Method.received.txt</c>; to approve it, it is given the other's name.
/// </summary>
public static class ApprovedText
{
    /// <summary>Fails where the text is not the approved one.</summary>
    /// <param name="text">What came out.</param>
    /// <param name="part">Tells several of one test apart.</param>
    /// <param name="test">The test's method.</param>
    /// <param name="file">The test's file, which is named after its class.</param>
    public static void Verify(string text, string part = "", [CallerMemberName] string test = "", [CallerFilePath] string file = "")
    {
        ArgumentNullException.ThrowIfNull(text);
        string source = OnThisMachine(file);
        string name = $"{Path.GetFileNameWithoutExtension(source)}.{test}{(part.Length == 0 ? "" : $"#{part}")}";
        string verified = Path.Combine(Path.GetDirectoryName(source)!, name + ".verified.txt");
        string received = Path.Combine(Path.GetDirectoryName(source)!, name + ".received.txt");
        string? approved = File.Exists(verified) ? Normal(File.ReadAllText(verified)) : null;
        string actual = Normal(text);
        if (approved == actual)
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, actual);
        throw new NotApprovedException($"{FirstDifference(approved, actual)}\nIf that is right, approve it with: mv '{received}' '{verified}'");
    }

    private static string Normal(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n');

    private static string FirstDifference(string? approved, string actual)
    {
        if (approved is null)
        {
            return $"Nothing was approved yet. Received:\n{actual}";
        }

        string[] old = approved.Split('\n');
        string[] now = actual.Split('\n');
        int line = old.Zip(now).TakeWhile(pair => pair.First == pair.Second).Count();
        return new StringBuilder()
            .AppendLine($"Line {line + 1} is not what was approved.")
            .AppendLine($"approved: {(line < old.Length ? old[line] : "(the end)")}")
            .Append($"received: {(line < now.Length ? now[line] : "(the end)")}")
            .ToString();
    }

    /// <summary>A deterministic build calls the repository's folder <c>/_/</c>.</summary>
    private static string OnThisMachine(string file)
    {
        if (!file.StartsWith("/_/", StringComparison.Ordinal))
        {
            return file;
        }

        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Playground.sln")))
        {
            folder = folder.Parent;
        }

        return folder is null ? file : Path.Combine(folder.FullName, file["/_/".Length..]);
    }
}

/// <summary>A text is not the one that was approved.</summary>
public sealed class NotApprovedException(string message) : Exception(message);
