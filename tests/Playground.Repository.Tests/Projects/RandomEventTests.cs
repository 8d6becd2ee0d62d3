using System.Text;
using Playground.Catalog;
using Playground.Catalog.Names;
using Playground.Repository.Editing;
using Playground.Repository.Events;
using Playground.Repository.Git;
using Playground.Repository.Projects;
using Playground.Repository.Tests.Events;
using Playground.Tuf.Keys;
using Playground.Tuf.Model;

namespace Playground.Repository.Tests.Projects;

/// <summary>
/// Events of all kinds, most of them forged, on a community of thirty projects: whatever an event touches or leaves alone, it gets the verdict that it gets
/// where everything was read.
/// </summary>
public sealed class RandomEventTests : ProjectTest
{
    private const int EventsEach = 30;

    private static readonly string[] Names =
    [
        "anchor", "birch", "cobalt", "dragonfly", "ember", "falcon", "granite", "harbour", "iris", "juniper", "kestrel", "lantern", "meadow", "nutmeg", "orchid",
        "pepper", "quartz", "raven", "saffron", "thistle", "umber", "velvet", "walnut", "xylem", "yarrow", "zephyr", "bamboo.core", "cinder_kit", "dune-sea", "fjord",
    ];

    private Random _random = new(0);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Whatever_an_event_does_the_verdict_is_the_same_as_where_everything_was_read(int seed)
    {
        _random = new Random(seed);
        await BeginCommunityAsync();
        int refused = 0;
        int unread = 0;
        for (int number = 0; number < EventsEach; number++)
        {
            List<GitEdit> edits = await SomeEditsAsync();
            Head = null;
            await CommitAsync(edits);
            SigningEvent change = await BothReadings.ReadAsync(Git, Main, Head!.Value, Now);
            unread += change.Proposed.Roles.Keys.Any(change.Proposed.IsUnread) ? 1 : 0;
            refused += Judge.Verdict(change, "sign/test").IsVerified ? 0 : 1;
        }

        Assert.InRange(refused, EventsEach / 2, EventsEach);
        Assert.InRange(unread, EventsEach / 4, EventsEach);
    }

    /// <summary>Half of the projects are claimed, in shards of three; two are merged and not vouched for yet, and one has other owners than the CI knows of.</summary>
    private async Task BeginCommunityAsync()
    {
        await BeginAsync();
        await MergedAsync(editor => editor.BeginProjects(new RoleSettings([Alice], 1, Year), Year, most: 3));
        Signer[] people = [Alice, Bob, Carol, Dave];
        await MergedAsync(
            editor =>
            {
                for (int i = 0; i < Names.Length - 2; i++)
                {
                    var owner = new RoleSettings([people[i % 4]], 1, Year);
                    editor.CreateProject(ProjectName.Parse(Names[i]), owner, owner, claimed: i % 2 == 0);
                }
            },
            people);
        await ReleaseFileAsync(ProjectName.Parse("anchor"), "1.0.0", "one");
        await ReleaseFileAsync(ProjectName.Parse("birch"), "1.0.0", "two");
        await ProposedAsync(
            editor =>
            {
                var owner = new RoleSettings([Dave], 1, Year);
                editor.CreateProject(ProjectName.Parse(Names[^2]), owner, owner);
                editor.CreateProject(ProjectName.Parse(Names[^1]), owner, owner);
                editor.SetSigners(CatalogRoles.OwnersOf(ProjectName.Parse("dragonfly")), [Dave, Carol], 2);
            },
            Dave,
            Carol);
        await SignAsync(Alice, Bob, Carol, Dave);
        await RequireVerifiedAsync();
        await MergeAsync(sign: false);
    }

    private async Task<List<GitEdit>> SomeEditsAsync()
    {
        RepositoryView view = await ViewAsync(Main);
        var edits = new Dictionary<GitPath, GitEdit>();
        for (int count = _random.Next(1, 4); count > 0; count--)
        {
            foreach (GitEdit edit in OneEdit(view))
            {
                edits[edit.Path] = edit;
            }
        }

        return [.. edits.Values];
    }

    private IEnumerable<GitEdit> OneEdit(RepositoryView view)
    {
        ParsedRole role = Pick(view);
        switch (_random.Next(14))
        {
            case 0:
                return [GitEdit.Remove(role.File.Path)];
            case 1:
                return [GitEdit.Write(role.File.Path, "{}\n"u8.ToArray())];
            case 2:
                return [GitEdit.Write(Pick(view).File.Path, role.Content.ToArray())];
            case 3:
                return [GitEdit.Write(Layout.FileOf(role.Role), role.Content.ToArray())];
            case 4:
                return [GitEdit.Write(Layout.FileOfProjectRole(RoleName.Parse(Any(["claimed~a", "new~b", "stray", "zephir", "anchor.releases.releases", role.Role.Value]))), role.Content.ToArray())];
            case 5:
                return [GitEdit.Write(Layout.EventState, EventState.None.Invite(Dave, Any([.. view.Roles.Keys])).ToBytes()!)];
            case 6:
                return [GitEdit.Write(GitPath.Parse($"targets/projects/{Any(Names)}/{_random.Next(1, 3)}.0.0/a.txt"), Encoding.UTF8.GetBytes($"{_random.Next()}"))];
            case 7:
                return [GitEdit.Remove(GitPath.Parse("targets/projects/anchor/1.0.0/a.txt"))];
            case 8:
                return [GitEdit.Write(GitPath.Parse(Any(["targets/loose.txt", "targets/index/x.json", "metadata/odd.txt", "elsewhere.txt", "metadata/projects/an/note.txt"])), "x"u8.ToArray())];
            default:
                return role.Signed is Targets targets && Forged(view, role, targets) is { } forged ? [GitEdit.Write(role.File.Path, Signed(role, forged))] : [];
        }
    }

    /// <summary>Most often a role of a project; now and then one that everything hangs from.</summary>
    private ParsedRole Pick(RepositoryView view)
    {
        ParsedRole[] roles = [.. view.Roles.Values.OrderBy(role => role.Role)];
        ParsedRole[] vouching = [.. roles.Where(role => CatalogRoles.IsClaimed(role.Role))];
        ParsedRole[] projects = [.. roles.Where(role => Layout.IsProjectRole(role.File.Path))];
        return Any(_random.Next(10) switch { < 6 => projects, < 9 => vouching, _ => roles });
    }

    private Targets? Forged(RepositoryView view, ParsedRole role, Targets targets)
    {
        ProjectName other = ProjectName.Parse(Any(Names));
        Targets? donor = Pick(view).Signed as Targets;
        Delegations? delegations = targets.Delegations;
        return _random.Next(13) switch
        {
            0 => targets with { Expires = Now.AddDays(_random.Next(-10, 800)) },
            1 => targets with { Files = targets.Files.With(TargetPath.Parse($"projects/{other}/9.0.0/a.txt"), TargetFile.Describe("x"u8)) },
            2 => targets with { Files = TargetFiles.Empty },
            3 => targets with { Delegations = null },
            4 => targets with { Delegations = donor?.Delegations },
            5 => targets with { UnknownFields = targets.UnknownFields.Without(OwnersEntry.Field) },
            6 => donor is null ? null : targets with { UnknownFields = donor.UnknownFields },
            7 => delegations?.Roles is { Count: > 0 } some ? targets with { Delegations = delegations with { Roles = [.. some.Skip(1)] } } : null,
            8 => delegations?.Roles is { Count: > 0 } some
                ? targets with { Delegations = delegations with { Roles = [.. some.Select((entry, i) => i == 0 ? entry with { Threshold = entry.Threshold + _random.Next(2), Terminating = !entry.Terminating } : entry)] } }
                : null,
            9 => delegations?.Roles is { } some && !some.Any(entry => entry.Name == CatalogRoles.OwnersOf(other))
                ? targets with { Delegations = delegations with { Roles = [.. some, OwnersEntry.Role(other, [.. delegations.Keys.Keys.Take(1)], 1, terminating: true)] } }
                : null,
            10 => delegations?.Roles is { } some && !some.Any(entry => entry.Name.Value == "stray")
                ? targets with { Delegations = delegations with { Roles = [.. some, new DelegatedRole { Name = RoleName.Parse("stray"), KeyIds = [], Threshold = 1, Paths = [PathPattern.Parse($"projects/{other}/x/*")], Terminating = false }] } }
                : null,
            11 => delegations is { Roles: { } some }
                ? targets with { Delegations = delegations with { Keys = delegations.Keys.Append(new(KeyOf(Dave).KeyId, KeyOf(Dave).PublicKey)).DistinctBy(key => key.Key).ToDictionary(), Roles = some } }
                : null,
            _ => OwnersEntry.Of(role.Role, targets) is { } own
                ? OwnersEntry.In(targets, new Delegations { Keys = own.Source.Keys, Roles = [(DelegatedRole)own.Keys with { Threshold = own.Keys.Threshold + 1 }] })
                : null,
        };
    }

    /// <summary>The next version, or another; signed by those who signed the last, or not.</summary>
    private byte[] Signed(ParsedRole before, Targets forged)
    {
        Targets next = forged with { Version = before.Signed!.Version + (_random.Next(8) == 0 ? _random.Next(3) : 1), Expires = forged.Expires == ((Targets)before.Signed).Expires ? Now.AddDays(365) : forged.Expires };
        Metadata<Targets> file = Metadata.Of(next);
        if (_random.Next(4) == 0)
        {
            return file.ToBytes();
        }

        foreach (InMemorySigner signer in (InMemorySigner[])[KeyOf(Alice), KeyOf(Bob), KeyOf(Carol), KeyOf(Dave)])
        {
            foreach (Signature signature in before.Envelope!.Signatures.Where(signature => signer.PublicKey.Verify(before.Envelope.Payload.Span, signature.Value)))
            {
                file = file.WithSignature(new Signature(signature.KeyId, signer.Sign(file.Payload.Span)));
            }
        }

        return file.ToBytes();
    }

    private T Any<T>(IReadOnlyList<T> all) => all[_random.Next(all.Count)];
}
