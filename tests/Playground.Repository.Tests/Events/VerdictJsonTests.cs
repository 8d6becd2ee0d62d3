using System.Text.Json;
using Playground.Repository.Events;
using Playground.Tuf.Model;

namespace Playground.Repository.Tests.Events;

public sealed class VerdictJsonTests
{
    [Fact]
    public async Task A_verdict_is_written_as_the_manual_says()
    {
        await using TestEvents events = TestEvents.Healthy()
            .EditRootRole("root", root => root with { KeyIds = [TestPerson.Alice.KeyId, TestPerson.Carol.KeyId] }, TestPerson.Carol)
            .Unsign<Root>("root", TestPerson.Carol, TestPerson.Bob)
            .Invite("frank", "alpha")
            .Add("alpha/naïve.txt").List("alpha", "alpha/naïve.txt").Add("new.txt");
        EventVerdict verdict = await events.JudgeAsync();
        Assert.Equal(
            $$"""
            {
              "event": "sign/test",
              "base": "{{verdict.Base}}",
              "head": "{{verdict.Head}}",
              "verified": false,
              "roles": [
                {
                  "role": "root",
                  "version": 2,
                  "verified": false,
                  "threshold": 2,
                  "signed": [
                    "@alice"
                  ],
                  "missing": [
                    "@carol"
                  ],
                  "previous": {
                    "threshold": 2,
                    "signed": [
                      "@alice"
                    ],
                    "missing": [
                      "@bob"
                    ]
                  },
                  "invites": [],
                  "changes": [],
                  "problems": []
                },
                {
                  "role": "targets",
                  "version": 1,
                  "verified": false,
                  "threshold": 2,
                  "signed": [
                    "@alice",
                    "@bob"
                  ],
                  "missing": [],
                  "invites": [
                    "@frank"
                  ],
                  "changes": [],
                  "problems": [
                    {
                      "code": "PG1128",
                      "message": "'new.txt' is there, and 'targets' does not list it.",
                      "fix": "playground-ci update-targets"
                    }
                  ]
                },
                {
                  "role": "alpha",
                  "version": 2,
                  "verified": true,
                  "threshold": 1,
                  "signed": [
                    "@carol"
                  ],
                  "missing": [],
                  "invites": [],
                  "changes": [
                    {
                      "path": "alpha/na\u00efve.txt",
                      "change": "added"
                    }
                  ],
                  "problems": []
                }
              ],
              "problems": []
            }

            """,
            VerdictJson.Write(verdict));
    }

    [Fact]
    public async Task What_is_not_there_is_absent_or_null()
    {
        await using TestEvents events = TestEvents.Empty().AddOfflineRoles().Put("metadata/alpha.json", TestFile.Of("{}"));
        JsonElement verdict = JsonElement.Parse(VerdictJson.Write(await events.JudgeAsync()));
        Assert.Equal(JsonValueKind.Null, verdict.GetProperty("base").ValueKind);
        JsonElement alpha = verdict.GetProperty("roles").EnumerateArray().Single(role => role.GetProperty("role").GetString() == "alpha");
        Assert.False(alpha.TryGetProperty("version", out _));
        Assert.False(alpha.TryGetProperty("previous", out _));
    }
}
