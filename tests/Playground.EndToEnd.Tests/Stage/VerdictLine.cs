using System.Text.Json;

namespace Playground.EndToEnd.Tests.Stage;

/// <summary>A verdict in one line, for tests to compare: <c>root 2: @alice of 2, waits for @bob</c>.</summary>
internal static class VerdictLine
{
    internal static string Of(JsonElement verdict)
    {
        IEnumerable<string> roles = verdict.GetProperty("roles").EnumerateArray()
            .Where(role => !role.GetProperty("verified").GetBoolean() || role.GetProperty("problems").GetArrayLength() > 0)
            .Select(OfRole);
        IEnumerable<string> problems = verdict.GetProperty("problems").EnumerateArray().Select(problem => problem.GetProperty("code").GetString()!);
        string text = string.Join("; ", roles.Concat(problems));
        return text.Length > 0 ? text : verdict.GetProperty("verified").GetBoolean() ? "verified" : "not verified";
    }

    private static string OfRole(JsonElement role)
    {
        string text = $"{role.GetProperty("role").GetString()} {role.GetProperty("version").GetInt64()}: {Signatures(role)}";
        if (role.TryGetProperty("previous", out JsonElement previous) && previous.ValueKind == JsonValueKind.Object)
        {
            text += $", before: {Signatures(previous)}";
        }

        string invited = People(role.GetProperty("invites"));
        string codes = string.Join(' ', role.GetProperty("problems").EnumerateArray().Select(problem => problem.GetProperty("code").GetString()));
        return text + (invited.Length > 0 ? $", invited: {invited}" : "") + (codes.Length > 0 ? $", breaks {codes}" : "");
    }

    private static string Signatures(JsonElement of)
    {
        string signed = People(of.GetProperty("signed"));
        string missing = People(of.GetProperty("missing"));
        return $"{of.GetProperty("threshold").GetInt64()} of {(signed.Length == 0 ? "nobody" : signed)}" + (missing.Length > 0 ? $", waits for {missing}" : "");
    }

    private static string People(JsonElement names) => string.Join(' ', names.EnumerateArray().Select(name => name.GetString()));
}
