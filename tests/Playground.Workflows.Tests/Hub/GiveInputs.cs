using Playground.Workflows.Tests.Workflows;

namespace Playground.Workflows.Tests.Hub;

/// <summary>Gives a workflow or an action its inputs: none that it does not know, all that it requires, defaults for the others.</summary>
internal static class GiveInputs
{
    internal static IEnumerable<KeyValuePair<string, string>> To(
        string name, IReadOnlyList<InputDefinition> declared, IReadOnlyDictionary<string, string> given, Func<string, string> fill)
    {
        if (given.Keys.Except(declared.Select(input => input.Name)).FirstOrDefault() is { } unknown)
        {
            throw new NotSupportedException($"{name} has no input '{unknown}'.");
        }

        foreach (InputDefinition input in declared)
        {
            if (input.IsRequired && !given.ContainsKey(input.Name))
            {
                throw new NotSupportedException($"{name} is not given its input '{input.Name}'.");
            }

            yield return KeyValuePair.Create(input.Name, given.TryGetValue(input.Name, out string? value) ? value : fill(input.Default));
        }
    }
}
