using Playground.Tuf.Model;

namespace Playground.Catalog.Reading;

/// <summary>Somebody who may sign.</summary>
/// <param name="KeyId">The key.</param>
/// <param name="Owner">Whose key the delegator says it is, such as <c>@alice</c>, or null. It is text from outside: escape it where it is shown.</param>
/// <param name="HasSigned">Whether a good signature of the key is on the role as it is now.</param>
public sealed record TeamMember(KeyId KeyId, string? Owner, bool HasSigned);
