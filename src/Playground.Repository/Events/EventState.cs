using System.Text.Json;
using Playground.Tuf.Json;
using Playground.Tuf.Model;

namespace Playground.Repository.Events;

/// <summary>
/// The invitations of a signing event, <c>metadata/.signing-event-state</c>: who is named for which roles and has not given a key yet.
/// The file is tuf-on-ci's: <c>{"invites": {"@carol": ["targets"]}}</c>. Immutable.
/// </summary>
public sealed class EventState
{
    private readonly SortedDictionary<Signer, SortedSet<RoleName>> _invites;

    private EventState(SortedDictionary<Signer, SortedSet<RoleName>> invites) => _invites = invites;

    /// <summary>No invitations: the file is not there.</summary>
    public static EventState None { get; } = new([]);

    /// <summary>Whether there is none.</summary>
    public bool IsEmpty => _invites.Count == 0;

    /// <summary>Everyone invited.</summary>
    public IReadOnlyCollection<Signer> Invited => _invites.Keys;

    /// <summary>The roles a person is invited to.</summary>
    public IReadOnlyCollection<RoleName> RolesOf(Signer signer) => _invites.TryGetValue(signer, out SortedSet<RoleName>? roles) ? roles : [];

    /// <summary>Who is invited to a role.</summary>
    public IEnumerable<Signer> InvitedTo(RoleName role) => _invites.Where(invite => invite.Value.Contains(role)).Select(invite => invite.Key);

    /// <summary>With one more invitation.</summary>
    public EventState Invite(Signer signer, RoleName role)
    {
        SortedDictionary<Signer, SortedSet<RoleName>> invites = Copy();
        (invites.TryGetValue(signer, out SortedSet<RoleName>? roles) ? roles : invites[signer] = []).Add(role);
        return new EventState(invites);
    }

    /// <summary>Without an invitation: it was accepted, or withdrawn.</summary>
    public EventState Without(Signer signer, RoleName role)
    {
        SortedDictionary<Signer, SortedSet<RoleName>> invites = Copy();
        if (invites.TryGetValue(signer, out SortedSet<RoleName>? roles) && roles.Remove(role) && roles.Count == 0)
        {
            invites.Remove(signer);
        }

        return new EventState(invites);
    }

    /// <summary>Reads the file.</summary>
    /// <exception cref="TufException">It is not such a file: <see cref="RepositoryProblemCodes.BadEventState"/>.</exception>
    public static EventState Parse(ReadOnlySpan<byte> file)
    {
        try
        {
            _ = CanonicalJson.Encode(file);
            var invites = new SortedDictionary<Signer, SortedSet<RoleName>>();
            JsonElement document = JsonElement.Parse(file);
            foreach (JsonProperty person in document.GetProperty("invites").EnumerateObject())
            {
                var roles = new SortedSet<RoleName>(person.Value.EnumerateArray().Select(role => RoleName.Parse(role.GetString() ?? "")));
                if (roles.Count > 0 && !invites.TryAdd(Signer.Parse(person.Name), roles))
                {
                    throw Malformed(null);
                }
            }

            return new EventState(invites);
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException or TufException { Code: not RepositoryProblemCodes.BadEventState })
        {
            throw Malformed(e);
        }
    }

    /// <summary>The file, or null where there is nothing to write: it is then to be removed.</summary>
    public byte[]? ToBytes()
    {
        if (IsEmpty)
        {
            return null;
        }

        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("invites");
            foreach ((Signer signer, SortedSet<RoleName> roles) in _invites)
            {
                writer.WriteStartArray(signer.Name);
                foreach (RoleName role in roles)
                {
                    writer.WriteStringValue(role.Value);
                }

                writer.WriteEndArray();
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return IndentedJson.Format(buffer.ToArray());
    }

    private static TufException Malformed(Exception? e) => new(
        RepositoryProblemCodes.BadEventState, $"{Layout.EventState} is not a list of invitations. Remove it and invite again.", innerException: e);

    private SortedDictionary<Signer, SortedSet<RoleName>> Copy()
    {
        var copy = new SortedDictionary<Signer, SortedSet<RoleName>>();
        foreach ((Signer signer, SortedSet<RoleName> roles) in _invites)
        {
            copy.Add(signer, [.. roles]);
        }

        return copy;
    }
}
