using System.Text;
using Playground.Catalog;
using Playground.Catalog.Names;
using Playground.Catalog.Releases;
using Playground.Catalog.Versions;
using Playground.Repository.Editing;
using Playground.Repository.Events;
using Playground.Repository.Git;
using Playground.Repository.Rules;
using Playground.Repository.Tests.Editing;
using Playground.Repository.Tests.Events;
using Playground.Tuf.Model;

namespace Playground.Repository.Tests.Projects;

/// <summary>A repository of projects on main: @alice is its administrator, <c>foo</c> is claimed and @bob's, <c>bar</c> is new and @carol's.</summary>
public abstract class ProjectTest : TeamTest
{
    protected static readonly ProjectName Foo = ProjectName.Parse("foo");
    protected static readonly ProjectName Bar = ProjectName.Parse("bar");
    protected static readonly Signer Dave = Signer.Parse("@dave");
    protected static readonly ReleaseVersion One = ReleaseVersion.Parse("1.0.0");
    protected static readonly RoleName FooReleasers = CatalogRoles.ReleasersOf(Foo);
    protected static readonly RoleName BarReleasers = CatalogRoles.ReleasersOf(Bar);

    protected static RoleName OwnersOf(ProjectName project) => CatalogRoles.OwnersOf(project);

    protected async Task BeginProjectsAsync()
    {
        await BeginAsync();
        await MergedAsync(editor => editor.BeginProjects(new RoleSettings([Alice], 1, Year), Year));
        await MergedAsync(editor => editor.CreateProject(Foo, new RoleSettings([Bob], 1, Year), new RoleSettings([Bob], 1, Year), claimed: true), Bob);
        await MergedAsync(editor => editor.CreateProject(Bar, new RoleSettings([Carol], 1, Year), new RoleSettings([Carol], 1, Year)), Carol);
    }

    /// <summary>Somebody edits, invited people accept, everybody signs, it is merged and the CI signs.</summary>
    protected async Task MergedAsync(Action<RepositoryEditor> edit, params Signer[] invited)
    {
        await ProposedAsync(edit, invited);
        await SignAsync(Alice, Bob, Carol, Dave);
        await RequireVerifiedAsync();
        await MergeAsync();
    }

    /// <summary>Somebody edits and invited people accept; nobody signs.</summary>
    protected async Task ProposedAsync(Action<RepositoryEditor> edit, params Signer[] invited)
    {
        Head = null;
        RepositoryEditor editor = await EditedAsync(edit);
        foreach (Signer person in invited)
        {
            foreach (RoleName role in editor.InvitationsOf(person))
            {
                editor.AcceptInvitation(person, role, KeyOf(person).PublicKey);
            }
        }

        await editor.UpdateTargetsAsync(Git, Cancel);
        await CommitAsync(editor.Edits);
    }

    /// <summary>Forges a role: whatever the edit says, under the next version; everybody signs what they may.</summary>
    protected async Task ForgeAsync(RoleName role, Func<Targets, Targets> edit, bool goOn = false)
    {
        Head = goOn ? Head : null;
        ParsedRole before = (await ViewAsync(Head ?? Main)).Roles[role];
        Targets now = edit((Targets)before.Signed!);
        long known = (await ViewAsync(Main)).Find<Targets>(role)?.Version ?? 0;
        await CommitAsync([GitEdit.Write(before.File.Path, Metadata.Of(now with { Version = known + 1, Expires = Now.AddDays(365) }).ToBytes())]);
        await SignAsync(Alice, Bob, Carol, Dave);
    }

    /// <summary>One rule refuses the event, no other does, and nothing else, such as a signature, is wrong with it.</summary>
    protected async Task OnlyRefusedAsAsync(string code)
    {
        SigningEvent change = await BothReadings.ReadAsync(Git, Main, Head!.Value, Now);
        Assert.Equal([code], RuleBook.All.SelectMany(rule => rule.Check(change).Select(_ => rule.Code)).Distinct());
        EventVerdict otherwise = Judge.Verdict(change, "sign/test", [.. RuleBook.All.Where(rule => rule.Code != code)]);
        Assert.True(otherwise.IsVerified, VerdictJson.Write(otherwise));
    }

    /// <summary>The codes of the rules that refuse the event.</summary>
    protected async Task<IEnumerable<string>> CodesAsync()
    {
        SigningEvent change = await BothReadings.ReadAsync(Git, Main, Head!.Value, Now);
        return RuleBook.All.Where(rule => rule.Check(change).Any()).Select(rule => rule.Code);
    }

    protected async Task<EventVerdict> VerdictAsync() => Judge.Verdict(await BothReadings.ReadAsync(Git, Main, Head!.Value, Now), "sign/test");

    protected static NewReleaseFile FileOf(string name, string content)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(content);
        var file = new TargetFile
        {
            Length = bytes.Length,
            Hashes = Hashes.From(
            [
                new("sha256", Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes))),
                new("sha512", Convert.ToHexStringLower(System.Security.Cryptography.SHA512.HashData(bytes))),
            ]),
        };
        return new NewReleaseFile(name, file, new ReleaseData { Kind = "text" }, _ => Task.FromResult<Stream>(new MemoryStream(bytes)));
    }

    protected Task ReleaseFileAsync(ProjectName project, string version, string content) =>
        MergedAsync(editor => editor.AddRelease(project, ReleaseVersion.Parse(version), [FileOf("a.txt", content)]));
}
