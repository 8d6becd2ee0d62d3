using Xunit;

namespace Playground.Ci.Tests;

/// <summary>The tests that work on copies of one healthy repository.</summary>
[CollectionDefinition(nameof(HealthyCollection))]
public sealed class HealthyCollection : ICollectionFixture<Healthy>;
