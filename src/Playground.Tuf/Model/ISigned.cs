using Playground.Tuf.Json;

namespace Playground.Tuf.Model;

/// <summary>A signed part that can be read as its own type: <see cref="Root"/>, <see cref="Timestamp"/>, <see cref="Snapshot"/>, <see cref="Targets"/>.</summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
public interface ISigned<TSelf>
    where TSelf : Signed, ISigned<TSelf>
{
    /// <summary>The value of <c>_type</c>.</summary>
    static abstract string TypeName { get; }

    /// <summary>Reads the signed part that the cursor stands before.</summary>
    internal static abstract TSelf Read(ref JsonCursor cursor);
}
