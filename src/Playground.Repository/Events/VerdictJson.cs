using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Playground.Repository.Git;

namespace Playground.Repository.Events;

/// <summary>
/// A verdict as JSON for scripts. Fields stand in a fixed order, and the same verdict gives the same bytes; <c>version</c> and <c>previous</c> are absent
/// where there is none, <c>base</c> is null. ASCII only, indented by two, a line break at the end.
/// </summary>
public static class VerdictJson
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a verdict.</summary>
    public static string Write(EventVerdict verdict)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("event"u8, verdict.Event);
            json.WriteString("base"u8, verdict.Base?.Value);
            json.WriteString("head"u8, verdict.Head.Value);
            json.WriteBoolean("verified"u8, verdict.IsVerified);
            json.WriteStartArray("roles"u8);
            foreach (RoleVerdict role in verdict.Roles)
            {
                Write(json, role);
            }

            json.WriteEndArray();
            Write(json, verdict.Problems);
            json.WriteEndObject();
        }

        return Ascii(Encoding.UTF8.GetString(buffer.ToArray())) + "\n";
    }

    private static void Write(Utf8JsonWriter json, RoleVerdict role)
    {
        json.WriteStartObject();
        json.WriteString("role"u8, role.Role.Value);
        if (role.Version is { } version)
        {
            json.WriteNumber("version"u8, version);
        }

        json.WriteBoolean("verified"u8, role.IsVerified);
        Write(json, role.Signatures);
        if (role.Previous is { } previous)
        {
            json.WriteStartObject("previous"u8);
            Write(json, previous);
            json.WriteEndObject();
        }

        Write(json, "invites", role.Invites.Select(invited => invited.Name));
        json.WriteStartArray("changes"u8);
        foreach (TargetChange change in role.Changes)
        {
            json.WriteStartObject();
            json.WriteString("path"u8, change.Path.Value);
            json.WriteString("change"u8, Word(change.Change));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        Write(json, role.Problems);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, SignatureCount signatures)
    {
        json.WriteNumber("threshold"u8, signatures.Threshold);
        Write(json, "signed", signatures.Signed);
        Write(json, "missing", signatures.Missing);
    }

    private static void Write(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, IReadOnlyList<VerdictProblem> problems)
    {
        json.WriteStartArray("problems"u8);
        foreach (VerdictProblem problem in problems)
        {
            json.WriteStartObject();
            json.WriteString("code"u8, problem.Code);
            json.WriteString("message"u8, problem.Message);
            json.WriteString("fix"u8, problem.Fix);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    internal static string Word(GitChangeKind change) => change switch
    {
        GitChangeKind.Added => "added",
        GitChangeKind.Removed => "removed",
        _ => "modified",
    };

    /// <summary>
    /// Nothing beyond ASCII stands outside of strings, so that each such character can be escaped where it is; nor does what CI services take for a
    /// command in a log, and what it is spelled as otherwise is an escape of JSON too.
    /// </summary>
    private static string Ascii(string json)
    {
        var ascii = new StringBuilder(json.Length);
        foreach (char c in json)
        {
            ascii.Append(c is '\n' or (>= ' ' and <= '~') ? c.ToString() : "\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture));
        }

        return Printable.WithoutCommands(ascii.ToString());
    }
}
