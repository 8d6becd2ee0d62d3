using Xunit;

namespace Playground.Workflows.Tests.Scenarios;

/// <summary>The tests that work on copies of one healthy community.</summary>
[CollectionDefinition(nameof(CommunityCollection))]
public sealed class CommunityCollection : ICollectionFixture<HealthyCommunity>;
