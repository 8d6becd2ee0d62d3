using Playground.Repository.Events;

namespace Playground.Repository.Rules;

/// <summary>
/// One thing that a proposed change must not do. Rules are pure: everything they look at was read with the event. The same ones run before a
/// person signs and before the CI accepts.
/// </summary>
public interface IRule
{
    /// <summary>The code of everything this rule finds, of <see cref="RepositoryProblemCodes"/>.</summary>
    string Code { get; }

    /// <summary>What the rule protects from, in one line.</summary>
    string Protects { get; }

    /// <summary>What is wrong with the event; nothing where all is well. The same event always gives the same findings in the same order.</summary>
    IEnumerable<Finding> Check(SigningEvent change);
}
